import type { Case, Outcome, Way } from '../../suite.ts';
import { type Turn, takeTurn } from './turn.ts';

/** Lets several ways do the same work in turns; each call begins with another one. */
export class Contest {
  readonly #ways: readonly Way[];
  readonly #turnOf: (way: Way) => Promise<Turn>;
  #first = 0;

  /** @param turnOf - lets a way have its turn: in this process, unless told otherwise */
  constructor(ways: readonly Way[], turnOf = takeTurn) {
    this.#ways = ways;
    this.#turnOf = turnOf;
  }

  /** @throws Error if the ways come to different results */
  async round(): Promise<Outcome> {
    const [wallMs, cpuMs, bytes]: Record<string, number>[] = [{}, {}, {}];
    const hashes: Record<string, string> = {};
    for (const way of this.#inTurn()) {
      const { name } = way;
      const turn = await this.#turnOf(way);
      expectEqual(hashes, 'checksum', name, turn.checksum);
      if (turn.trace !== undefined) expectEqual(hashes, 'trace', name, turn.trace);
      if (turn.cpuMs !== undefined) cpuMs![name] = turn.cpuMs;
      if (turn.bytes !== undefined) bytes![name] = turn.bytes;
      wallMs![name] = turn.tookMs;
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

/** What makes a case of ways that have nothing in common, so that each can have its own process. */
export function contestOf(ways: readonly Way[]): Pick<Case, 'isContest' | 'ways' | 'work'> {
  const contest = new Contest(ways);
  return { isContest: true, ways, work: () => contest.round() };
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
