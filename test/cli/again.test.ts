import { expect, test } from 'vitest';
import { againCommand } from '../../src/cli/again.ts';

test('the seed that was drawn is added, and what only says where the result goes left out', () => {
  const flags = ['--agents', '3', '--json', '--out', 'x.json'];
  expect(againCommand('hive', { flags, seed: 7 })).toBe('statehive run hive --agents 3 --seed 7');
});

test('the seed that was given is not told twice', () => {
  const flags = ['--seed=5', '--agents', '3'];
  expect(againCommand('hive', { flags, seed: 5 })).toBe('statehive run hive --agents 3 --seed 5');
});

test('words are quoted for a shell', () => {
  const flags = ['--rules', '{"default":"merge"}', "--packs=it's.json"];
  expect(againCommand('./a b.ts', { flags, seed: 1 })).toBe(
    `statehive run './a b.ts' --rules '{"default":"merge"}' '--packs=it'\\''s.json' --seed 1`,
  );
});
