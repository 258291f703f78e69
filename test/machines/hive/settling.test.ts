import { describe, expect, test } from 'vitest';
import { compose } from '../../../machines/hive/composition/composition.ts';
import type { Configuration } from '../../../machines/hive/composition/configuration.ts';
import { type Decision, undecided } from '../../../machines/hive/decision.ts';
import type { Resolution } from '../../../machines/hive/strategies/resolution.ts';
import type { Strategy } from '../../../machines/hive/strategies/strategy.ts';
import { pack, property } from './vocabularies.ts';

const schema = pack({ name: 'schema', classes: ['Person', 'Place'] });
const foaf = pack({ name: 'foaf', classes: ['Person', 'Agent'] });
const vcard = pack({ name: 'vcard', classes: ['Person'] });

const voted = (conflictKey: string, resolution: Resolution): Decision => ({
  ...undecided(conflictKey, resolution),
  by: 'quorum',
});

const classesOf = (configuration: Configuration): Record<string, readonly string[]> =>
  Object.fromEntries(configuration.packs.map(({ name, classes }) => [name, classes]));

describe('one collision', () => {
  const key = 'class:schema,foaf:Person';

  test.each([
    ['keep-both', { schema: ['Place', 'schema:Person'], foaf: ['Agent', 'foaf:Person'] }],
    ['merge', { schema: ['Person', 'Place'], foaf: ['Agent'] }],
    ['keep-first', { schema: ['Person', 'Place'], foaf: ['Agent'] }],
    ['keep-second', { schema: ['Place'], foaf: ['Person', 'Agent'] }],
    ['exclude', { schema: ['Place'], foaf: ['Agent'] }],
  ] as const)('is settled by %s', (resolution, classes) => {
    expect(classesOf(compose([schema, foaf], [voted(key, resolution)]))).toEqual(classes);
  });

  test('is told with the conflict it settles and by whose vote', () => {
    const tally = { 'keep-second': { votes: 4, weight: 2.5 } };
    const decision: Decision = {
      ...voted(key, 'keep-second'),
      agreement: 4 / 6,
      tally,
      electorate: 6,
    };
    const { changes, settled } = compose([schema, foaf], [decision]);
    expect(changes).toEqual([
      {
        what: 'class',
        pack: 'schema',
        from: 'Person',
        to: 'Person',
        change: 'replaced',
        into: 'foaf',
        settles: key,
        by: 'quorum',
      },
    ]);
    expect(settled).toEqual([
      { ...decision, kind: 'class', packs: ['schema', 'foaf'], subject: 'Person' },
    ]);
  });

  test('that nobody decided falls to the default of the strategy, and says so', () => {
    const { changes } = compose([schema, foaf], [], { strategy: 'priority' });
    expect(changes).toMatchObject([
      { pack: 'foaf', change: 'replaced', into: 'schema', by: 'default' },
    ]);
  });

  test('does not qualify into a name that is taken', () => {
    const taken = pack({ name: 'other', classes: ['foaf:Person'] });
    const configuration = compose([schema, foaf, taken], [voted(key, 'keep-both')]);
    expect(classesOf(configuration).foaf).toEqual(['Agent', 'foaf:foaf:Person']);
  });

  test('leads properties to the class that won', () => {
    const knows = property('knows', 'http://foaf/Person');
    const packs = [schema, { ...foaf, properties: [knows] }];
    const { packs: composed } = compose(packs, [voted(key, 'keep-first')]);
    expect(composed[1]?.properties).toEqual([{ ...knows, range: 'http://schema/Person' }]);
  });
});

describe('three packs with one class, whose decisions disagree', () => {
  const packs = [schema, foaf, vcard];
  const composed = (first: Resolution, second: Resolution, third: Resolution) =>
    classesOf(
      compose(packs, [
        voted('class:schema,foaf:Person', first),
        voted('class:schema,vcard:Person', second),
        voted('class:foaf,vcard:Person', third),
      ]),
    );

  test('preferences in a circle still leave a winner', () => {
    expect(composed('keep-first', 'keep-second', 'keep-first')).toEqual({
      schema: ['Place'],
      foaf: ['Agent'],
      vcard: ['Person'],
    });
  });

  test('excluding counts before any preference', () => {
    expect(composed('keep-first', 'exclude', 'keep-first')).toEqual({
      schema: ['Place'],
      foaf: ['Person', 'Agent'],
      vcard: [],
    });
  });

  test('merging joins through a third pack, even where two would be kept apart', () => {
    expect(composed('merge', 'keep-both', 'merge')).toEqual({
      schema: ['Person', 'Place'],
      foaf: ['Agent'],
      vcard: [],
    });
  });

  test('what is merged is qualified as one', () => {
    expect(composed('merge', 'keep-both', 'keep-both')).toEqual({
      schema: ['Place', 'schema:Person'],
      foaf: ['Agent'],
      vcard: ['vcard:Person'],
    });
  });

  test('a definition left alone needs no prefix', () => {
    expect(composed('keep-both', 'keep-second', 'keep-second')).toEqual({
      schema: ['Place'],
      foaf: ['Agent'],
      vcard: ['Person'],
    });
  });
});

describe('packs that claim one namespace', () => {
  const terms = { namespace: 'http://purl.org/dc/terms/' };
  const packs = [pack({ name: 'dcterms', ...terms }), pack({ name: 'discipline', ...terms })];
  const key = 'namespace:dcterms,discipline:http://purl.org/dc/terms/';
  const namespaces = (resolution: Resolution) =>
    compose(packs, [voted(key, resolution)]).packs.map(({ namespace }) => namespace);

  test('the loser moves to one derived from it', () => {
    const derived = 'http://purl.org/dc/terms/discipline#';
    expect(namespaces('keep-first')).toEqual([terms.namespace, derived]);
    expect(namespaces('keep-second')).toEqual([
      'http://purl.org/dc/terms/dcterms#',
      terms.namespace,
    ]);
  });

  test('excluding leaves the later pack out', () => {
    expect(namespaces('exclude')).toEqual([terms.namespace]);
  });
});

describe('references to one pack', () => {
  const foafs = (...versions: string[]) =>
    versions.map((version, index) =>
      pack({ name: 'foaf', version, classes: ['Person', `V${index}`] }),
    );

  test('whose ranges intersect become one pack of what both have in common', () => {
    const { packs } = compose(foafs('^1.2', '1.3.0 || 2.0.0'), []);
    expect(packs).toMatchObject([
      { name: 'foaf', version: '>=1.2.0 <2.0.0-0 1.3.0', classes: ['Person', 'V0', 'V1'] },
    ]);
  });

  test('whose ranges do not intersect keep the later version by union, the first by priority', () => {
    const version = (strategy: Strategy) =>
      compose(foafs('^1.2', '^2'), [], { strategy }).packs.map((each) => each.version);
    expect(version('union')).toEqual(['^2']);
    expect(version('priority')).toEqual(['^1.2']);
    expect(version('intersection')).toEqual([]);
  });

  test('that agree in pairs but not together give way to the earlier', () => {
    const { packs, changes } = compose(foafs('1 || 2', '2 || 3', '1 || 3'), []);
    expect(packs).toHaveLength(1);
    expect(changes).toMatchObject([
      { what: 'pack', from: '1 || 3', change: 'excluded', by: 'strategy' },
    ]);
  });
});

describe('what no decision touches', () => {
  const key = 'class:schema,foaf:Person';
  const knows = property('knows', 'urn:foaf:Agent');
  const composed = compose([schema, { ...foaf, properties: [knows] }], [voted(key, 'keep-first')]);

  test('is shared with the pack it came from', () => {
    expect(composed.packs[0]!.classes).toBe(schema.classes);
    expect(composed.packs[1]!.properties).toEqual([knows]);
  });

  test('does not change the pack it came from where something else leaves', () => {
    expect(composed.packs[1]!.classes).toEqual(['Agent']);
    expect(foaf.classes).toEqual(['Person', 'Agent']);
  });
});
