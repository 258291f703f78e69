import type { ChildProcess } from 'node:child_process';
import { expect, test } from 'vitest';
import { pingPong } from '../../../bench/engines/ping-pong.ts';
import { engines } from '../../../bench/engines.ts';
import { Crew } from '../../../bench/runner/contest/crew.ts';
import { forkProgram } from '../../../bench/runner/own-process.ts';

const [{ params } = {}] = pingPong.cases('quick');
const args = [engines.name, pingPong.name, 'quick', JSON.stringify(params), 'hand-written'];

test('several processes have the turns of a way, one after the other', async () => {
  const asked: string[] = [];
  const processes: ChildProcess[] = [];
  const crew = new Crew(() => {
    const child = forkProgram('runner/contest/serve-way', args);
    const name = 'abc'[processes.length]!;
    child.on('message', () => asked.push(name));
    processes.push(child);
    return child;
  });
  for (let turn = 0; turn < 4; turn++) await crew.turn();
  for (const each of processes) each.kill();
  const warmingUp = ['a', 'b', 'c'];
  expect(asked).toEqual([...warmingUp, 'a', 'b', 'c', 'a']);
});
