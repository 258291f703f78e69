import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, evidenceFor, replay, replayScript, run, search, shrink } from 'statehive';
import { describe, expect, test } from 'vitest';
import { registerThatDoesNotWriteBack } from './abd-register.ts';
import { commitThatForgetsAVote } from './atomic-commit.ts';
import { bullyThatFollowsAnybody } from './bully.ts';
import { contractNetThatTakesLateBids } from './contract-net.ts';
import { paxosThatIgnoresTheHighest } from './paxos.ts';
import { pbftThatIgnoresDigests } from './pbft.ts';
import { pipelineThatBelievesLateReports } from './pipeline.ts';
import { voteThatCountsTwice } from './quorum-vote.ts';
import { raftThatVotesTwice } from './raft.ts';
import { bucketThatIsOverdrawn, bucketThatOverflows } from './rate-limit.ts';
import { registrarThatTakesAnyVersion } from './registrar.ts';
import { schedulerThatForgetsATask } from './scheduler.ts';
import { semaphoreThatLeaksAPermit } from './semaphore.ts';
import { swimThatDeniesInVain } from './swim.ts';
import type { Twin } from './twin.ts';
import { stealingThatSharesTheLastThread } from './work-stealing.ts';

const twins = [
  raftThatVotesTwice,
  commitThatForgetsAVote,
  paxosThatIgnoresTheHighest,
  registerThatDoesNotWriteBack,
  pbftThatIgnoresDigests,
  bullyThatFollowsAnybody,
  voteThatCountsTwice,
  swimThatDeniesInVain,
  contractNetThatTakesLateBids,
  stealingThatSharesTheLastThread,
  bucketThatOverflows,
  bucketThatIsOverdrawn,
  semaphoreThatLeaksAPermit,
  schedulerThatForgetsATask,
  pipelineThatBelievesLateReports,
  registrarThatTakesAnyVersion,
];

/** The first finding among 1,000 seeds. */
async function firstFinding({ broken: simulation, params = {}, chaos: faults }: Twin) {
  const abort = new AbortController();
  const onRun = ({ broken }: { broken: number }) => broken > 0 && abort.abort();
  const seeds = { first: 1, last: 1_000 };
  const { findings } = await search(simulation, {
    seeds,
    params,
    faults,
    onRun,
    signal: abort.signal,
  });
  return findings[0];
}

describe.each(twins.map((twin) => [twin.mistake, twin] as const))('%s, which', (_, twin) => {
  const { broken, sound, params = {}, property, checking, steps, states } = twin;

  test('comes to light by chaos, and by the shrunk script in one run', async () => {
    const finding = await firstFinding(twin);
    expect(finding?.breakage.what).toBe(property);
    const shrunk = await shrink(broken, finding!, { params, maxRuns: 100 });
    const { name } = broken;
    const { file } = await evidenceFor(broken, shrunk.finding, { name, params });
    const { isReproduced, parting } = await replayScript(broken, file);
    expect({ isReproduced, parting }).toEqual({ isReproduced: true, parting: undefined });
    const { violations } = await run(sound, { seed: finding!.seed, params, faults: twin.chaos });
    expect(violations.filter((one) => one.property === property)).toEqual([]);
  });

  test('is found by checking it, in a shortest way', async () => {
    const { counterexamples } = await check(broken, { ...checking, stopAtViolation: true });
    const counterexample = counterexamples.find((one) => one.property === property);
    expect(replay(broken, checking, counterexample!).isViolated).toBe(true);
    expect(counterexample?.steps).toHaveLength(steps);
  });

  test('is all that breaks it: without, it holds in every state of the same world', async () => {
    const { isComplete, unique, properties } = await check(sound, checking);
    expect({ isComplete, unique }).toEqual({ isComplete: true, unique: states });
    expect(properties).toContainEqual(expect.objectContaining({ name: property, verdict: 'held' }));
  });
});

const page = join(import.meta.dirname, '../../../docs/explanation/protocols.md');

test.each(twins)('the documents tell the steps and states of: $mistake', (twin) => {
  const { mistake, steps, states } = twin;
  const lines = readFileSync(page, 'utf8').split('\n');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const row = cells.find(([, first]) => first === mistake);
  expect(row?.slice(3, 5)).toEqual([`${steps}`, states.toLocaleString('en-US')]);
});
