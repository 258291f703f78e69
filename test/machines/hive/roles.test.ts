import { describe, expect, test } from 'vitest';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import type { Pack } from '../../../machines/hive/packs/pack.ts';
import { indexPacks } from '../../../machines/hive/packs/pack-index.ts';
import type { Judgement } from '../../../machines/hive/roles/judgement.ts';
import { analyse, judge, ROLES, type Role, roleOf } from '../../../machines/hive/roles/roles.ts';
import { candidates, STRATEGIES } from '../../../machines/hive/strategies/strategy.ts';
import { allPacks, pack, property, tenPacks } from './vocabularies.ts';

/** What a role says of the first conflict of the packs, with every resolution open. */
function judged(role: Role, packs: readonly Pack[]): Judgement {
  const conflict = detectHashed(packs).conflicts[0]!;
  return judge(role, conflict, indexPacks(packs), candidates(conflict, 'custom'));
}

const person = { classes: ['Person'] };
const used = (times: number, by: string): Pack['properties'] =>
  Array.from({ length: times }, (_, index) => property(`${by}${index}`, `http://${by}/Person`));

describe('the analyser', () => {
  test('votes for the pack that the class is more central to', () => {
    const others = ['p', 'q', 'r'].map((name) => property(name, null));
    const packs = [
      pack({ name: 'a', ...person, properties: [...used(1, 'a'), ...others] }),
      pack({ name: 'b', ...person, properties: used(4, 'b') }),
    ];
    expect(judged('analyser', packs)).toEqual({
      resolution: 'keep-second',
      confidence: expect.closeTo(0.6 - 0.4),
      grounds: 'centrality of the class is 0.25 in a, 1 in b',
    });
  });

  test('keeps both when the class is as central to one as to the other', () => {
    const packs = ['a', 'b'].map((name) => pack({ name, ...person, properties: used(2, name) }));
    expect(judged('analyser', packs).resolution).toBe('keep-both');
  });
});

describe('the version resolver', () => {
  const versions = (first: string, second: string): Pack[] => [
    pack({ name: 'a', ...person, version: first }),
    pack({ name: 'b', ...person, version: second }),
  ];

  test('votes for the riper pack, the more firmly the wider the step', () => {
    const major = judged('version resolver', versions('1.0.0', '2.0.0'));
    const minor = judged('version resolver', versions('1.0.0', '1.1.0'));
    expect([major.resolution, minor.resolution]).toEqual(['keep-second', 'keep-second']);
    expect(major.confidence).toBeGreaterThan(minor.confidence);
  });

  test('votes to merge packs that were released in step', () => {
    expect(judged('version resolver', versions('^1.0.0', '1.0.0')).resolution).toBe('merge');
  });

  test('keeps the later of two versions that exclude each other', () => {
    const packs = [pack({ name: 'a', version: '^1' }), pack({ name: 'a', version: '^2' })];
    expect(judged('version resolver', packs).resolution).toBe('keep-second');
  });
});

describe('the conflict detector', () => {
  test('qualifies a name that many packs share', () => {
    const crowd = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      pack({ name, classes: ['Person', name, `${name}2`, `${name}3`] }),
    );
    expect(judged('conflict detector', crowd)).toMatchObject({
      resolution: 'keep-both',
      grounds: "5 packs share 'Person'; 25% of the smaller pack's classes are in both",
    });
  });

  test('merges what only two packs share when they are much the same', () => {
    const classes = ['Person', 'Agent', 'Group'];
    const twins = [pack({ name: 'a', classes }), pack({ name: 'b', classes })];
    expect(judged('conflict detector', twins).resolution).toBe('merge');
  });
});

describe('the validator', () => {
  test('votes for the choice that leaves nothing wrong', () => {
    const packs = [
      pack({ name: 'a', ...person, properties: used(3, 'a') }),
      pack({ name: 'b', ...person, properties: used(2, 'b') }),
    ];
    expect(judged('validator', packs)).toEqual({
      resolution: 'keep-both',
      confidence: expect.closeTo(1 - 1 / 3),
      grounds: 'wrongs left: keep-both 0, merge 2, keep-first 2, keep-second 3, exclude 5',
    });
  });

  test('is unsure when every choice is as good as the default', () => {
    const packs = [pack({ name: 'a', ...person }), pack({ name: 'b', ...person })];
    expect(judged('validator', packs)).toMatchObject({ resolution: 'keep-both', confidence: 0.05 });
  });
});

describe('the optimiser', () => {
  test('votes for the definition that takes fewer characters', () => {
    const packs = [
      pack({ name: 'a', properties: [property('p', 'http://a/very-long-name')] }),
      pack({ name: 'b', properties: [property('p', 'http://b/x')] }),
    ];
    const conflict = detectHashed(packs).conflicts[0]!;
    expect(
      judge('optimiser', conflict, indexPacks(packs), candidates(conflict, 'union')),
    ).toMatchObject({
      resolution: 'keep-second',
      grounds: 'characters: keep-both 39, merge 24, keep-first 24, keep-second 11, exclude 0',
    });
  });

  test('does not count it a saving to exclude a class that is referred to', () => {
    const packs = [
      pack({ name: 'a', ...person, properties: used(3, 'a') }),
      pack({ name: 'b', ...person }),
    ];
    expect(judged('optimiser', packs).resolution).not.toBe('exclude');
  });
});

describe('the performance manager', () => {
  test('votes for the choice that touches the fewest definitions', () => {
    const packs = [
      pack({ name: 'a', ...person }),
      pack({ name: 'b', ...person, properties: used(5, 'b') }),
    ];
    expect(judged('performance manager', packs)).toEqual({
      resolution: 'keep-second',
      confidence: 0.5,
      grounds: 'definitions touched: keep-both 2, merge 7, keep-first 6, keep-second 1, exclude 7',
    });
  });
});

describe('all six roles', () => {
  const index = indexPacks(allPacks);
  const { conflicts } = detectHashed(allPacks);

  test('vote only for candidates, with a confidence that may be voted with, and say why', () => {
    for (const strategy of STRATEGIES) {
      for (const conflict of conflicts) {
        const open = candidates(conflict, strategy);
        for (const role of ROLES) {
          const { resolution, confidence, grounds } = judge(role, conflict, index, open);
          expect(open).toContain(resolution);
          expect(confidence).toBeGreaterThanOrEqual(0.05);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(grounds).not.toBe('');
        }
      }
    }
  });

  test('sometimes agree, and sometimes do not', () => {
    const opinions = conflicts.map((conflict) => {
      const open = candidates(conflict, 'union');
      return new Set(ROLES.map((role) => judge(role, conflict, index, open).resolution)).size;
    });
    expect(Math.max(...opinions)).toBeGreaterThanOrEqual(3);
    expect(Math.min(...opinions)).toBeLessThanOrEqual(2);
  });

  test('each differ from every other role somewhere', () => {
    const choices = ROLES.map((role) =>
      conflicts
        .map((each) => judge(role, each, index, candidates(each, 'union')).resolution)
        .join(),
    );
    expect(new Set(choices).size).toBe(ROLES.length);
  });

  test('report figures on the packs', () => {
    const few = indexPacks(tenPacks);
    const found = detectHashed(tenPacks).conflicts;
    expect(analyse('analyser', few, found)).toMatchObject({
      packs: 10,
      classes: 1122,
      properties: 1976,
    });
    expect(analyse('conflict detector', few, found)).toMatchObject({ conflicts: 72 });
    for (const role of ROLES) {
      for (const figure of Object.values(analyse(role, few, found)))
        expect(figure).toBeGreaterThanOrEqual(0);
    }
  });

  test('repeat when there are more agents than roles', () => {
    expect(Array.from({ length: 8 }, (_, agent) => roleOf(agent))).toEqual([
      ...ROLES,
      ROLES[0],
      ROLES[1],
    ]);
  });
});
