import { constant, createSwarm } from 'statehive';
import {
  type CarryOut,
  compose,
  countTerms,
  type Pack,
  releaseMachine,
  schedulingHint,
  termsOf,
  turtleOf,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { twoPacks } from '../hive/stand-ins.ts';
import { allPacks, pack } from '../hive/vocabularies.ts';

const registrarMachine = setup({
  types: { context: {} as { told: CarryOut | undefined }, events: {} as CarryOut },
}).createMachine({
  id: 'registrar',
  context: { told: undefined },
  on: { CARRY_OUT: { actions: assign({ told: ({ event }) => event }) } },
});

const changes = [
  {
    hint: schedulingHint('normal', 'hot', 'moderate'),
    proposal: { id: 'c', action: 'merge', priority: 'normal' as const, resources: ['a', 'b'] },
  },
];

async function released(packs: readonly Pack[], artifacts: 'json' | 'binary' = 'json') {
  const swarm = createSwarm({ seed: 7 });
  const registrar = swarm.spawn(registrarMachine);
  const service = constant(10);
  const input = { registrar, artifacts, service, mode: 'batched', timeoutMs: 50 } as const;
  const told: unknown[] = [];
  swarm.emissions$.subscribe(({ atMs, actor, event }) => {
    if (actor === 'release') told.push([atMs, event.type, event.terms ?? event.reasons]);
  });
  const release = swarm.spawn(releaseMachine, { id: 'release', input });
  release.send({ type: 'RELEASE', packs, changes });
  await swarm.runFor(1_000);
  return { told, carryOut: registrar.getSnapshot().context.told };
}

describe('a release', () => {
  test.each(['json', 'binary'] as const)(
    'hands on the changes as they were written down in %s',
    async (artifacts) => {
      const { told, carryOut } = await released(compose(twoPacks, []).packs, artifacts);
      expect(carryOut).toEqual({ type: 'CARRY_OUT', changes });
      expect(carryOut?.changes).not.toBe(changes);
      // Four stages follow each other.
      expect(told).toEqual([
        [0, 'releasing', undefined],
        [40, 'released', 6],
      ]);
    },
  );

  test('of packs with a conflict carries nothing out, and tells why', async () => {
    const { told, carryOut } = await released(twoPacks);
    expect(carryOut).toBeUndefined();
    expect(told.at(-1)).toEqual([
      expect.any(Number),
      'releaseFailed',
      [expect.stringContaining('validate: conflicts are left: class:schema,foaf:Person')],
    ]);
  });
});

describe('an ontology in Turtle', () => {
  test('declares each term under the namespace of its pack', () => {
    const [schema] = compose(twoPacks, []).packs;
    expect(turtleOf([schema!]).split('\n').slice(3)).toMatchInlineSnapshot(`
      [
        "<http://schema/Place> a owl:Class .",
        "<http://schema/Person> a owl:Class .",
        "<http://schema/knows> a rdf:Property ; rdfs:range <http://schema/Person> .",
        "",
      ]
    `);
  });

  test('declares, read again, all terms of the vocabularies, once composed', () => {
    const { packs } = compose(allPacks, []);
    const terms = packs.flatMap(({ classes, properties }) => [...classes, ...properties]);
    const turtle = turtleOf(packs);
    expect(termsOf(turtle)).toHaveLength(terms.length);
    expect(countTerms(turtle)).toBe(terms.length);
  });

  test('writes what an IRI may not hold as numbers', () => {
    const odd = pack({ name: 'odd', namespace: 'urn:odd names:', classes: ['a<b>', 'c'] });
    expect(termsOf(turtleOf([odd])).map(({ iri }) => iri)).toEqual([
      'urn:odd\\u0020names:a\\u003cb\\u003e',
      'urn:odd\\u0020names:c',
    ]);
  });
});
