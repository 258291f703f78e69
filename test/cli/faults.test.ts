import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fragile, leaky } from './simulation-files.ts';
import { folderOf, statehive } from './statehive.ts';

const folder = folderOf('faults', {
  'fragile.ts': fragile,
  'leaky.ts': leaky,
  'crash.json': '[{ "kind": "crash", "actor": "clock", "atMs": 25, "forMs": 20 }]',
  'broken.json': '[{ "kind": "crash", "atMs": 25 }]',
  'none.json': '{',
  'script.json': '{"kind":"statehive.script"}',
});

const short = ['--max-simulated-ms', '300'];
const inChaos = ['--chaos', 'crashes=3,pauses=2,loss=0.1,state=lost,untilMs=200', ...short];

test('a search tells what broke, with the faults that it took, and how to see it again', async () => {
  const args = ['run', './fragile.ts', '--seeds', '1..20', ...inChaos, '--save', 'found.json'];
  const { code, stdout, stderr } = await statehive(args, folder);
  expect(code).toBe(1);
  expect(stdout).toMatch(/always 'ticks only grow': (held in \d+, )?violated in \d+/);
  expect(stdout).toMatch(/\d+ of 20 runs broke something, with seeds /);
  expect(stdout).toMatch(
    /seed \d+: 'ticks only grow' did not hold at \d+ simulated ms\n {2}with 1 /,
  );
  expect(stdout).toMatch(/ {2}crash clock at \d+ ms for \d+ ms, state lost\n/);
  expect(stdout).toContain('Mermaid diagram:\nsequenceDiagram\n');
  expect(stdout).toMatch(/again: statehive run \.\/fragile\.ts --chaos .* --seed \d+\n/);
  expect(stderr).toContain('Wrote found.json. Replay it: statehive replay found.json\n');

  const replayed = await statehive(['replay', 'found.json'], folder);
  expect(replayed.code).toBe(1);
  expect(replayed.stdout).toContain('reproduced: ticks only grow, to the same trace hash\n');
  const { expected } = JSON.parse(readFileSync(join(folder, 'found.json'), 'utf8'));
  expect(replayed.stdout).toContain(`trace ${expected.traceHash}`);

  const json = await statehive(['replay', 'found.json', '--json'], folder);
  const { traceHash, isReproduced, parting } = JSON.parse(json.stdout);
  expect([traceHash, isReproduced, parting]).toEqual([expected.traceHash, true, null]);
}, 60_000);

test('a search that finds nothing ends with exit code 0', async () => {
  const args = ['run', './fragile.ts', '--seeds', '1..3', ...short];
  const { code, stdout } = await statehive(args, folder);
  expect(code).toBe(0);
  expect(stdout).toContain("always 'ticks only grow': held in 3 of 3");
  expect(stdout).toContain('none of 3 runs broke anything');
});

test('a search prints JSON', async () => {
  const args = ['run', './fragile.ts', '--seeds', '1..5', ...inChaos, '--json'];
  const { code, stdout } = await statehive(args, folder);
  const { runs, findings, shrunk } = JSON.parse(stdout);
  expect([code, runs]).toEqual([1, 5]);
  expect(findings[0].breakage).toEqual({ kind: 'always', what: 'ticks only grow' });
  expect(shrunk.script.faults).toHaveLength(1);
  expect(shrunk.diagram).toMatch(/^sequenceDiagram\n/);
});

test('faults from a file strike, are told, and need no shrinking to be saved', async () => {
  const args = ['run', './fragile.ts', '--faults', 'crash.json', '--seed', '7', ...short];
  const { code, stdout } = await statehive(args, folder);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('faults\n  crash clock at 25 ms for 20 ms\n'),
  ]);
});

test('faults that a run ended before are told, for it says nothing of them', async () => {
  const late = ['--chaos', 'crashes=4,fromMs=400,untilMs=900', '--max-simulated-ms', '300'];
  const one = await statehive(['run', './fragile.ts', '--seed', '7', ...late], folder);
  expect(one.stdout).toContain('faults\n  4 were to strike after the end, at 300 ms\n');

  const many = await statehive(['run', './fragile.ts', '--seeds', '1..3', ...late], folder);
  expect(many.stdout).toContain('0 faults struck, 12 were to strike after the end');
});

test('two runs that are the same are told as such', async () => {
  const args = ['run', './fragile.ts', '--twice', '--seed', '7', ...inChaos.slice(2)];
  const { code, stdout } = await statehive(args, folder);
  expect(code).toBe(0);
  expect(stdout).toContain('twice: the second run was the same\n');
});

test('two runs that part are told where, with exit code 1', async () => {
  const { code, stdout } = await statehive(['run', './leaky.ts', '--twice'], folder);
  expect(code).toBe(1);
  expect(stdout).toContain('twice: the two runs part\n');
  expect(stdout).toMatch(/both: step 3 at 10 ms, actor 'leaky' taking 'xstate\.after\.10\.leaky/);
  const json = await statehive(['run', './leaky.ts', '--twice', '--json'], folder);
  expect(JSON.parse(json.stdout).parting.first.actor).toBe('leaky');
});

describe('what cannot be is refused with what can; exit code 2', () => {
  const run = ['run', './fragile.ts'];
  test.each([
    [[...run, '--chaos', 'crash=2'], /cannot be told 'crash'\. Did you mean 'crashes'\?/],
    [[...run, '--chaos', 'loss'], /'loss' needs a value, as in/],
    [[...run, '--chaos', 'loss=2'], /--chaos: loss must be a probability/],
    [[...run, '--chaos', 'loss=much'], /--chaos: loss must be a probability/],
    [[...run, '--chaos', 'state=gone'], /state is kept or lost, not 'gone'/],
    [[...run, '--seeds', '7'], /Give the first and the last seed, as 1\.\.1000/],
    [[...run, '--seeds', '3..1'], /There are no seeds from 3 to 1/],
    [[...run, '--seeds', '1..3', '--seed', '1'], /--seeds and --seed do not go together/],
    [[...run, '--chaos', '--faults', 'crash.json'], /--chaos and --faults do not go together/],
    [[...run, '--faults', 'broken.json'], /broken\.json: Fault 1, .*'actor': /],
    [[...run, '--faults', 'none.json'], /none\.json is no JSON: /],
    [[...run, '--faults', 'nowhere.json'], /nowhere\.json cannot be read: ENOENT/],
    [['replay', 'script.json'], /script\.json is no script as '--save' writes it/],
    [['replay', 'nowhere.json'], /nowhere\.json cannot be read: ENOENT/],
  ])('%j', async (args, remedy) => {
    const { code, stdout, stderr } = await statehive(args, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(remedy);
  });
});
