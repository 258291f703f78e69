import type { Case, CaseParams, Outcome } from '../suite.ts';
import { callsBlock, callsWithin, SEED } from './calls.ts';
import type { Measuring } from './effort.ts';
import { HashGuard } from './hash-guard.ts';
import { medianErrorOf } from './median-error.ts';
import { collectYoungGarbage } from './memory-in-use.ts';
import { marginOf, medianOf } from './middle.ts';
import type { CaseResult, Figure } from './result.ts';
import { Spread } from './spread.ts';
import { Spreads } from './spreads.ts';
import { Timer } from './time.ts';
import { wallNowMs } from './wall-clock.ts';
import { memoryFigures } from './weighing.ts';

/** Fewer have no 95% interval. */
const BLOCKS_MIN = 6;

/**
 * A case under measurement: simulated time over several seeds, then wall and CPU time of one seed
 * a block at a time, so that cases can take turns, then memory.
 */
export class CaseMeasurement {
  readonly #subject: Case;
  readonly #measuring: Measuring;
  readonly #guard: HashGuard;
  readonly #whole = new Spread('ms');
  readonly #parts = new Spreads('ms');
  readonly #cpuParts = new Spreads('ms');
  readonly #amounts = new Spreads('bytes');
  readonly #cpu: { readonly cpuMs: number; readonly referenceMs: number }[] = [];
  readonly #rates: number[] = [];
  #simulated: readonly Figure[] = [];
  readonly #timer: Timer;
  #calls = 0;
  #done = 0;
  #spentMs = 0;

  constructor(subject: Case, measuring: Measuring) {
    this.#subject = subject;
    this.#measuring = measuring;
    this.#guard = new HashGuard(JSON.stringify(subject.params));
    this.#timer = new Timer(
      () => subject.work(SEED),
      (outcome, tookMs) => this.#record(outcome, tookMs),
      measuring.timing,
    );
  }

  get params(): CaseParams {
    return this.#subject.params;
  }

  /** How many blocks there are to measure at least: one a call where calls are counted. */
  get blocks(): number {
    return this.#subject.calls ?? this.#measuring.blocks;
  }

  /** Whether its blocks agree so far that their median may stand, or there are to be no more. */
  get isSettled(): boolean {
    if (this.#subject.calls !== undefined) return this.#done >= this.blocks;
    return this.#isEnough && this.#isExact;
  }

  /** Finds the simulated figures, which also warms up what is timed next. */
  async prepare(): Promise<void> {
    this.#simulated = await this.#simulatedFigures();
    if (this.#subject.calls !== undefined) return;
    this.#calls = await callsWithin(this.#subject, this.#measuring, this.#guard);
  }

  async block(): Promise<void> {
    const beganAtMs = wallNowMs();
    this.#done += 1;
    await (this.#subject.calls === undefined ? this.#sampledBlock() : this.#oneCall());
    this.#whole.endBlock();
    this.#parts.endBlock();
    this.#cpuParts.endBlock();
    this.#amounts.endBlock();
    this.#spentMs += wallNowMs() - beganAtMs;
  }

  async result(): Promise<CaseResult> {
    const subject = this.#subject;
    return {
      params: subject.params,
      hash: this.#guard.hash,
      operations: subject.operations ?? 1,
      ...(subject.reference !== undefined && { reference: subject.reference }),
      figures: [
        ...this.#wallFigures(),
        ...this.#cpuFigures(),
        ...this.#cpuParts.figures('cpu', subject.operations),
        ...this.#simulated,
        ...this.#amounts.figures('memory'),
        ...(await memoryFigures(subject, this.#measuring)),
      ],
    };
  }

  async #simulatedFigures(): Promise<readonly Figure[]> {
    const [{ seeds }, subject] = [this.#measuring, this.#subject];
    if (seeds === 0) return [];
    const guard = new HashGuard(`${JSON.stringify(subject.params)} in simulated time`);
    const spreads = new Spreads('ms');
    const simulate = (seed: number) =>
      subject.simulate === undefined ? subject.work(seed) : subject.simulate(seed);
    guard.check((await simulate(SEED)).hash);
    for (let seed = SEED; seed < SEED + seeds; seed += 1) {
      const { hash, simulatedMs = {} } = await simulate(seed);
      if (seed === SEED) guard.check(hash);
      spreads.record(simulatedMs);
    }
    return spreads.figures('simulated', subject.operations);
  }

  async #sampledBlock(): Promise<void> {
    collectYoungGarbage();
    const { callsPerSecond } = await this.#timer.time();
    this.#rates.push(callsPerSecond);
    // Whose calls are for the most part the work of others.
    if (this.#subject.isContest) return;
    this.#cpu.push(await callsBlock(this.#subject, this.#calls, this.#guard));
  }

  async #oneCall(): Promise<void> {
    const beganAtMs = wallNowMs();
    const outcome = await this.#subject.work(SEED);
    this.#record(outcome, wallNowMs() - beganAtMs);
  }

  #record({ hash, wallMs = {}, cpuMs = {}, bytes = {} }: Outcome, tookMs: number): void {
    this.#guard.check(hash);
    this.#whole.record(tookMs);
    this.#parts.record(wallMs);
    this.#cpuParts.record(cpuMs);
    this.#amounts.record(bytes);
  }

  #wallFigures(): Figure[] {
    const { does = 'call', operations = 1, isContest } = this.#subject;
    const whole = this.#whole.figure({ name: does, kind: 'wall', operations });
    const perCall = isContest ? 1 : operations;
    const opsPerSecond =
      this.#rates.length === 0 ? whole.opsPerSecond : medianOf(this.#rates) * perCall;
    return [{ ...whole, opsPerSecond }, ...this.#parts.figures('wall', operations)];
  }

  /** As if the host had been as fast in each block as it was in the median one. */
  #cpuFigures(): Figure[] {
    const { does = 'call', operations = 1 } = this.#subject;
    if (this.#cpu.length === 0) return [];
    const spread = new Spread('ms');
    for (const cpuMs of this.#corrected()) {
      spread.record(cpuMs);
      spread.endBlock();
    }
    return [spread.figure({ name: does, kind: 'cpu', operations })];
  }

  #corrected(): number[] {
    const usual = medianOf(this.#cpu.map(({ referenceMs }) => referenceMs));
    return this.#cpu.map(({ cpuMs, referenceMs }) => (cpuMs * usual) / referenceMs);
  }

  /** Whether there are blocks enough for the margin of all times. */
  get #isEnough(): boolean {
    const { blocksMax, marginMax, blocksMsMax } = this.#measuring;
    if (this.#spentMs >= blocksMsMax && this.#done >= BLOCKS_MIN) return true;
    if (this.#done < this.blocks) return false;
    return this.#done >= blocksMax || this.#margin <= marginMax;
  }

  /** Whether CPU time, by which builds are compared, is as exact as it is to be, or can be in time. */
  get #isExact(): boolean {
    const { errorMax, errorBlocksMax, errorBlocksMsMax } = this.#measuring;
    if (this.#cpu.length === 0) return true;
    if (this.#done >= errorBlocksMax || this.#spentMs >= errorBlocksMsMax) return true;
    return medianErrorOf(this.#corrected()) <= errorMax;
  }

  /** Of what blocks have to agree on: all times; in a contest, those of its ways. */
  get #margin(): number {
    const parts = this.#parts.margin;
    if (this.#subject.isContest) return parts;
    return Math.max(parts, this.#whole.margin, marginOf(this.#corrected()));
  }
}
