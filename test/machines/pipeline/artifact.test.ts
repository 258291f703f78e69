import fc from 'fast-check';
import {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
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
