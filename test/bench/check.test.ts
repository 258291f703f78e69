import { expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { isSpinInstalled } from '../../bench/check/spin.ts';
import { exploreByTransition } from '../../bench/check/xstate-exploration.ts';
import { checkSuite } from '../../bench/check.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';

const quick = runSuites([checkSuite], { effort: 'quick' });

test('the check suite runs in small, and all ways find the same states', async () => {
  const { suites } = await quick;
  const [{ hash, figures } = { hash: '', figures: [] }] = suites[0]!.scenarios[0]!.cases;
  expect(hash).toBe('288');
  const timed = figures.filter(({ kind }) => kind === 'cpu').map(({ name }) => name);
  const spins = isSpinInstalled() ? ['spin breadth-first', 'spin depth-first'] : [];
  expect(timed).toEqual(['statehive', 'xstate transition()', ...spins]);
});

test('the check suite explores Paxos, Raft and growing sizes in processes of their own', async () => {
  const { suites } = await quick;
  const [, ...alone] = suites[0]!.scenarios;
  const found = alone.map(({ name, cases }) => [name, cases[0]!.hash]);
  expect(found).toEqual([
    ['paxos', '424'],
    ['raft', '287'],
    ['scaling_up', '56'],
  ]);
  for (const { cases } of alone) {
    const { figures } = cases[0]!;
    expect(figures.find(({ name }) => name === 'peak')?.p50).toBeGreaterThan(1e6);
  }
});

test('pure transitions explore what a machine can do on its own', () => {
  const light = createMachine({
    id: 'light',
    initial: 'red',
    states: { red: { after: { 10: 'green' } }, green: { after: { 10: 'red' } } },
  });
  expect(exploreByTransition([{ machine: light }, { machine: light }])).toBe(4);
});
