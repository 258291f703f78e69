import { wallNowMs } from '../runner/wall-clock.ts';
import type { Outcome } from '../suite.ts';

/** What a way came to: the same for all ways of a contest. */
export interface Reached {
  readonly checksum: string;
  /** The trace hash, of ways that have one. */
  readonly trace?: string;
  /** What the way itself says that it took: CPU time, and memory for as much as was asked. */
  readonly cpuMs?: number;
  readonly bytes?: number;
  /** Gives back what was taken up; not timed. */
  readonly tidy?: () => void;
}

/** One of several ways to do the same work. */
export interface Way {
  readonly name: string;
  /**
   * How often it does the work in its turn, so that turns are about equally long: otherwise a host
   * that is busy with something else too would disturb only those whose turns are long.
   * @defaultValue 1
   */
  readonly times?: number;
  run(): Reached | Promise<Reached>;
}

/** Lets several ways do the same work in turns; each call begins with another one. */
export class Contest {
  readonly #ways: readonly Way[];
  #first = 0;

  constructor(ways: readonly Way[]) {
    this.#ways = ways;
  }

  /** @throws Error if the ways come to different results */
  async round(): Promise<Outcome> {
    const [wallMs, cpuMs, bytes]: Record<string, number>[] = [{}, {}, {}];
    const hashes: Record<string, string> = {};
    for (const way of this.#inTurn()) {
      const { name, times = 1 } = way;
      let tookMs = 0;
      for (let time = 0; time < times; time++) {
        const turn = await takeTime(way, hashes);
        tookMs += turn.tookMs;
        if (turn.cpuMs !== undefined) cpuMs![name] = turn.cpuMs;
        if (turn.bytes !== undefined) bytes![name] = turn.bytes;
      }
      wallMs![name] = tookMs / times;
    }
    return {
      hash: hashes.trace ?? hashes.checksum!,
      wallMs: this.#inOrder(wallMs!),
      cpuMs: this.#inOrder(cpuMs!),
      bytes: this.#inOrder(bytes!),
    };
  }

  #inTurn(): readonly Way[] {
    const first = this.#first++ % this.#ways.length;
    return [...this.#ways.slice(first), ...this.#ways.slice(0, first)];
  }

  /** By way, so that tables list them in the same order whichever came first. */
  #inOrder(byWay: Readonly<Record<string, number>>): Record<string, number> {
    const told = this.#ways.filter(({ name }) => name in byWay);
    return Object.fromEntries(told.map(({ name }) => [name, byWay[name]!]));
  }
}

async function takeTime({ name, run }: Way, hashes: Record<string, string>) {
  const beganAtMs = wallNowMs();
  const outcome = run();
  const { checksum, trace, tidy, cpuMs, bytes } =
    outcome instanceof Promise ? await outcome : outcome;
  const tookMs = wallNowMs() - beganAtMs;
  tidy?.();
  expectEqual(hashes, 'checksum', name, checksum);
  if (trace !== undefined) expectEqual(hashes, 'trace', name, trace);
  return { tookMs, cpuMs, bytes };
}

function expectEqual(
  known: Record<string, string>,
  what: 'checksum' | 'trace',
  name: string,
  value: string,
): void {
  known[what] ??= value;
  if (known[what] === value) return;
  throw new Error(`'${name}' came to ${what} ${value}, another way to ${known[what]}.`);
}
