import { caseOf, gainOf, medianOf, short, whole } from './measured.ts';
import { type Quote, type QuotedTable, said } from './quotes.ts';

const TWO_PHASE_COMMIT = 'check/two_phase_commit';
/** By managers; runs round them. */
const STATES = { 5: 8_832, 6: 50_816, 7: 296_448, 8: 1_745_408, 9: 10_340_352 };
/** XState takes too long for more. */
const XSTATE_MANAGERS_MAX = 6;
const PROTOCOLS = [
  ['Paxos, 2 proposers, 3 acceptors', 'check/paxos', { acceptors: 3 }, 104_944],
  ['Paxos, 2 proposers, 4 acceptors', 'check/paxos', { acceptors: 4 }, 1_224_000],
  ['Raft, 3 servers, 2 terms', 'check/raft', { terms: 2 }, 1_279_461],
  ['Raft, 3 servers, one client that has a command done', 'check/raft', { commands: 1 }, 2_103_963],
] as const;

/** The tables of `checking.md` that are measured. */
export const tables: readonly QuotedTable[] = [
  {
    header: [
      ...['managers', 'states', 'checker', 'XState', 'SPIN breadth-first', 'SPIN depth-first'],
      ...['bytes: checker', 'SPIN bf', 'SPIN df'],
    ],
    rows: Object.entries(STATES).map(([managers, states]) => costOf(Number(managers), states)),
  },
  {
    header: ['protocol', 'states', 'seconds', 'bytes a state'],
    rows: PROTOCOLS.map(([protocol, scenario, params, states]) => {
      const of = caseOf(scenario, params);
      const seconds = medianOf(of, 'exploration', 'cpu') / 1_000;
      const bytes = medianOf(of, 'per state', 'memory');
      return [protocol, known(states, of.operations), seconds.toFixed(1), whole(bytes)];
    }),
  },
];

/** What `checking.md` says of them. */
export const quotes: readonly Quote[] = [
  said`With 6 managers that is ${whole(beside(6, 'xstate transition()'))} times as fast as XState.`,
  said`breadth first it is ${spin(6, 'breadth')} times as fast with 6 managers, ${spin(7, 'breadth')}
    with 7, ${spin(8, 'breadth')} with 8 and ${spin(9, 'breadth')} with 9`,
  said`depth first ${spin(6, 'depth')}, ${spin(7, 'depth')}, ${spin(8, 'depth')} and
    ${spin(9, 'depth')} times`,
  said`takes ${whole(medianOf(caseOf('check/scaling_up', { managers: 9 }), 'peak', 'memory') / 1e6)} MB at the most`,
];

function costOf(managers: number, states: number): string[] {
  const of = caseOf(TWO_PHASE_COMMIT, { managers });
  const seconds = (name: string) => medianOf(of, name, 'cpu') / 1_000;
  const bytes = (name: string) => whole(medianOf(of, name, 'memory'));
  return [
    String(managers),
    known(states, of.operations),
    seconds('statehive').toFixed(2),
    managers > XSTATE_MANAGERS_MAX ? '' : seconds('xstate transition()').toFixed(1),
    seconds('spin breadth-first').toFixed(2),
    seconds('spin depth-first').toFixed(2),
    ...['statehive', 'spin breadth-first', 'spin depth-first'].map(bytes),
  ];
}

function known(states: number, measured: number): string {
  if (Number(states.toPrecision(5)) === measured) return whole(states);
  throw new Error(`The run has ${measured} states where ${states} are known.`);
}

function spin(managers: number, order: 'breadth' | 'depth'): string {
  return short(beside(managers, `spin ${order}-first`));
}

function beside(managers: number, other: string): number {
  return gainOf(TWO_PHASE_COMMIT, { managers }, { figure: 'statehive', beside: other });
}
