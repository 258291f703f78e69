import { type ActorNumber, OUTSIDE } from '../actors/engine.ts';
import { matcher } from '../network/addresses.ts';
import type { Rewrite } from '../network/corruption.ts';
import type { Kernel } from '../swarm/kernel.ts';
import type { Chaos } from './chaos.ts';
import type { Fault } from './fault.ts';
import { planOf, type Scene, type Strike } from './plan.ts';
import { Purposes } from './purposes.ts';
import type { Script } from './script.ts';
import { type Striking, strike } from './strike.ts';

/** The faults of a run: a list, or what they are drawn from. */
export type Faults = Script | Chaos;

export interface NemesisOptions {
  readonly seed: number;
  readonly rewriters: Readonly<Record<string, Rewrite>>;
}

/** The actor of faults: it lets them strike and heal in a run, and keeps the list of them. */
export class Nemesis implements Striking {
  /** The faults that have struck: as a script, they make the same run again. */
  readonly faults: Fault[] = [];
  readonly rewriters: Readonly<Record<string, Rewrite>>;
  readonly purposes = new Purposes();
  readonly #kernel: Kernel;
  readonly #plan: readonly Strike[];
  readonly #isEligible: (address: string) => boolean;
  #toCome: number;
  #down = 0;
  #healedAtMs = 0;

  /** @throws TypeError when a fault names a rewriter that the simulation does not have */
  constructor(kernel: Kernel, faults: Faults, { seed, rewriters }: NemesisOptions) {
    this.#kernel = kernel;
    this.rewriters = rewriters;
    this.#plan = planOf(faults, seed);
    this.#toCome = this.#plan.length;
    const patterns = faults.kind === 'chaos' ? faults.settings.actors.map(matcher) : [];
    const isEligible = (address: string) => patterns.some((matches) => matches(address));
    this.#isEligible = isEligible;
    if (faults.kind === 'script') requireRewriters(faults, rewriters);
  }

  get disturbances(): Kernel['disturbances'] {
    return this.#kernel.disturbances;
  }

  /** How many faults of the plan are still to strike. */
  get toCome(): number {
    return this.#toCome;
  }

  /** Since when all faults that heal are healed, simulated ms; Infinity while that is not known. */
  get healedAtMs(): number {
    return this.#toCome > 0 ? Number.POSITIVE_INFINITY : this.#healedAtMs;
  }

  /** Puts all strikes on the swarm's clock. */
  begin(): void {
    const { clock } = this.#kernel;
    for (const each of this.#plan) {
      clock.scheduleAt(Math.max(each.atMs, clock.nowMs), { run: () => this.#strike(each) });
    }
  }

  find(pattern: string): readonly ActorNumber[] {
    const { directory } = this.#kernel;
    if (!pattern.endsWith('*')) {
      // Not by all addresses, for a swarm may have a million.
      const actor = directory.find(pattern);
      return actor !== undefined && directory.isRunning(actor) ? [actor] : [];
    }
    const matches = matcher(pattern);
    return this.#running().filter((actor) => matches(this.#kernel.addressOf(actor)));
  }

  #strike({ choose }: Strike): void {
    this.#toCome -= 1;
    const fault = choose(this.#scene());
    if (fault === undefined) return;
    this.faults.push(fault);
    const { atMs, forMs = 0 } = fault;
    this.#healedAtMs = Math.max(this.#healedAtMs, atMs + forMs);
    const heal = strike(fault, this);
    const downs = fault.kind === 'crash' ? 1 : 0;
    this.#down += downs;
    if (fault.forMs === undefined) return;
    const run = () => {
      this.#down -= downs;
      heal();
    };
    this.#kernel.clock.schedule(fault.forMs, { run });
  }

  #scene(): Scene {
    const isRoot = (actor: ActorNumber) => this.#kernel.directory.parentOf(actor) === OUTSIDE;
    const addresses = (actors: readonly ActorNumber[]) =>
      actors.map((actor) => this.#kernel.addressOf(actor)).filter(this.#isEligible);
    const running = () => this.#running();
    return {
      eligible: () => addresses(running()),
      roots: () => addresses(running().filter(isRoot)),
      down: this.#down,
      rewriters: Object.keys(this.rewriters),
    };
  }

  #running(): readonly ActorNumber[] {
    const { directory } = this.#kernel;
    const running: ActorNumber[] = [];
    for (let actor = 0; actor < directory.size; actor++) {
      if (directory.isRunning(actor)) running.push(actor);
    }
    return running;
  }
}

function requireRewriters({ faults }: Script, rewriters: NemesisOptions['rewriters']): void {
  for (const fault of faults) {
    if (fault.kind !== 'byzantine' || fault.rewrite in rewriters) continue;
    const known = Object.keys(rewriters);
    const choice = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`;
    throw new TypeError(`The simulation has no rewriter '${fault.rewrite}'. ${choice}`);
  }
}
