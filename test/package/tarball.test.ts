import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksOf } from '../docs/blocks.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'statehive-package-'));
const project = join(work, 'project');
const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' };

const sh = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8' });

// Built and packed beside the repository, so that nothing else that uses `dist` notices.
beforeAll(() => {
  const stage = join(work, 'stage');
  const kept = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'simulations/packs'];
  for (const name of kept) cpSync(join(root, name), join(stage, name), { recursive: true });
  const tsc = join(root, 'node_modules/.bin/tsc');
  sh(tsc, ['-p', 'tsconfig.build.json', '--outDir', join(stage, 'dist')], root);
  sh('npm', ['pack', '--ignore-scripts', '--pack-destination', work], stage);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const tarball = join(work, 'statehive-0.1.0.tgz');
  const how = ['--ignore-scripts', '--prefer-offline', '--no-audit'];
  sh('npm', ['install', ...how, tarball], project);
  writeFileSync(join(project, 'rumour.ts'), rumour());
}, 120_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

// npm makes such folders without `"type": "module"`; a user may say so or not.
describe.each(['commonjs', 'module'])('in a folder of type %s', (type) => {
  test("the README's simulation runs without a build step", () => {
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type }));
    const args = ['statehive', 'run', './rumour.ts', '--seed', '7', '--json'];
    const result = JSON.parse(sh('npx', args, project));
    expect(result).toMatchObject({ simulation: 'rumour', outcome: 'completed' });
    expect(readme()).toContain(`trace ${result.traceHash}`);
  });
});

test.each(['nodenext', 'bundler'])('its types serve a strict project with %s', (resolution) => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: resolution === 'bundler' ? 'esnext' : resolution,
    moduleResolution: resolution,
    types: [],
  };
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const settings = { compilerOptions, include: ['*.ts'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
  writeFileSync(join(project, 'hives.ts'), "export { hive } from 'statehive/simulations';\n");
  const tsc = join(root, 'node_modules/.bin/tsc');
  // Its complaints, if it has any.
  expect(spawnSync(tsc, ['-p', '.'], { cwd: project, encoding: 'utf8' }).stdout).toBe('');
});

test('the hive runs over the packs that come with it', () => {
  const result = JSON.parse(sh('npx', ['statehive', 'run', 'hive', '--json'], project));
  expect(result.report).toMatchObject({ packs: 10, pairs: 45, resolved: 72, left: 0 });
});

describe('in a project that has vitest', () => {
  const vitest = (text: string) => {
    mkdirSync(join(project, 'tests'), { recursive: true });
    writeFileSync(join(project, 'tests/lamp.test.ts'), text);
    const bin = join(root, 'node_modules/vitest/vitest.mjs');
    const args = ['--conditions=node', bin, 'run', '--root', project, '--reporter=verbose'];
    return spawnSync('node', args, { cwd: project, env, encoding: 'utf8' });
  };

  beforeAll(() => {
    for (const name of ['vitest', 'vite', '@vitest']) {
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
    }
  });

  test('a model and the matchers of statehive/vitest test a simulation', () => {
    const { stdout, status } = vitest(lampTest("{ on: { PRESS: 'lit' } }"));
    expect(stdout).toMatch(/✓ tests\/lamp.test.ts > PRESS → PRESS → 'dark'/);
    expect(stdout).toMatch(/✓ .*all 2 states and 2 transitions of the model are reached/);
    expect(stdout).toMatch(/✓ .*a run holds/);
    expect(status).toBe(0);
  }, 60_000);

  test('and fail when a state of the model is never reached', () => {
    const { stdout, stderr, status } = vitest(lampTest("{ on: { PRESS: 'lit' } }, broken: {}"));
    expect(stdout).toMatch(/× .*all 3 states and 2 transitions of the model are reached/);
    expect(stderr).toContain("state 'broken'");
    expect(status).toBe(1);
  }, 60_000);
});

/** A test of a lamp: of the model, all that follows `dark:`. */
function lampTest(dark: string): string {
  return `
    import { defineSimulation, run } from 'statehive';
    import { testModel } from 'statehive/vitest';
    import { expect, test } from 'vitest';
    import { createMachine } from 'xstate';
    import { z } from 'zod';

    const states = { lit: { on: { PRESS: 'dark' } }, dark: { on: { PRESS: 'lit' } } };
    const lamp = defineSimulation({
      name: 'lamp',
      summary: 'A lamp.',
      params: z.object({}),
      compose: ({ swarm }) => swarm.spawn(createMachine({ id: 'lamp', initial: 'dark', states })),
      properties: { never: { 'it breaks': ({ actors }) => actors.getSnapshot().value === 'broken' } },
    });
    const model = createMachine({
      initial: 'dark',
      states: { lit: { on: { PRESS: 'dark' } }, dark: ${dark} },
    });
    const is = (value) => ({ actors }) => expect(actors.getSnapshot().value).toBe(value);
    testModel(model, {
      simulation: lamp,
      events: { PRESS: ({ actors }) => actors.send({ type: 'PRESS' }) },
      states: { lit: is('lit'), dark: is('dark'), ...(model.states.broken && { broken: is('broken') }) },
    });
    test('a run holds', async () => expect(await run(lamp, { seed: 7 })).toHold('it breaks'));
  `;
}

function readme(): string {
  return readFileSync(join(root, 'README.md'), 'utf8');
}

function rumour(): string {
  const block = blocksOf(readme()).find(({ savedAs }) => savedAs === 'rumour.ts');
  if (block === undefined) throw new Error('The README shows no rumour.ts.');
  return `${block.text}\n`;
}
