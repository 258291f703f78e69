import { describe, expect, test } from 'vitest';
import type { Conflict, ConflictKind } from '../../../machines/hive/conflicts/conflict.ts';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import { alike, possibleResolutions } from '../../../machines/hive/strategies/resolution.ts';
import { candidates, STRATEGIES } from '../../../machines/hive/strategies/strategy.ts';
import { allPacks, pack, property } from './vocabularies.ts';

const conflicts = detectHashed([
  pack({
    name: 'schema',
    namespace: 'http://shared/',
    classes: ['Person'],
    properties: [property('knows', 'http://schema/Person'), property('name', 'http://schema/Text')],
  }),
  pack({
    name: 'foaf',
    namespace: 'http://shared/',
    classes: ['Person'],
    properties: [property('knows', 'http://foaf#Person'), property('name', 'http://xsd#string')],
  }),
  pack({ name: 'void', version: '^1' }),
  pack({ name: 'void', version: '^2' }),
]).conflicts;

const find = (kind: ConflictKind, subject?: string): Conflict =>
  conflicts.find((each) => each.kind === kind && (subject ?? each.subject) === each.subject)!;

describe('definitions are alike', () => {
  test('when they are classes, which say no more than a name', () => {
    expect(alike(find('class'))).toBe(true);
  });

  test('when their ranges have one local name', () => {
    expect(alike(find('property', 'knows'))).toBe(true);
    expect(alike(find('property', 'name'))).toBe(false);
  });
});

describe('the candidates of a conflict', () => {
  test.each([
    ['union', 'class', ['keep-both', 'merge', 'keep-first', 'keep-second']],
    ['union', 'namespace', ['keep-first', 'keep-second']],
    ['union', 'version', ['keep-second', 'keep-first']],
    ['intersection', 'class', ['merge', 'exclude']],
    ['intersection', 'version', ['exclude']],
    ['priority', 'class', ['keep-first', 'merge', 'keep-both']],
    ['priority', 'namespace', ['keep-first']],
    ['custom', 'class', ['keep-both', 'merge', 'keep-first', 'keep-second', 'exclude']],
    ['custom', 'version', ['keep-first', 'keep-second', 'exclude']],
  ] as const)('by %s, of a %s conflict, start with the default', (strategy, kind, expected) => {
    expect(candidates(find(kind), strategy)).toEqual(expected);
  });

  test('never merge what is not alike', () => {
    for (const strategy of STRATEGIES) {
      expect(candidates(find('property', 'name'), strategy)).not.toContain('merge');
    }
  });

  test('are possible ones, at least one, each once, for every conflict and strategy', () => {
    for (const conflict of detectHashed(allPacks).conflicts) {
      for (const strategy of STRATEGIES) {
        const open = candidates(conflict, strategy);
        expect(open.length).toBeGreaterThan(0);
        expect(new Set(open).size).toBe(open.length);
        expect(possibleResolutions(conflict)).toEqual(expect.arrayContaining([...open]));
      }
    }
  });
});

describe('custom rules', () => {
  const first = (kind: ConflictKind, rules: Parameters<typeof candidates>[2], subject?: string) =>
    candidates(find(kind, subject), 'custom', rules)[0];

  test('go by the first rule that matches', () => {
    const rules = {
      rules: [{ kind: 'class', resolution: 'merge' }, { resolution: 'exclude' }],
    } as const;
    expect(first('class', rules)).toBe('merge');
    expect(first('property', rules)).toBe('exclude');
  });

  test('match packs by name, in any order', () => {
    const rules = { rules: [{ packs: ['foaf', 'schema'], resolution: 'exclude' }] } as const;
    expect(first('class', rules)).toBe('exclude');
    expect(first('version', rules)).toBe('keep-first');
  });

  test.each([
    ['Person', true],
    ['Per*', true],
    ['*son', true],
    ['P*r*n', true],
    ['*', true],
    ['person', false],
    ['Perso', false],
    ['Person*n', false],
    ['*Per', false],
  ])('match the subject Person by the pattern %s: %s', (subject, matches) => {
    const rules = { rules: [{ subject, resolution: 'exclude' }] } as const;
    expect(first('class', rules)).toBe(matches ? 'exclude' : 'keep-both');
  });

  test('fall to the default given when none matches', () => {
    expect(first('class', { default: 'keep-second' })).toBe('keep-second');
  });

  test('pass over a resolution that means nothing for the conflict', () => {
    const rules = { rules: [{ resolution: 'merge' }], default: 'exclude' } as const;
    expect(first('property', rules, 'name')).toBe('exclude');
    expect(first('version', { default: 'merge' })).toBe('keep-first');
  });
});
