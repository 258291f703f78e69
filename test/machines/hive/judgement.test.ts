import { describe, expect, test } from 'vitest';
import { preferred } from '../../../machines/hive/roles/judgement.ts';
import { RESOLUTIONS } from '../../../machines/hive/strategies/resolution.ts';

describe('a preference', () => {
  const scores = { merge: 0.7, exclude: 0.4 };

  test('is as confident as its lead over the second best', () => {
    const { resolution, confidence } = preferred({ scores, grounds: '' }, RESOLUTIONS);
    expect([resolution, confidence]).toEqual(['merge', expect.closeTo(0.3)]);
  });

  test('stays with the default when nothing is clearly better', () => {
    const close = { merge: 0.7, 'keep-both': 0.68 };
    expect(preferred({ scores: close, grounds: '' }, RESOLUTIONS)).toMatchObject({
      resolution: 'keep-both',
      confidence: 0.05,
    });
  });

  test('is certain of the only candidate', () => {
    expect(preferred({ scores: {}, grounds: '' }, ['exclude']).confidence).toBe(1);
  });

  test('needs a candidate', () => {
    expect(() => preferred({ scores, grounds: '' }, [])).toThrow('there is no candidate to judge');
  });
});
