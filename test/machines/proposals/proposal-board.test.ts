import fc from 'fast-check';
import { createSwarm, exponential, latency } from 'statehive';
import {
  type Aggregated,
  aggregateConditional,
  type ConditionalProposal,
  proposalBoardMachine,
} from 'statehive/machines';
import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { anyProposals } from './random-proposals.ts';

/** Keeps what all rounds came to. */
const recipientMachine = setup({
  types: { context: {} as { rounds: readonly Aggregated[] }, events: {} as Aggregated },
}).createMachine({
  id: 'recipient',
  context: { rounds: [] },
  on: {
    AGGREGATED: { actions: assign({ rounds: ({ context, event }) => [...context.rounds, event] }) },
  },
});

function swarmOf(engine: 'compiled' | 'xstate' = 'compiled') {
  const swarm = createSwarm({ seed: 7, engine, network: [latency(exponential({ mean: 1 }))] });
  const recipient = swarm.spawn(recipientMachine);
  const board = swarm.spawn(proposalBoardMachine, { input: { windowMs: 10, recipient } });
  const rounds = () => recipient.getSnapshot().context.rounds;
  const propose = (proposals: readonly ConditionalProposal[]) => {
    for (const proposal of proposals) board.send({ type: 'PROPOSE', proposal });
  };
  return { swarm, board, rounds, propose };
}

const proposalOf = (id: string, ...resources: readonly string[]): ConditionalProposal => ({
  id,
  action: 'rename',
  priority: 'normal',
  resources,
});
const idsOf = (proposals: readonly { id: string }[] = []) => proposals.map(({ id }) => id);

test('a round gathers what comes within its window', async () => {
  const { swarm, propose, rounds } = swarmOf();
  propose([proposalOf('a', 'x'), proposalOf('b', 'y')]);
  await swarm.runFor(50);
  propose([proposalOf('c', 'x')]);
  await swarm.runFor(50);
  expect(rounds().map(({ round, merged }) => [round, idsOf(merged?.proposals)])).toEqual([
    [1, ['a', 'b']],
    [2, ['c']],
  ]);
});

test('what a round rejects begins the next, until nothing is left', async () => {
  const { swarm, board, propose, rounds } = swarmOf();
  const ended: number[] = [];
  swarm.emitted(board, 'roundEnded').subscribe(({ rejected }) => ended.push(rejected));
  propose([proposalOf('a', 'x'), proposalOf('b', 'x'), proposalOf('c', 'x', 'y')]);
  await swarm.runFor(100);
  expect(
    rounds().map(({ merged, rejected }) => [idsOf(merged?.proposals), idsOf(rejected)]),
  ).toEqual([
    [['a'], ['b', 'c']],
    [['b'], ['c']],
    [['c'], []],
  ]);
  expect(ended).toEqual([2, 1, 0]);
  expect(board.getSnapshot().matches('empty')).toBe(true);
});

test('what comes again is proposed once, however many rounds later', async () => {
  const { swarm, board, propose, rounds } = swarmOf();
  const first = [proposalOf('a', 'x'), proposalOf('b', 'y')];
  propose(first);
  await swarm.runFor(50);
  propose([...first, proposalOf('c', 'x')]);
  await swarm.runFor(50);
  propose([...first, proposalOf('c', 'x')]);
  await swarm.runFor(50);
  expect(rounds().map(({ merged, rejected }) => [idsOf(merged?.proposals), rejected])).toEqual([
    [['a', 'b'], []],
    [['c'], []],
  ]);
  expect(board.getSnapshot().matches('empty')).toBe(true);
});

test('rounds come to what aggregating again and again comes to, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(anyProposals, async (all) => {
      const { swarm, propose, rounds } = swarmOf();
      propose(all);
      await swarm.runFor(10 * all.length + 100);
      let left: readonly ConditionalProposal[] = all;
      for (const { merged, rejected, conflictRatio } of rounds()) {
        const expected = aggregateConditional(left);
        expect({ merged, rejected, conflictRatio }).toEqual(expected);
        left = expected.rejected;
      }
      expect(left).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a board does the same, to the hash, on both engines', async () => {
  const hashes: string[] = [];
  for (const engine of ['compiled', 'xstate'] as const) {
    const { swarm, propose, rounds } = swarmOf(engine);
    propose([proposalOf('a', 'x'), proposalOf('b', 'x'), proposalOf('c', 'y')]);
    await swarm.runFor(100);
    expect(rounds()).toHaveLength(2);
    hashes.push(swarm.traceHash);
  }
  expect(hashes[0]).toBe(hashes[1]);
});
