import { check, search } from 'statehive';
import { paxos } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

describe('in runs', () => {
  test('one value is chosen, whoever crashes and whatever is lost', async () => {
    const { findings, properties } = await search(paxos, { seeds: { first: 1, last: 50 } });
    expect(findings).toEqual([]);
    expect(properties.at(-1)).toMatchObject({ verdicts: { held: 50 } });
  });

  test('acceptors that forget what they have promised let two be chosen', async () => {
    const params = { storage: 'volatile', failures: 8, proposers: 3 };
    const { findings } = await search(paxos, { params, seeds: { first: 1, last: 50 } });
    expect(findings.map(({ breakage }) => breakage.what)).toContain('one value at most is chosen');
  });

  test('proposers that are too impatient interrupt each other for ever, unless they back off', async () => {
    const seeds = { first: 1, last: 20 };
    const impatient = { patienceMs: 2, latencyMs: 20, failures: 0, loss: 0 };
    const stubborn = await search(paxos, { params: { ...impatient, backOff: 1 }, seeds });
    expect(stubborn.findings).toHaveLength(20);
    expect(stubborn.findings[0]?.breakage.what).toBe('a proposer knows');
    const { findings } = await search(paxos, { params: impatient, seeds });
    expect(findings).toEqual([]);
  });
});

describe('in every behaviour', () => {
  test('of 2 proposers and 3 acceptors, each proposing once', async () => {
    const result = await check(paxos);
    expect(result).toMatchObject({ isComplete: true, unique: 104_944, counterexamples: [] });
  });

  test('of 2 proposers and 2 acceptors, each proposing twice', async () => {
    const result = await check(paxos, { params: { acceptors: 2, tries: 2 } });
    expect(result).toMatchObject({ isComplete: true, unique: 215_152, counterexamples: [] });
  });

  test('two are chosen if an acceptor forgets, in a shortest way', async () => {
    const faults = { crashes: 1, restarts: 1 };
    const params = { storage: 'volatile' } as const;
    const { counterexamples } = await check(paxos, { params, faults, stopAtViolation: true });
    expect(counterexamples[0]).toMatchObject({ property: 'one value at most is chosen' });
    expect(counterexamples[0]?.steps).toHaveLength(14);
  });
});
