import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder } from '../runner/compare/saved-run.ts';

const run = promisify(execFile);
const MODEL = join(packageFolder, 'bench/check/two-phase-commit.pml');
const MEBIBYTE = 2 ** 20;

/** In what order SPIN looks at states. */
export type SpinOrder = 'breadth-first' | 'depth-first';

/** What SPIN says of an exploration. */
export interface Explored {
  readonly states: number;
  /** Of the states, and of the table that they are found by; without the stack. */
  readonly bytesPerState: number;
  /** CPU time of the verifier, from its start to its end. */
  readonly cpuMs: number;
}

/** Whether the host has SPIN, and the compiler that its verifiers need. */
export function isSpinInstalled(): boolean {
  return [
    ['spin', '-V'],
    ['gcc', '--version'],
  ].every(([command, flag]) => spawnSync(command!, [flag!]).status === 0);
}

/** G. Holzmann's model checker, at work on two-phase commit: it makes a program for each model. */
export class Spin {
  readonly #cwd: string;
  readonly #order: SpinOrder;

  private constructor(cwd: string, order: SpinOrder) {
    this.#cwd = cwd;
    this.#order = order;
  }

  /** Makes the program and compiles it, all states to be looked at, each exactly. */
  static async for(managers: number, order: SpinOrder): Promise<Spin> {
    const cwd = mkdtempSync(join(tmpdir(), 'statehive-spin-'));
    await run('spin', ['-a', `-DMANAGERS=${managers}`, MODEL], { cwd });
    const defines = ['-DSAFETY', '-DNOREDUCE', ...(order === 'breadth-first' ? ['-DBFS'] : [])];
    await run('gcc', ['-O2', ...defines, '-o', 'pan', 'pan.c'], { cwd });
    return new Spin(cwd, order);
  }

  /** @param states - how many there are about, for a table with room for twice as many */
  async explore(states: number): Promise<Explored> {
    const places = Math.max(10, Math.ceil(Math.log2(states)) + 1);
    const { stdout } = await run('sh', ['-c', `./pan -n -w${places} && times`], { cwd: this.#cwd });
    const found = numberIn(stdout, /(\d+) states, stored/);
    const ofStates = numberIn(stdout, /([\d.]+)\s+actual memory usage for states/);
    const ofTable = numberIn(stdout, /([\d.]+)\s+memory used for hash table/);
    const bytesPerState = ((ofStates + ofTable) * MEBIBYTE) / found;
    return { states: found, bytesPerState, cpuMs: childrensCpuMs(stdout) };
  }

  get name(): string {
    return `spin ${this.#order}`;
  }
}

/** What the shell's `times` tells last: user and system time of the processes that it ran. */
function childrensCpuMs(report: string): number {
  const [, minutes, seconds, moreMinutes, moreSeconds] =
    /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(report) ?? [];
  if (moreSeconds === undefined) throw new Error(`The shell tells no times:\n${report}`);
  const minutesInAll = Number(minutes) + Number(moreMinutes);
  return (60 * minutesInAll + Number(seconds) + Number(moreSeconds)) * 1_000;
}

function numberIn(report: string, pattern: RegExp): number {
  const [, text] = pattern.exec(report) ?? [];
  if (text === undefined) throw new Error(`SPIN reports no ${pattern}:\n${report}`);
  return Number(text);
}
