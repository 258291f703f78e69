import { describe, expect, test } from 'vitest';
import { endless, throwing, withParameters } from './simulation-files.ts';
import { folderOf, statehive } from './statehive.ts';

const folder = folderOf('own', {
  'endless.ts': endless,
  'bomb.ts': throwing,
  'syntax.ts': 'export default {\n  const x = 1;\n',
  'none.ts': 'export const simulation = 1;\n',
  'stranger.ts': "import stranger from './stranger-still.ts';\nexport default stranger;\n",
  'crash.ts': 'const nobody: any = undefined;\n\nexport default nobody.at.all;\n',
  'seeded.ts': withParameters('{ seed: z.int().default(1) }'),
  'limited.ts': withParameters('{ maxEvents: z.int().default(1) }'),
  'dashed.ts': withParameters("{ 'loss-share': z.int().default(1) }"),
  'named.ts': withParameters('{}').replace("'own'", "'My Own'"),
  'required.ts': withParameters('{ must: z.number() }'),
});

test('parameters are read in the types of the schema', async () => {
  const own = ['--ticksMax', '50', '--loud', '--weights', '1,2.5', '--max-events', '20'];
  const { code, stdout } = await statehive(['run', './endless.ts', ...own, '--json'], folder);
  expect(code).toBe(0);
  const { outcome, report } = JSON.parse(stdout);
  expect({ outcome, report }).toEqual({
    outcome: 'limit',
    report: { ticksMax: 50, loud: true, weights: [1, 2.5] },
  });
});

test('a broken property ends with exit code 1, and tells how to see it again', async () => {
  const args = ['run', './endless.ts', '--ticksMax', '3', '--seed', '7'];
  const { code, stdout } = await statehive(args, folder);
  expect(code).toBe(1);
  expect(stdout).toContain("'few ticks' did not hold after step 5, at 40 simulated ms");
  expect(stdout).toContain('again: statehive run ./endless.ts --ticksMax 3 --seed 7\n');
});

test('an actor that throws ends with exit code 1, and JSON all the same', async () => {
  const { code, stdout } = await statehive(['run', './bomb.ts', '--json'], folder);
  expect(code).toBe(1);
  const { outcome, reason } = JSON.parse(stdout);
  expect(outcome).toBe('failed');
  expect(reason).toContain('the bomb went off');
});

describe('a file that cannot be run is named, with what to do; exit code 2', () => {
  test.each([
    ['a syntax error', 'syntax.ts', /syntax\.ts:2:8: ERROR: Expected ":" but found "x"/],
    ['no simulation in it', 'none.ts', /does not export a simulation: write 'export default/],
    ['an import that is missing', 'stranger.ts', /stranger-still\.ts/],
    ['an error of its own', 'crash.ts', /TypeError: .*crash\.ts:3:\d+/],
    ['a bad name', 'named.ts', /cannot be called 'My Own'/],
    ['a parameter that is a flag already', 'seeded.ts', /parameter 'seed', .* the command's own/],
    ['one that is the limit', 'limited.ts', /parameter 'maxEvents', .* the command's own/],
    ['a parameter that is no flag', 'dashed.ts', /'loss-share', which cannot be a flag/],
    ['a parameter that must be given', 'required.ts', /parameter 'must': .*it is missing/],
  ])('%s', async (_, file, remedy) => {
    const { code, stdout, stderr } = await statehive(['run', `./${file}`], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(remedy);
  });
});
