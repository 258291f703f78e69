import { check, constant, latency, run, script } from 'statehive';
import { atomicCommit, paxos } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

const verdictOf = (
  { properties }: { properties: readonly { name: string; verdict: string }[] },
  name: string,
) => properties.find((property) => property.name === name)?.verdict;

describe('in runs', () => {
  test('all commit when nothing fails', async () => {
    const { report } = await run(atomicCommit, { seed: 7, params: { coordinator: 'stays' } });
    expect(report?.states).toEqual(['committed', 'committed', 'committed']);
  });

  test('all abort when one cannot commit', async () => {
    const params = { coordinator: 'stays', refusing: 1 } as const;
    const { report } = await run(atomicCommit, { seed: 7, params });
    expect(report?.states).toEqual(['aborted', 'aborted', 'aborted']);
  });

  test('a coordinator that restarts aborts what it had not decided', async () => {
    const { outcome, report } = await run(atomicCommit, { seed: 7 });
    expect(outcome).toBe('completed');
    expect(report?.states).toEqual(['aborted', 'aborted', 'aborted']);
  });

  test('a participant that crashes after its vote asks for the outcome when it is back', async () => {
    const crash = { kind: 'crash', actor: 'participant-1', atMs: 15, forMs: 500 } as const;
    const { report } = await run(atomicCommit, { seed: 7, faults: script([crash]) });
    expect(report?.states).toEqual(['committed', 'committed', 'committed']);
  });
});

describe('when the coordinator dies between the phases', () => {
  test('two-phase commit blocks: whoever has prepared never knows the outcome', async () => {
    const params = { coordinator: 'dies' } as const;
    const result = await run(atomicCommit, { seed: 7, params });
    expect(verdictOf(result, 'all that are up know the outcome')).toBe('violated');
    expect(result.report?.states).toEqual(['prepared', 'prepared', 'prepared']);
  });

  test('Paxos does not: another proposer takes over', async () => {
    // At 10 ms all acceptors have promised to the proposer that dies at 15 ms.
    const death = { kind: 'crash', actor: 'proposer-1', atMs: 15 } as const;
    const constantly = { ...paxos, network: () => [latency(constant(10))] };
    const params = { patienceMs: 40 };
    const result = await run(constantly, { seed: 7, params, faults: script([death]) });
    expect(verdictOf(result, 'a proposer knows')).toBe('held');
    expect(result.report).toEqual({ chosen: 'of proposer 0', tries: [2, 1] });
  });
});

describe('in every behaviour', () => {
  test.each([
    [2, 142],
    [3, 1_128],
  ])('of %i participants that stay up all learn one outcome', async (participants, unique) => {
    const result = await check(atomicCommit, { params: { participants } });
    expect(result).toMatchObject({ outcome: 'complete', unique });
  });

  test('with a crash and a restart there is one outcome; but it may be that not all learn it', async () => {
    const result = await check(atomicCommit, { faults: { crashes: 1, restarts: 1 } });
    expect([result.isComplete, result.unique]).toEqual([true, 2_386]);
    const [found, ...others] = result.counterexamples;
    expect([found?.property, others]).toEqual(['all that are up know the outcome', []]);
    // Nobody else is in the way: the coordinator is down, and stays it.
    const crashes = found?.steps.filter(({ kind }) => kind === 'crash' || kind === 'restart');
    expect(crashes).toMatchObject([{ kind: 'crash', actor: 'coordinator' }]);
  });

  test('nobody commits what one participant cannot', async () => {
    const { properties } = await check(atomicCommit, { params: { refusing: 1 } });
    expect(properties.map(({ verdict }) => verdict)).toEqual([
      'held',
      'held',
      'not reached',
      'reached',
      'held',
    ]);
  });
});
