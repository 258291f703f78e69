import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  /** From the root of the project, as `src/time/clock.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and with all letters of its strings blanked out. */
  readonly code: string;
}

function filesIn(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const text = readFileSync(join(root, folder, name), 'utf8');
        return { path: join(folder, name), text, code: codeOf(text) };
      }),
  );
}

const comments = /\/\*[\s\S]*?\*\/|\/\/.*/;
const regularExpressions =
  /(?<=[=(,:]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/;
const strings = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/;
const tokens = new RegExp(`${comments.source}|${regularExpressions.source}|${strings.source}`, 'g');

function codeOf(text: string): string {
  return text.replace(tokens, (token) => token.replace(/[^\n]/g, ' '));
}

/** Where a file's imports and exports point: package names, and files from the root. */
function importsOf({ path, text }: SourceFile): string[] {
  const specifiers = [...text.matchAll(/^\s*(?:import|export|\} from)\b[^'"`;]*?'([^']+)'/gm)];
  return specifiers.map(([, specifier = '']) =>
    specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
  );
}

test('the scan of a file sees its imports, and no code in comments and strings', () => {
  const text = "import {\n  a,\n} from './a.ts';\n// Date.now()\nconst b = 'Date.now()';\n";
  const file = { path: 'src/x/y.ts', text, code: codeOf(text) };
  expect(importsOf(file)).toEqual(['src/x/a.ts']);
  expect(file.code).not.toContain('Date.now');
  expect(codeOf('const now = Date.now(); // it')).toContain('const now = Date.now();');
});

const layers: Readonly<Record<string, readonly string[]>> = {
  time: [],
  random: [],
  record: ['random'],
  actors: ['time', 'random', 'record'],
  network: ['time', 'random', 'record', 'actors'],
  swarm: ['time', 'random', 'record', 'actors', 'network'],
  faults: ['time', 'random', 'record', 'actors', 'network', 'swarm'],
  simulation: ['time', 'random', 'record', 'actors', 'network', 'swarm', 'faults'],
  check: ['time', 'random', 'record', 'actors', 'network', 'swarm', 'faults', 'simulation'],
  vitest: [
    'time',
    'random',
    'record',
    'actors',
    'network',
    'swarm',
    'faults',
    'simulation',
    'check',
  ],
  cli: ['time', 'random', 'record', 'actors', 'network', 'swarm', 'faults', 'simulation', 'check'],
};

/** What of the kernel benchmarks may import by path, because the package does not export it. */
const kernelsOwn = [
  { at: 'bench/phold', may: /^src\/(time|random)\//, because: 'it measures the clock alone' },
  {
    at: 'bench/engines/core.ts',
    may: /^src\/actors\/compiled\/(journal|world)\.ts$/,
    because: 'it drives tables without a swarm, and only the swarm’s engine has a journal',
  },
] as const;

describe('imports point one way', () => {
  const layerOf = (path: string) => (path.startsWith('src/') ? path.split('/')[1]! : undefined);

  test('in src, from each layer to the layers below it', () => {
    const wrong = filesIn('src').flatMap((file) => {
      const layer = layerOf(file.path)!;
      if (layer === 'index.ts') return [];
      const allowed = [layer, ...(layers[layer] ?? [])];
      return importsOf(file)
        .filter((to) => to.startsWith('src/') && !allowed.includes(layerOf(to)!))
        .map((to) => `${file.path} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  test('in src, every folder is a layer that is listed here', () => {
    const folders = new Set(filesIn('src').map(({ path }) => layerOf(path)!));
    expect([...folders].filter((folder) => !(folder in layers))).toEqual(['index.ts']);
  });

  test('from machines and simulations to the package by its name, as from a user’s own', () => {
    const wrong = filesIn('machines', 'simulations').flatMap((file) =>
      importsOf(file)
        .filter((to) => /^(?:src|test|bench|\.\.)\//.test(to))
        .map((to) => `${file.path} imports ${to}: import from 'statehive'`),
    );
    expect(wrong).toEqual([]);
  });

  test('in simulations to packages alone, so that each file can be copied by itself', () => {
    const wrong = filesIn('simulations')
      .filter(({ path }) => path !== 'simulations/index.ts')
      .flatMap((file) =>
        importsOf(file)
          .filter((to) => to.startsWith('simulations/'))
          .map((to) => `${file.path} imports ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  test('from bench to the package by its name, except where the kernel alone is measured', () => {
    const wrong = filesIn('bench').flatMap((file) =>
      importsOf(file)
        .filter((to) => /^(?:src|machines|simulations)\//.test(to))
        .filter((to) => !kernelsOwn.some(({ at, may }) => file.path.startsWith(at) && may.test(to)))
        .map((to) => `${file.path} imports ${to}: import from 'statehive'`),
    );
    const why = kernelsOwn.map(({ at, because }) => `${at} may, for ${because}`).join('; ');
    expect(wrong, why).toEqual([]);
  });

  test.each(['src', 'machines'])('and %s/index.ts only exports, each by name', (folder) => {
    const { code } = filesIn(folder).find(({ path }) => path === `${folder}/index.ts`)!;
    expect(code.replace(/export (?:type )?\{[^}]*\} from\s+;/g, '').trim()).toBe('');
  });
});

const fileLinesMax = 300;
const functionLinesMax = 60;

/** The line counts of all functions, by a scan of braces behind a parameter list or an arrow. */
function functionLengths(code: string): { line: number; lines: number }[] {
  const open: { line: number; isFunction: boolean }[] = [];
  const found: { line: number; lines: number }[] = [];
  let line = 1;
  for (let at = 0; at < code.length; at++) {
    const char = code[at];
    if (char === '\n') line += 1;
    else if (char === '{') {
      const before = code.slice(Math.max(0, at - 200), at).trimEnd();
      const isControl = /\b(?:if|for|while|switch|catch|with)\s*(?:await\s*)?\([^{}]*\)$/.test(
        before,
      );
      const isFunction = before.endsWith('=>') || (!isControl && /\)(?::[^;{}()]+)?$/.test(before));
      open.push({ line, isFunction });
    } else if (char === '}') {
      const block = open.pop();
      if (block?.isFunction) found.push({ line: block.line, lines: line - block.line + 1 });
    }
  }
  return found;
}

describe('sizes', () => {
  const files = filesIn('src', 'machines', 'simulations', 'bench');

  test(`no file is longer than ${fileLinesMax} lines, but for lists of exports`, () => {
    const long = files
      .filter(({ path }) => path !== 'machines/index.ts')
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > fileLinesMax);
    expect(long).toEqual([]);
  });

  test(`no function is longer than ${functionLinesMax} lines`, () => {
    const long = files.flatMap(({ path, code }) =>
      functionLengths(code)
        .filter(({ lines }) => lines > functionLinesMax)
        .map(({ line, lines }) => `${path}:${line} has ${lines} lines`),
    );
    expect(long).toEqual([]);
  });

  test('the scan of functions finds them, and no other blocks', () => {
    const code = 'function a(): void {\n  if (x) {\n  }\n}\nconst b = () => {\n};\nclass C {\n}';
    expect(functionLengths(code)).toEqual([
      { line: 1, lines: 4 },
      { line: 5, lines: 2 },
    ]);
  });
});

interface Ban {
  readonly call: RegExp;
  readonly instead: string;
  readonly except?: readonly string[];
}

const guard = 'src/actors/leaks.ts';
const bans: readonly Ban[] = [
  { call: /\bDate\.now\b/, instead: "now() from 'statehive', or host.nowMs", except: [guard] },
  { call: /\bnew Date\(\)/, instead: "now() from 'statehive'" },
  { call: /\bperformance\.now\b/, instead: "now(), or host.nowMs of 'leaks.ts'", except: [guard] },
  { call: /\bMath\.random\b/, instead: "random() from 'statehive'", except: [guard] },
  { call: /(?<!\.)\bsetTimeout\(/, instead: '`after`, or the clock', except: [guard] },
  { call: /(?<!\.)\bsetInterval\(/, instead: "RxJS on the swarm's scheduler", except: [guard] },
  { call: /\bqueueMicrotask\(/, instead: 'promisesSettled()', except: ['src/actors/settle.ts'] },
  { call: /:\s*any\b|\bas any\b|<any>|\bany\[\]/, instead: '`unknown`, or the type that it is' },
  {
    // Made among V8's old objects: see docs/decisions/functions-are-named-before-they-are-stored.md.
    call: /\.#?\w+ (?:\?\?)?= (?:async )?(?:function\b|\w+ =>|\([^()]*\)(?:: [^=]+)? =>)/,
    instead: 'a name for the function, which is then stored',
  },
  { call: /\bexport \*/, instead: 'the names that are exported' },
];

describe('what is banned', () => {
  const files = filesIn('src', 'machines', 'simulations');

  test.each(bans)('$call, for which there is $instead', ({ call, instead, except = [] }) => {
    const used = files
      .filter(({ path, code }) => call.test(code) && !except.includes(path))
      .map(({ path }) => `${path} has ${call.source}: use ${instead}`);
    expect(used).toEqual([]);
  });

  test('a file that is named after no subject', () => {
    const vague = /^(?:utils?|helpers?|common|shared|misc|.*-?manager)\.ts$/;
    const all = filesIn('src', 'machines', 'simulations', 'bench', 'test');
    const named = all.map(({ path }) => relative('.', path));
    expect(named.filter((path) => vague.test(basename(path)))).toEqual([]);
  });
});
