import { type Address, constant, type Swarm } from 'statehive';
import { type AgentTraits, type Knowledge, knowledgeOf } from 'statehive/machines';
import { type AnyEventObject, setup } from 'xstate';
import { pack, property } from './vocabularies.ts';

/** Two packs with one class collision and one property type mismatch. */
export const twoPacks = [
  pack({
    name: 'schema',
    classes: ['Person', 'Place'],
    properties: [property('knows', 'http://schema/Person')],
  }),
  pack({
    name: 'foaf',
    classes: ['Person', 'Agent'],
    properties: [property('knows', 'http://foaf/Agent')],
  }),
];

/** What a hive knows that is to compose the two packs by union and majority. */
export function knowledge(fields: Partial<Omit<Knowledge, 'index'>> = {}): Knowledge {
  const rules = {};
  return knowledgeOf({
    packs: twoPacks,
    detection: 'hashed',
    strategy: 'union',
    rules,
    quorum: 'majority',
    ...fields,
  });
}

/** An agent that is up after 5 ms, needs 1 ms for a look-up or a question, and never fails. */
export function traits(fields: Partial<AgentTraits> = {}): AgentTraits {
  return {
    startup: constant(5),
    effort: constant(1),
    doubt: 0,
    crashesAfterMs: undefined,
    ...fields,
  };
}

/** Takes any event and answers none: an agent that is asked, or a queen that is told. */
export const silentMachine = setup({
  types: { events: {} as AnyEventObject },
}).createMachine({ id: 'silent' });

/** Actors that never answer. */
export function silentActors(swarm: Swarm, count: number): Address<AnyEventObject>[] {
  return [...swarm.populate(silentMachine, count, () => ({}))];
}

/** A message as a test looks at it; times in simulated ms. */
export interface Sent {
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  readonly event: AnyEventObject;
}

/** All messages of one type between the actors of a swarm, from now on. */
export function messages(swarm: Swarm, type: string): readonly Sent[] {
  const sent: Sent[] = [];
  swarm.envelopes$.subscribe(({ sentAtMs: atMs, from, to, event }) => {
    if (event.type === type && from !== 'outside') sent.push({ atMs, from, to, event });
  });
  return sent;
}
