import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { root } from './documents.ts';

/** What is shown but not run here: it installs, or runs the tests, this one among them. */
export const notRunHere =
  /\bnpm (ci|install|test|start|pack)\b|npm run (check|bench|format)|\bgit /;

/** Runs a line of shell as a reader would, with `npx statehive` and `npx vitest` being this repository's. */
export function shell(line: string, folder: string): Promise<string> {
  const path = [binFolder(folder), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, NO_COLOR: '1', npm_config_loglevel: 'error' };
  return new Promise((resolve) => {
    execFile('bash', ['-c', `${line} 2>&1`], { cwd: folder, env }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

function binFolder(work: string): string {
  const folder = join(work, 'bin');
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const statehive = `node --import '${tsx}' --conditions=statehive:source '${root}/src/cli/main.ts'`;
  const config = join(folder, 'vitest.config.mjs');
  const vitest = `node '${root}/node_modules/vitest/vitest.mjs'`;
  const script = `#!/bin/sh
command=$1
shift
if [ "$command" = vitest ]; then exec ${vitest} "$@" --root . --config '${config}'; fi
exec ${statehive} "$@"
`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, vitestConfig);
  writeFileSync(join(folder, 'npx'), script);
  chmodSync(join(folder, 'npx'), 0o755);
  return folder;
}

/** What a project that has the package installed does not need: there is no build of it here. */
const vitestConfig = `
const conditions = ['statehive:source', 'module', 'node'];
export default { resolve: { conditions }, ssr: { resolve: { conditions } } };
`;
