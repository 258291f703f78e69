import { describe, expect, test } from 'vitest';
import { statehive } from './statehive.ts';

test('without arguments it says what there is', async () => {
  const { code, stdout, stderr } = await statehive([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Usage: statehive');
});

test('list tells the simulations and their parameters, as text and as JSON', async () => {
  const [text, json] = await Promise.all([statehive(['list']), statehive(['list', '--json'])]);
  expect(text.stdout).toMatch(/^hive .*\n {2}--packs /m);
  const simulations = JSON.parse(json.stdout);
  const hive = simulations.find(({ name }: { name: string }) => name === 'hive');
  expect(hive.params).toContainEqual({
    name: 'strategy',
    type: 'string',
    choices: ['union', 'intersection', 'priority', 'custom'],
    description: 'how packs are composed',
    default: 'union',
  });
});

test("a simulation's help tells its parameters, choices and defaults", async () => {
  const { code, stdout } = await statehive(['run', 'hive', '--help']);
  expect(code).toBe(0);
  const help = stdout.replaceAll(/\s+/g, ' ');
  expect(help).toContain('--agents <integer> how many agents; the six roles repeat (default: 12)');
  expect(help).toContain('--spawn <choice> how agents are spawned (choices: sequential, parallel');
});

describe('bad usage ends with exit code 2, nothing on stdout, and a word on the remedy', () => {
  test.each<[string, string[], string]>([
    ['an unknown command', ['rnu'], 'Did you mean run?'],
    ['an unknown simulation', ['run', 'hvie'], "Did you mean 'hive'?"],
    ['no simulation', ['run'], "missing required argument 'simulation'"],
    ['flags before the simulation', ['run', '--json', 'hive'], 'Flags follow the simulation'],
    ['a missing file', ['run', './none.ts'], 'There is no file'],
    ['a folder', ['run', './src/cli'], 'is not a file'],
    ['an unknown parameter', ['run', 'hive', '--agnets', '3'], 'Did you mean --agents?'],
    ['a word for a number', ['run', 'hive', '--agents', 'many'], 'expected number'],
    ['a negative count', ['run', 'hive', '--agents', '-1'], "parameter 'agents'"],
    ['an unknown choice', ['run', 'hive', '--strategy', 'best'], 'expected one of "union"'],
    ['a bad seed', ['run', 'hive', '--seed', '1.5'], "'--seed <integer>' argument '1.5'"],
    ['a bad limit', ['run', 'hive', '--max-events', '0'], 'whole number above 0'],
    ['two that do not fit', ['run', 'hive', '--latencyMedianMs', '9'], 'p99 must be >= median'],
    ['--out with nothing made', ['run', 'queue', '--out', 'x.json'], 'makes nothing'],
    ['a word too many', ['run', 'hive', 'again'], 'too many arguments'],
  ])('%s', async (_, args, remedy) => {
    const { code, stdout, stderr } = await statehive(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(remedy);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
