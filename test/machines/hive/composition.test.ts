import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose, validateComposition } from '../../../machines/hive/composition/composition.ts';
import type { Configuration } from '../../../machines/hive/composition/configuration.ts';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import { type Decision, undecided } from '../../../machines/hive/decision.ts';
import type { Pack } from '../../../machines/hive/packs/pack.ts';
import {
  possibleResolutions,
  type Resolution,
} from '../../../machines/hive/strategies/resolution.ts';
import {
  candidates,
  STRATEGIES,
  type Strategy,
} from '../../../machines/hive/strategies/strategy.ts';
import { randomPacks, randomPacksOfOwnNames } from './random-packs.ts';
import { allPacks, pack, tenPacks } from './vocabularies.ts';

const schema = pack({ name: 'schema', classes: ['Person', 'Place'] });
const foaf = pack({ name: 'foaf', classes: ['Person', 'Agent'] });
const vcard = pack({ name: 'vcard', classes: ['Person'] });

const voted = (conflictKey: string, resolution: Resolution): Decision => ({
  ...undecided(conflictKey, resolution),
  by: 'quorum',
});

const classesOf = (configuration: Configuration): Record<string, readonly string[]> =>
  Object.fromEntries(configuration.packs.map(({ name, classes }) => [name, classes]));

/** Any of the resolutions open to each conflict, picked by the numbers. */
function anyDecisions(
  packs: readonly Pack[],
  picks: readonly number[],
  strategy?: Strategy,
): Decision[] {
  return detectHashed(packs).conflicts.map((conflict, index) => {
    const open = strategy ? candidates(conflict, strategy) : possibleResolutions(conflict);
    return voted(conflict.key, open[(picks[index % picks.length] ?? 0) % open.length]!);
  });
}

const picks = fc.array(fc.nat(20), { minLength: 1, maxLength: 30 });

describe.each(STRATEGIES)('%s', (strategy) => {
  test.each([
    ['the ten well-known packs', tenPacks],
    ['all 66 packs', allPacks],
  ])('leaves no conflict in %s', (_, packs) => {
    expect(validateComposition(compose(packs, [], { strategy }))).toEqual([]);
  });

  test('leaves no conflict in random packs, whatever its agents vote', () => {
    fc.assert(
      fc.property(randomPacks, picks, (packs, picked) => {
        const decisions = anyDecisions(packs, picked, strategy);
        expect(validateComposition(compose(packs, decisions, { strategy }))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

test('no mix of possible decisions leaves a conflict', () => {
  fc.assert(
    fc.property(randomPacks, picks, (packs, picked) => {
      expect(validateComposition(compose(packs, anyDecisions(packs, picked)))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('every definition is accounted for: kept, renamed, merged, replaced or excluded', () => {
  fc.assert(
    fc.property(
      randomPacksOfOwnNames,
      picks,
      fc.constantFrom(...STRATEGIES),
      (packs, picked, strategy) => {
        const { counts, changes } = compose(packs, anyDecisions(packs, picked), { strategy });
        const gone = new Set(
          changes.flatMap(({ what, pack: name }) => (what === 'pack' ? [name] : [])),
        );
        const defined = packs
          .filter(({ name }) => !gone.has(name))
          .reduce((sum, { classes, properties }) => sum + classes.length + properties.length, 0);
        expect(counts.defined).toBe(defined);
      },
    ),
  );
});

describe('what each strategy promises', () => {
  test('union loses no term, whatever its agents vote', () => {
    fc.assert(
      fc.property(randomPacksOfOwnNames, picks, (packs, picked) => {
        const { changes } = compose(packs, anyDecisions(packs, picked, 'union'));
        expect(changes.filter(({ change }) => change === 'excluded')).toEqual([]);
      }),
    );
  });

  test('priority never takes a definition from the first pack that has it', () => {
    fc.assert(
      fc.property(randomPacksOfOwnNames, picks, (packs, picked) => {
        const strategy = 'priority';
        const { changes } = compose(packs, anyDecisions(packs, picked, strategy), { strategy });
        for (const { what, change, pack: loser, from } of changes) {
          if (what !== 'class' || change === 'renamed') continue;
          const first = packs.find(({ classes }) => classes.includes(from));
          expect(loser).not.toBe(first?.name);
        }
      }),
    );
  });

  test('intersection keeps only terms that two packs or more define', () => {
    const configuration = compose(tenPacks, [], { strategy: 'intersection' });
    const kept = configuration.packs.flatMap(({ classes }) => classes);
    expect(kept).not.toEqual([]);
    for (const name of kept) {
      const definers = tenPacks.filter(({ classes }) => classes.includes(name));
      expect(definers.length).toBeGreaterThanOrEqual(2);
    }
  });

  test('intersection of two packs is what both define', () => {
    const configuration = compose([schema, foaf], [], { strategy: 'intersection' });
    expect(classesOf(configuration)).toEqual({ schema: ['Person'], foaf: [] });
  });

  test('intersection can ask for terms that more packs share', () => {
    const strategy = 'intersection';
    const shared = (sharedByMin: number) =>
      compose([schema, foaf, vcard, pack({ name: 'x', classes: ['Agent'] })], [], {
        strategy,
        sharedByMin,
      });
    expect(classesOf(shared(2))).toMatchObject({ schema: ['Person'], foaf: ['Agent'] });
    expect(classesOf(shared(3))).toMatchObject({ schema: ['Person'], foaf: [] });
  });

  test('intersection of a single pack is that pack', () => {
    expect(compose([foaf], [], { strategy: 'intersection' }).packs).toEqual([foaf]);
  });
});

describe('a decision that cannot be', () => {
  test('is refused when its conflict does not exist', () => {
    const decision = voted('class:x,y:Z', 'merge');
    expect(() => compose([schema, foaf], [decision])).toThrow(
      "'class:x,y:Z' is no conflict of these packs",
    );
  });

  test('is refused when its resolution means nothing for the conflict', () => {
    const packs = [
      pack({ name: 'foaf', version: '1.0.0' }),
      pack({ name: 'foaf', version: '2.0.0' }),
    ];
    const decision = voted('version:foaf,foaf#2:foaf', 'merge');
    expect(() => compose(packs, [decision])).toThrow(
      "'merge' cannot settle 'version:foaf,foaf#2:foaf': possible are keep-first, keep-second, exclude",
    );
  });
});
