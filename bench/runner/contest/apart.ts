import type { ChildProcess } from 'node:child_process';
import type { Case, Effort, Way } from '../../suite.ts';
import { ask, forkProgram } from '../own-process.ts';
import { Contest } from './contest.ts';
import type { Turn } from './turn.ts';

/** Which scenario a case is of, by names that are found again in another process. */
export interface ScenarioAddress {
  readonly suite: string;
  readonly scenario: string;
  readonly effort: Effort;
}

/**
 * A case whose ways have a process each, which starts with their first turn: in one process,
 * code that several of them share is compiled for what all of them do with it, and collecting
 * garbage goes through what the others have left. A case without ways of its own stays as it is.
 */
export function apart(subject: Case, address: ScenarioAddress): Case {
  if (subject.ways === undefined) return subject;
  const processes = new Map<Way, ChildProcess>();
  const contest = new Contest(subject.ways, (way) => {
    const running = processes.get(way) ?? start(way, subject, address);
    processes.set(way, running);
    return turnIn(running);
  });
  return { ...subject, work: () => contest.round() };
}

function start(
  { name, flags }: Way,
  { params }: Case,
  { suite, scenario, effort }: ScenarioAddress,
): ChildProcess {
  const args = [suite, scenario, effort, JSON.stringify(params), name];
  const child = forkProgram('runner/contest/serve-way', args, { flags });
  // It ends when this process does.
  child.unref();
  child.channel?.unref();
  return child;
}

/** @throws Error what is thrown there */
async function turnIn(child: ChildProcess): Promise<Turn> {
  child.channel?.ref();
  const turn = await ask<Turn>(child, 'turn');
  child.channel?.unref();
  return turn;
}
