import { check } from './dist/src/index.js';
import { twoPhaseCommit } from './dist/simulations/index.js';
const n = Number(process.argv[2] ?? 8), props = process.argv[3] !== 'none';
const sim = props ? twoPhaseCommit : { ...twoPhaseCommit, properties: {} };
for (let i = 0; i < Number(process.argv[4] ?? 2); i++) {
const c0 = process.cpuUsage();
const r = await check(sim, { params: { managers: n } });
const c = process.cpuUsage(c0); const s = (c.user + c.system) / 1e6;
console.log(n, r.unique, r.generated, 'depth', r.depth, s.toFixed(2) + ' s cpu', Math.round(r.unique / s), 'states/s', Math.round(r.generated / s), 'gen/s', r.bytesPerState.toFixed(1), 'B', r.wallMs|0, 'wall ms');
}
