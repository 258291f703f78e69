import { parseArgs } from 'node:util';
import type { Effort, Suite } from '../suite.ts';

/** The command line was wrong; its message says how, and what would be right. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

export interface CommandLine {
  readonly suites: readonly Suite[];
  readonly effort: Effort;
  /** Print one JSON object. */
  readonly json: boolean;
  /** Print the names of suites and scenarios, and measure nothing. */
  readonly list: boolean;
}

/**
 * Reads the arguments after the program's name: `[suite ...] [--quick] [--json] [--list]`.
 *
 * @throws CommandLineError for an unknown suite or option
 */
export function readCommandLine(args: readonly string[], all: readonly Suite[]): CommandLine {
  const { values, positionals } = parsed(args);
  const suites = positionals.map((name) => suiteOf(name, all));
  return {
    suites: suites.length === 0 ? all : suites,
    effort: values.quick ? 'quick' : 'full',
    json: values.json,
    list: values.list,
  };
}

function parsed(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { quick: flag, json: flag, list: flag },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CommandLineError(`${problem}\nThere are --quick, --json and --list.`);
  }
}

function suiteOf(name: string, all: readonly Suite[]): Suite {
  const suite = all.find((each) => each.name === name);
  if (suite !== undefined) return suite;
  const names = all.map((each) => each.name).join(', ');
  throw new CommandLineError(`There is no suite '${name}'. There are: ${names}.`);
}
