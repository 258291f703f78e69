import fc from 'fast-check';
import type { Pack } from '../../../machines/hive/packs/pack.ts';

// Few names, so that they collide often; some look like qualified or derived ones.
const name = fc.constantFrom('a', 'b', 'c', 'a:b', 'd#2');
const version = fc.constantFrom(
  '1.0.0',
  '^1.2',
  '1 || 2',
  '2 || 3',
  '1 || 3',
  '>=2 <3',
  '3.0.0-rc.1',
  '*',
);
const namespace = fc.constantFrom(null, 'http://x/', 'http://y#', 'http://x/a#');
const term = fc.constantFrom('T', 'U', 'V', 'a:T', 'b:T', 'b:U');
const range = fc.constantFrom(null, 'http://x/T', 'http://x/U', 'http://y#T', 'http://other/Z');

const property = fc.record({ name: term, kind: fc.constant('Property'), range });

const packOfAnyName: fc.Arbitrary<Pack> = fc.record({
  name,
  version,
  namespace,
  classes: fc.uniqueArray(term),
  properties: fc.uniqueArray(property, { selector: (each) => each.name }),
  imports: fc.constant([]),
  versionInfo: fc.constant(null),
});

/** Up to eight references, some to one name, that collide in every way. */
export const randomPacks: fc.Arbitrary<Pack[]> = fc.array(packOfAnyName, { maxLength: 8 });

/** The same with each name once. */
export const randomPacksOfOwnNames: fc.Arbitrary<Pack[]> = fc.uniqueArray(packOfAnyName, {
  selector: (each) => each.name,
  maxLength: 5,
});
