import type { CaseParams } from '../../bench/suite.ts';
import { caseOf, gainOf, medianOf, perSecond, short, time, whole } from './measured.ts';
import { type Quote, type QuotedTable, said } from './quotes.ts';

const MACHINES = ['two states', 'three levels'] as const;
const SIZES = [10_000, 100_000, 1_000_000] as const;
const NACT = 'nact';

/** What a row of the first table sets side by side: own way, XState's, and nact's if there is one. */
interface Row {
  readonly scenario: string;
  readonly params?: CaseParams;
  readonly own: string;
  readonly xstate: string;
  readonly hasNact?: boolean;
}

const event = (machine: string): Row => ({
  ...{ scenario: 'engines/one_event', params: { machine }, own: 'tables', xstate: 'xstate' },
});
const starting: Row = {
  ...{ scenario: 'engines/spawning', own: 'compiled swarm', xstate: 'xstate', hasNact: true },
};
const passing: Row = {
  ...{ scenario: 'engines/ping_pong', own: 'compiled swarm', xstate: 'xstate swarm' },
};
const wholeRun = (params: CaseParams): Row => ({
  ...{ scenario: 'engines/whole_swarms', params, own: 'compiled swarm', xstate: 'xstate swarm' },
});
const pingPong = caseOf('engines/ping_pong', {});
const pipeline = { swarm: 'pipeline', size: '15 stages in 3 layers' };

/** The tables of `engines.md` that are measured. */
export const tables: readonly QuotedTable[] = [
  {
    header: ['what', 'compiled', 'XState', 'nact', "times XState's"],
    rows: [
      ['an event, two states and an `assign`', ...timesOf(event('two states'))],
      ['an event, three levels, parallel, `always`', ...timesOf(event('three levels'))],
      ["the same two under XState's `createActor`", ...underCreateActor()],
      ['to start an actor', ...timesOf(starting)],
      ['bytes an actor, with a one-number context', ...bytes()],
      ['a message between two actors, through the swarm', ...timesOf(passing)],
      ['a message between two actors, without a swarm', '', ...withoutSwarm(), ''],
      ['a pipeline of 15 stages, the whole run', ...timesOf(wholeRun(pipeline))],
      ['a hive over 10 packs, the whole run', ...timesOf(wholeRun({ swarm: 'hive' }))],
    ],
  },
  {
    header: ['with so many actors', ...SIZES.map(whole)],
    rows: [
      ['to start them all, again and again', ...SIZES.map((actors) => time(startingMs(actors)))],
      ['bytes an actor', ...SIZES.map((actors) => whole(bytesEach(actors)))],
      ['PHOLD: an event, by a delayed send, in a swarm', ...phold('swarm')],
      ['PHOLD: the same in a loop written for PHOLD alone', ...phold('hand-written')],
      ["the hive's agents, until all have reported to one queen", ...SIZES.map(reporting)],
      ['`gossip`, push, complete graph: an event', ...gossip('event')],
      ['`gossip`: the whole run', ...gossip('run')],
      ['`gossip`: peak memory of the process', ...SIZES.map(peakOf)],
    ],
  },
];

/** What `engines.md` says of what was measured. */
export const quotes: readonly Quote[] = [
  said`XState needs about ${whole(medianOf(caseOf('engines/one_event', { machine: 'two states' }), 'xstate') * 1e3)}
    microseconds for an event and ${whole(Number(bytesOf('xstate').toPrecision(2)))} bytes`,
  said`PHOLD takes ${short(pholdTimes(10_000))} times the loop's time among 10,000 actors and
    ${short(pholdTimes(1_000_000))} among a million`,
  said`it takes ${short(pholdTimes(10_000) * inlinedShare())} times the loop's among 10,000`,
  said`pass ${millions('compiled swarm, more inlined')} million messages a second instead of
    ${millions('compiled swarm')}.`,
];

function timesOf({ scenario, params = {}, own, xstate, hasNact = false }: Row): string[] {
  const of = caseOf(scenario, params);
  const times = [own, xstate].map((name) => time(medianOf(of, name)));
  const nact = hasNact ? time(medianOf(of, NACT)) : '';
  return [...times, nact, short(gainOf(scenario, params, { figure: own, beside: xstate }))];
}

function underCreateActor(): string[] {
  const scenario = 'engines/under_create_actor';
  const us = (name: string) => {
    const each = MACHINES.map((machine) => medianOf(caseOf(scenario, { machine }), name) * 1e3);
    return `${each.map(short).join(', ')} us`;
  };
  const beside = { figure: 'compiled', beside: 'xstate' };
  const gains = MACHINES.map((machine) => short(gainOf(scenario, { machine }, beside)));
  return [us('compiled'), us('xstate'), '', gains.join(', ')];
}

function bytes(): string[] {
  const gain = gainOf('engines/memory', {}, { figure: 'compiled swarm', beside: 'xstate' });
  return [...['compiled swarm', 'xstate', NACT].map((name) => whole(bytesOf(name))), short(gain)];
}

function bytesOf(name: string): number {
  return medianOf(caseOf('engines/memory', {}), name, 'memory');
}

function withoutSwarm(): string[] {
  return ['xstate', NACT].map((name) => time(medianOf(pingPong, name)));
}

function startingMs(actors: number): number {
  return actors * medianOf(caseOf('scale/populations', { actors }), 'starting');
}

function bytesEach(actors: number): number {
  return medianOf(caseOf('scale/populations', { actors }), 'each', 'memory');
}

function phold(way: string): string[] {
  return SIZES.map((actors) => time(medianOf(caseOf('scale/phold', { actors }), way)));
}

function reporting(agents: number): string {
  const of = caseOf('scale/agent_spawning', { agents });
  return time(agents * medianOf(of, 'until all are ready'));
}

function gossip(figure: string): string[] {
  return SIZES.map((agents) => time(medianOf(caseOf('scale/gossip', { agents }), figure)));
}

function peakOf(agents: number): string {
  return `${whole(medianOf(caseOf('scale/gossip', { agents }), 'peak', 'memory') / 1e6)} MB`;
}

function pholdTimes(actors: number): number {
  return 1 / gainOf('scale/phold', { actors }, { figure: 'swarm', beside: 'hand-written' });
}

function inlinedShare(): number {
  return gainOf('scale/phold', {}, { figure: 'swarm', beside: 'swarm, more inlined' });
}

function millions(way: string): string {
  return (perSecond(pingPong, way) / 1e6).toFixed(1);
}
