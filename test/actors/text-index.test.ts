import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextIndex } from '../../src/actors/text-index.ts';

function indexOver(texts: readonly string[]): TextIndex {
  return new TextIndex((number) => texts[number]!);
}

describe('an index of texts', () => {
  test('finds no number for a text that has none', () => {
    expect(indexOver([]).find('queen')).toBeUndefined();
  });

  test('gives the number that was set last for equal texts', () => {
    const index = indexOver(['queen', 'scout', 'queen']);
    for (const [number, text] of ['queen', 'scout', 'queen'].entries()) index.set(text, number);
    expect([index.find('queen'), index.find('scout')]).toEqual([2, 1]);
  });

  test('holds thousands of texts that differ in their last letters', () => {
    const texts = Array.from({ length: 5_000 }, (_, number) => `queen/agent-${number}`);
    const index = indexOver(texts);
    for (const [number, text] of texts.entries()) index.set(text, number);
    expect(texts.every((text, number) => index.find(text) === number)).toBe(true);
    expect(index.find('queen/agent-5000')).toBeUndefined();
  });

  test('finds what a map would', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (texts) => {
        const [index, map] = [indexOver(texts), new Map<string, number>()];
        for (const [number, text] of texts.entries()) {
          expect(index.find(text)).toBe(map.get(text));
          index.set(text, number);
          map.set(text, number);
        }
        expect(texts.map((text) => index.find(text))).toEqual(texts.map((text) => map.get(text)));
      }),
    );
  });
});
