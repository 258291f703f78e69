import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
  type ArtifactFormat,
  readArtifact,
  writeArtifact,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const ways = ARTIFACT_FORMATS.flatMap((format) =>
  ARTIFACT_BUFFERS.map((buffers) => ({ format, buffers })),
);

describe.each(ways)('an artifact as $format, $buffers', ({ format, buffers }) => {
  test('is read as it was written, whatever the data', () => {
    // What JSON cannot tell apart: -0 and 0.
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as object), (value) => {
        const read = readArtifact(writeArtifact(value, format, buffers));
        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('is a copy that later ones leave alone', () => {
    // Of more than two bytes a character in part, and together larger than a pool.
    const values = Array.from({ length: 200 }, (_, nth) => [nth, `№ ${'x'.repeat(nth)}`]);
    const written = values.map((value) => writeArtifact(value, format, buffers));
    expect(written.map(readArtifact)).toEqual(values);
  });

  // ASCII fits in as many bytes as it has letters; other texts are longer in bytes.
  test('is as it was beside those of other letters', () => {
    const values = ['plain', 'naïve', '№', 'plain again', '😀 and more', ''];
    const written = values.map((value) => writeArtifact(value, format, buffers));
    expect(written.map(readArtifact)).toEqual(values);
  });

  test('may be larger than a pool', () => {
    const value = '№'.repeat(100_000);
    expect(readArtifact(writeArtifact(value, format, buffers))).toBe(value);
  });

  test.each([undefined, () => 1])('is refused when it is no data: %s', (value) => {
    expect(() => writeArtifact(value, format, buffers)).toThrow('data that can be written down');
  });
});

class Row {
  readonly id = 1;
}
class Rows extends Array {}
const circle = { rows: [{ id: 1 }] as unknown[] };
circle.rows.push({ of: circle });
const keyed = (key: string) => JSON.parse(`{"rows":{"${key}":1}}`);

const refused: readonly [format: ArtifactFormat, says: string, value: unknown][] = [
  ['json', '$: NaN', Number.NaN],
  ['json', '$.a[1]: -Infinity', { a: [1, Number.NEGATIVE_INFINITY] }],
  ['json', '$.rows[3].when: a Date', { rows: [1, null, 'x', { when: new Date(0) }] }],
  ['json', '$.a: undefined', { a: undefined }],
  ['json', '$[0]: undefined', new Array(2)],
  ['json', '$["a b"].ids: a Map', { 'a b': { ids: new Map() } }],
  ['json', '$[0]: a Uint8Array', [new Uint8Array(1)]],
  ['json', '$.n: a bigint', { n: 1n }],
  ['json', '$.toJSON: a function', { toJSON: () => 1 }],
  ['binary', "$.rows: a field named '__proto__'", keyed('__proto__')],
  ['binary', "$.rows: a field named '__keys__'", keyed('__keys__')],
  ['binary', '$.n: a bigint', { n: 2n ** 64n }],
  ['binary', '$.entries()[0][1].entries()[0][0]: a Set', new Map([[1, new Map([[new Set(), 2]])]])],
  ['binary', '$.bytes: a Buffer', { bytes: Buffer.from('x') }],
  ['binary', '$: a Float64Array', new Float64Array(1)],
  ...ARTIFACT_FORMATS.flatMap((format): [ArtifactFormat, string, unknown][] => [
    [format, '$.a.b: a function', { a: { b: () => 1 } }],
    [format, '$[0]: a symbol', [Symbol('x')]],
    [format, '$.ids: a Set', { ids: new Set([1]) }],
    [format, '$[0]: a Row', [new Row()]],
    [format, '$.rows: a Rows', { rows: new Rows() }],
    [format, '$.reason: an Error', { reason: new Error('no good') }],
    [format, '$: a URL', new URL('file:///')],
    [format, '$.rows[1].of: a cycle back to $', circle],
  ]),
];

test.each(refused)('as %s, an artifact is refused where it would not come back: %s', (...args) => {
  const [format, says, value] = args;
  const message = `what ${format} cannot keep is ${says}.`;
  expect(() => writeArtifact(value, format)).toThrow(
    new TypeError(`An artifact is data that can be written down; ${message}`),
  );
});

test('as binary, it may have whatever is let through', () => {
  const key = fc.constantFrom('a', 'b', 'toJSON', 'constructor', 'hasOwnProperty', '0', '', 'é');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(undefined),
      fc.double().map((number) => number + 0),
      fc.string({ unit: 'grapheme' }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
      fc.date({ noInvalidDate: true }),
      fc.uint8Array(),
      fc.array(tie('value')),
      fc.dictionary(key, tie('value'), { noNullPrototype: true }),
      fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
    ),
  }));
  fc.assert(
    fc.property(value, (each) => {
      // Not `toEqual`, to which undefined fields are none.
      const read = readArtifact(writeArtifact([each], 'binary'));
      expect(isDeepStrictEqual(read, [each])).toBe(true);
    }),
  );
});

test('as binary, bytes that are read are no part of the artifact', () => {
  const artifact = writeArtifact({ bytes: new Uint8Array([1, 2]) }, 'binary', 'pooled');
  const { bytes } = readArtifact(artifact) as { bytes: Uint8Array };
  bytes[0] = 9;
  expect(readArtifact(artifact)).toEqual({ bytes: expect.objectContaining({ 0: 1, 1: 2 }) });
});

test.each(ARTIFACT_FORMATS)('as %s, objects of any prototype but of a class are data', (format) => {
  const bare = Object.assign(Object.create(null), { a: 1 });
  expect(readArtifact(writeArtifact([bare], format))).toEqual([{ a: 1 }]);
});

test.each(ARTIFACT_FORMATS)('as %s, what is nested too deep is refused in words', (format) => {
  const deep = Array.from({ length: 100_000 }).reduce((inner) => [inner], 1);
  expect(() => writeArtifact(deep, format)).toThrow('$: nested too deep');
});

test.each(ARTIFACT_FORMATS)('as %s, it is alone in its buffer unless pooled', (format) => {
  const isAlone = ARTIFACT_BUFFERS.map((buffers) => {
    const { bytes } = writeArtifact({ items: [1, 2, 3] }, format, buffers);
    return bytes.buffer.byteLength === bytes.byteLength;
  });
  expect(isAlone).toEqual([true, false]);
});

test('records that repeat are shorter in binary', () => {
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, name: `row ${id}`, isValid: true }));
  const bytes = ARTIFACT_FORMATS.map((format) => writeArtifact(rows, format).bytes.length);
  expect(bytes[1]).toBeLessThan(bytes[0]! / 2);
});
