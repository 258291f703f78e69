import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A package with this one's scripts and settings, and next to nothing to build. */
function smallPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-build-'));
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'tsconfig.bench.json']) {
    cpSync(join(root, name), join(folder, name));
  }
  const { type, exports, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const small = { name: 'statehive', type, exports, scripts };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(small));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['src', 'machines', 'simulations', 'bench']) mkdirSync(join(folder, name));
  write(folder, 'src/index.ts', "export const said = 'before';\n");
  write(folder, 'machines/index.ts', 'export const machines = 0;\n');
  write(folder, 'bench/main.ts', "import { said } from 'statehive';\nconsole.log(said);\n");
  return folder;
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const bench = (folder: string) => npm(folder, 'bench');
const npm = (folder: string, script: string) =>
  execFileSync('npm', ['run', '--silent', script], { cwd: folder, encoding: 'utf8' }).trim();

let folder = '';
beforeAll(() => {
  folder = smallPackage();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is up to date stays as it is, so that a run under way finds its files', () => {
  const built = ['dist/src/index.js', 'dist/machines/index.js', '.statehive/bench/bench/main.js'];
  const made = () =>
    built.map((name) => statSync(join(folder, name))).map(({ ino, mtimeMs }) => [ino, mtimeMs]);
  expect(bench(folder)).toBe('before');
  const before = made();
  expect(bench(folder)).toBe('before');
  expect(made()).toEqual(before);
});

test('what was changed is built', () => {
  write(folder, 'src/index.ts', "export const said = 'after';\n");
  expect(bench(folder)).toBe('after');
});

test('what is built to be published is made from nothing, and is built for benchmarks again', () => {
  write(folder, 'dist/src/old.js', '');
  npm(folder, 'build');
  expect(existsSync(join(folder, 'dist/src/old.js'))).toBe(false);
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['machines', 'src']);
  expect(bench(folder)).toBe('after');
});
