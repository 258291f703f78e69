import { parseArgs } from 'node:util';
import type { Effort, Suite } from '../suite.ts';

/** The command line was wrong; its message says how, and what would be right. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/** What a program says that ends with an error: where it broke only if that is no fault of the command line. */
export function farewell(error: unknown): string {
  const isUsage = error instanceof CommandLineError;
  return `error: ${isUsage ? error.message : (error as Error).stack}\n`;
}

export interface CommandLine {
  readonly suites: readonly Suite[];
  readonly effort: Effort;
  /** Print one JSON object. */
  readonly json: boolean;
  /** Print how it is used, and do nothing else. */
  readonly help: boolean;
  /** Print the names of suites and scenarios, and measure nothing. */
  readonly list: boolean;
  /** Print how the figures stand to what is asked of them. */
  readonly criteria: boolean;
  /** Keep the run and its build by this name. */
  readonly save?: string | undefined;
  /** Measure the build of that run and this one in turns. */
  readonly compare?: string | undefined;
  /** How much slower is still the same: 0.1 for 10%. */
  readonly allowance: number;
  /** Write reports into this folder. */
  readonly report?: string | undefined;
  /** Keep the run in this file of memory. */
  readonly memory?: string | undefined;
  /** Write the suites' tables of the documents anew, from the run of this name; measure nothing. */
  readonly document?: string | undefined;
}

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const options = {
  quick: flag,
  json: flag,
  list: flag,
  help: flag,
  criteria: flag,
  save: text,
  compare: text,
  allow: { type: 'string', default: '10%' },
  report: text,
  memory: text,
  document: text,
} as const;

/** What does something else than measure, and what would be lost on each. */
const alone = {
  list: ['compare', 'document', 'save', 'criteria', 'memory', 'report'],
  compare: ['document', 'save', 'criteria', 'memory'],
  document: ['save', 'criteria', 'memory', 'report'],
} as const;

/**
 * Reads the arguments after the program's name: `[suite ...]` and options.
 *
 * @throws CommandLineError for an unknown suite or option, or options that exclude each other
 */
export function readCommandLine(args: readonly string[], all: readonly Suite[]): CommandLine {
  const { values, positionals } = parsed(args);
  const { quick, allow, ...named } = values;
  const suites = [...new Set(positionals)].map((name) => suiteOf(name, all));
  checkTogether(values);
  if (quick && values.criteria) {
    throw new CommandLineError('--criteria needs the full sizes: leave out --quick.');
  }
  return {
    ...named,
    suites: suites.length === 0 ? all : suites,
    effort: quick ? 'quick' : 'full',
    allowance: allowanceOf(allow),
  };
}

function checkTogether(values: ReturnType<typeof parsed>['values']): void {
  for (const one of ['list', 'compare', 'document'] as const) {
    const other = values[one] ? alone[one].find((each) => values[each]) : undefined;
    if (other === undefined) continue;
    throw new CommandLineError(`--${one} and --${other} do not go together: run one, then one.`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new CommandLineError(`${problem}\nThere are ${known.join(', ')}.`);
  }
}

function allowanceOf(share: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(share) ?? [];
  if (percent !== undefined) return Number(percent) / 100;
  throw new CommandLineError(`--allow ${share} is no share: write it as 10%.`);
}

function suiteOf(name: string, all: readonly Suite[]): Suite {
  const suite = all.find((each) => each.name === name);
  if (suite !== undefined) return suite;
  const names = all.map((each) => each.name).join(', ');
  throw new CommandLineError(`There is no suite '${name}'. There are: ${names}.`);
}
