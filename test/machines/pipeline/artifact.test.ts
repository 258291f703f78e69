import fc from 'fast-check';
import { ARTIFACT_FORMATS, readArtifact, writeArtifact } from 'statehive/machines';
import { describe, expect, test } from 'vitest';

describe.each(ARTIFACT_FORMATS)('an artifact as %s', (format) => {
  test('is read as it was written, whatever the data', () => {
    // What JSON cannot tell apart: -0 and 0.
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as object), (value) => {
        const read = readArtifact(writeArtifact(value, format));
        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
    );
  });

  test('is a copy that later ones leave alone', () => {
    const first = writeArtifact({ items: [1, 2, 3] }, format);
    writeArtifact({ items: [4, 5, 6] }, format);
    expect(readArtifact(first)).toEqual({ items: [1, 2, 3] });
    expect(first.bytes.buffer.byteLength).toBe(first.bytes.byteLength);
  });

  test.each([undefined, () => 1])('is refused when it is no data: %s', (value) => {
    expect(() => writeArtifact(value, format)).toThrow('data that can be written down');
  });
});

test('records that repeat are shorter in binary', () => {
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, name: `row ${id}`, isValid: true }));
  const bytes = ARTIFACT_FORMATS.map((format) => writeArtifact(rows, format).bytes.length);
  expect(bytes[1]).toBeLessThan(bytes[0]! / 2);
});
