import type { ChildProcess } from 'node:child_process';
import { ask } from '../own-process.ts';
import type { Turn } from './turn.ts';

/**
 * How many processes a way has: what the compiler makes of the same code, and where in memory it
 * all comes to lie, differs from one to the next, and so makes one faster than another for good.
 */
const SIZE = 3;

/** The processes of one way, which have its turns one after the other. */
export class Crew {
  readonly #start: () => ChildProcess;
  readonly #processes: ChildProcess[] = [];
  #turns = 0;

  constructor(start: () => ChildProcess) {
    this.#start = start;
  }

  /** @throws Error what is thrown there */
  async turn(): Promise<Turn> {
    while (this.#processes.length < SIZE) {
      const process = this.#start();
      this.#processes.push(process);
      // The first turn of each begins with warming up, which is not to fall among those that count.
      await turnIn(process);
    }
    return turnIn(this.#processes[this.#turns++ % SIZE]!);
  }
}

async function turnIn(process: ChildProcess): Promise<Turn> {
  process.channel?.ref();
  const turn = await ask<Turn>(process, 'turn');
  process.channel?.unref();
  return turn;
}
