import { createSwarm } from './dist/src/index.js';
import { setup, sendTo, assign } from 'xstate';
const pong = setup({}).createMachine({ id: 'pong', context: { n: 0 }, on: { PING: { actions: [assign({ n: ({ context }) => context.n + 1 }), sendTo(({ event }) => event.from, ({ self }) => ({ type: 'PONG', from: self }))] } } });
const ping = setup({}).createMachine({ id: 'ping', context: ({ input }) => ({ n: 0, ...input }), entry: sendTo(({ context }) => context.to, ({ self }) => ({ type: 'PING', from: self })),
  on: { PONG: { guard: ({context}) => context.n < context.max, actions: [assign({ n: ({ context }) => context.n + 1 }), sendTo(({ context }) => context.to, ({ self }) => ({ type: 'PING', from: self }))] } } });
for (const engine of process.argv[2] ? [process.argv[2]] : ['xstate', 'compiled', 'compiled','compiled']) {
  const max = engine === 'xstate' ? 50000 : 3000000;
  const s = createSwarm({ seed: 7, engine });
  const p = s.spawn(pong); s.spawn(ping, { input: { to: p, max } });
  const t = performance.now(); await s.runFor(1); const d = performance.now() - t;
  console.log(engine, 'pingpong', s.events, (s.events / d * 1000 / 1e6).toFixed(2), 'M msg/s', (d*1e6/s.events).toFixed(0),'ns', s.traceHash);
}
const cell = setup({}).createMachine({ id: 'cell', context: { n: 0 }, initial: 'off', states: { off: { on: { GO: 'on' } }, on: { on: { GO: 'off' } } } });
if (!process.argv[3]) for (const engine of ['xstate','compiled','compiled']) {
  const n = engine === 'xstate' ? 20000 : 1000000;
  gc(); const m0 = process.memoryUsage(); 
  const s = createSwarm({ seed: 7, engine });
  const t = performance.now(); const pop = s.populate(cell, n, () => ({})); const d1 = performance.now() - t; await s.runFor(1); const d = performance.now() - t;
  gc(); const m1 = process.memoryUsage();
  console.log(engine, 'spawn', (n / d * 1000).toFixed(0), '/s', (d1*1e6/n).toFixed(0), (d*1e6/n).toFixed(0), 'ns', 'bytes', ((m1.heapUsed + m1.arrayBuffers - m0.heapUsed - m0.arrayBuffers) / n).toFixed(0)); pop.size;
}
