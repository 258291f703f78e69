import { describe, expect, test } from 'vitest';
import { PackError } from '../../../machines/hive/packs/pack-error.ts';
import { parsePacks, selectPacks } from '../../../machines/hive/packs/parse-packs.ts';
import { allPacks, tenPacks } from './vocabularies.ts';

const good = {
  name: 'foaf',
  version: '1.0.6',
  classes: ['Person'],
  properties: [{ name: 'knows' }],
};

function faultIn(text: string): PackError {
  try {
    parsePacks(text, 'mine.json');
  } catch (error) {
    if (error instanceof PackError) return error;
    throw error;
  }
  throw new Error('the packs were accepted');
}

const withFields = (fields: object): string => JSON.stringify([good, { ...good, ...fields }]);

describe('a good packs file', () => {
  test('gives its packs, with what was left out filled in', () => {
    expect(parsePacks(JSON.stringify([good]), 'mine.json')).toEqual([
      {
        name: 'foaf',
        version: '1.0.6',
        namespace: null,
        classes: ['Person'],
        properties: [{ name: 'knows', kind: 'Property', range: null }],
        imports: [],
        versionInfo: null,
      },
    ]);
  });

  test('may name any semver range', () => {
    for (const version of ['1.0.6', '^1.2', '>=1 <2', '1 || 3', '*']) {
      expect(parsePacks(JSON.stringify([{ ...good, version }]), 'mine.json')[0]?.version).toBe(
        version,
      );
    }
  });

  test('may begin with a byte order mark', () => {
    expect(parsePacks(`\uFEFF${JSON.stringify([good])}`, 'mine.json')).toHaveLength(1);
  });

  test('is what the package brings: 66 packs', () => {
    expect(allPacks).toHaveLength(66);
  });
});

describe('the fault in a bad packs file', () => {
  test.each([
    ['an empty file', ' \n', 'line 1, column 1', 'the file is empty'],
    ['an empty list', '[]', 'packs', 'holds no pack'],
    ['no array', '{}', 'packs', 'expected array, received object'],
    ['a pack that is no object', '[3]', 'packs[0]', 'expected object, received number'],
    ['a missing name', withFields({ name: undefined }), 'packs[1].name', 'is missing'],
    ['an empty name', withFields({ name: '' }), 'packs[1].name', 'is empty'],
    ['a missing version', withFields({ version: undefined }), 'packs[1].version', 'is missing'],
    [
      'a version that is no range',
      withFields({ version: 'new' }),
      'packs[1].version',
      'is not a semver range',
    ],
    [
      'a class that is no text',
      withFields({ classes: ['A', 3] }),
      'packs[1].classes[1]',
      'expected string, received number',
    ],
    [
      'a class twice',
      withFields({ classes: ['A', 'B', 'A'] }),
      'packs[1].classes[2]',
      "repeats 'A', which is already at index 0",
    ],
    [
      'a property twice',
      withFields({ properties: [{ name: 'p' }, { name: 'p' }] }),
      'packs[1].properties[1].name',
      "repeats 'p', which is already at index 0",
    ],
    [
      'a property that is no object',
      withFields({ properties: ['p'] }),
      'packs[1].properties[0]',
      'expected object, received string',
    ],
    [
      'a property without a name',
      withFields({ properties: [{}] }),
      'packs[1].properties[0].name',
      'is missing',
    ],
    [
      'a range that is no text',
      withFields({ properties: [{ name: 'p', range: 1 }] }),
      'packs[1].properties[0].range',
      'expected string, received number',
    ],
  ])('%s is told by file, place and problem', (_, text, place, problem) => {
    const fault = faultIn(text);
    expect(fault.file).toBe('mine.json');
    expect(fault.place).toBe(place);
    expect(fault.message).toBe(`mine.json: ${place}: ${problem}. ${fault.remedy}`);
    expect(fault.name).toBe('PackError');
  });

  test.each([
    ['[1,]', 'line 1, column 4'],
    ['[\n  {"name": "foaf" "version": "1"}]', 'line 2, column 19'],
    ['[{"name": "foaf"', 'line 1, column 17'],
    ['[{"name": "foaf}]', 'line 1, column 11'],
    ["[{'name': 'foaf'}]", 'line 1, column 3'],
    ['[] []', 'line 1, column 4'],
    ['hello', 'line 1, column 1'],
    ['[01]', 'line 1, column 3'],
    ['[{"a": tru}]', 'line 1, column 8'],
  ])('malformed JSON is told by line and column: %s', (text, place) => {
    expect(faultIn(text).message).toContain(`${place}: this is not JSON`);
  });

  test('a misspelt field is told with the field that was meant', () => {
    const { message } = faultIn(withFields({ propertys: [], properties: undefined }));
    expect(message).toContain(
      "packs[1]: the field 'propertys' is not known. Remove it, or name it 'properties'",
    );
  });

  test('comes with a remedy that shows what is expected', () => {
    expect(faultIn(withFields({ version: 'new' })).remedy).toBe(
      "Give a semver version or range, for example '1.0.6', '^1.2' or '>=1 <2'.",
    );
    expect(faultIn(withFields({ classes: ['A', 'A'] })).remedy).toBe('Remove one of the two.');
  });
});

describe('selecting packs', () => {
  test('gives them in the order asked for', () => {
    expect(tenPacks.slice(0, 3).map(({ name }) => name)).toEqual(['schema', 'foaf', 'dcterms']);
  });

  test('names the nearest known packs when one is unknown', () => {
    expect(() => selectPacks(allPacks, ['schema', 'fofa'])).toThrow(
      "packs: names[1]: there is no pack 'fofa'. Did you mean 'foaf'",
    );
  });

  test('lists the known packs when none is near', () => {
    const few = selectPacks(allPacks, ['foaf', 'org']);
    expect(() => selectPacks(few, ['x'])).toThrow("there is no pack 'x'. Known: foaf, org.");
  });
});
