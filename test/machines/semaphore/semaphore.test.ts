import fc from 'fast-check';
import { createSwarm, type Swarm } from 'statehive';
import {
  itemsOf,
  type PermitNotice,
  recoverSemaphore,
  type SemaphoreInput,
  semaphoreMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';

/** Keeps what it is told. */
const bystander = setup({
  types: { context: {} as { told: readonly PermitNotice[] }, events: {} as PermitNotice },
}).createMachine({
  id: 'bystander',
  context: { told: [] },
  on: { '*': { actions: assign({ told: ({ context, event }) => [...context.told, event] }) } },
});

const LEASE_MS = 100;

function semaphoreIn(swarm: Swarm, input: Partial<SemaphoreInput> = {}, holders = 4) {
  const semaphore = swarm.spawn(semaphoreMachine, {
    input: { permits: 1, leaseMs: LEASE_MS, ...input },
    recover: recoverSemaphore,
  });
  const all = [...swarm.populate(bystander, holders, () => ({}))];
  const holderAt = (nth: number) => all[nth % holders]!;
  const known: readonly unknown[] = all;
  const context = () => semaphore.getSnapshot().context;
  return {
    semaphore,
    ask: (nth: number) => semaphore.send({ type: 'ACQUIRE', holder: holderAt(nth) }),
    release: (nth: number) => semaphore.send({ type: 'RELEASE', holder: holderAt(nth) }),
    renew: (nth: number, token: number, renewal = 1) =>
      semaphore.send({ type: 'RENEW', holder: holderAt(nth), token, renewal }),
    told: (nth: number) => holderAt(nth).getSnapshot().context.told,
    waiting: () => itemsOf(context().waiting).map((holder) => known.indexOf(holder)),
    holding: () =>
      context().leases.map(({ holder, token }) => ({
        holder: known.indexOf(holder),
        token,
      })),
  };
}

const granted = (token: number): PermitNotice => ({ type: 'GRANTED', token, leaseMs: LEASE_MS });

describe('permits', () => {
  test('are granted at once while there are some, then in the order of the requests', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, release, holding, waiting } = semaphoreIn(swarm, { permits: 2 });
    for (const nth of [2, 0, 3, 1]) ask(nth);
    await swarm.runFor(0);
    expect(holding()).toEqual([
      { holder: 2, token: 1 },
      { holder: 0, token: 2 },
    ]);
    expect(waiting()).toEqual([3, 1]);
    release(0);
    await swarm.runFor(0);
    expect(holding().map(({ holder }) => holder)).toEqual([2, 3]);
  });

  test('that are asked for twice are one request, answered by the same permit', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, told, waiting } = semaphoreIn(swarm);
    for (const nth of [0, 0, 1, 1]) ask(nth);
    await swarm.runFor(0);
    expect(told(0)).toEqual([granted(1), granted(1)]);
    expect(waiting()).toEqual([1]);
  });

  test('that nobody renews go to the next when the lease is over', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, told, holding } = semaphoreIn(swarm);
    ask(0);
    ask(1);
    await swarm.runFor(LEASE_MS - 1);
    expect(told(1)).toEqual([]);
    await swarm.runFor(1);
    expect(told(1)).toEqual([granted(2)]);
    expect(holding()).toEqual([{ holder: 1, token: 2 }]);
  });

  test('that are renewed stay as they are, for another lease each time', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, renew, told, holding } = semaphoreIn(swarm);
    ask(0);
    for (const renewal of [1, 2, 3]) {
      await swarm.runFor(60);
      renew(0, 1, renewal);
    }
    await swarm.runFor(99);
    expect(
      told(0)
        .slice(1)
        .map(({ type }) => type),
    ).toEqual(['RENEWED', 'RENEWED', 'RENEWED']);
    expect(holding()).toEqual([{ holder: 0, token: 1 }]);
    await swarm.runFor(1);
    expect(holding()).toEqual([]);
  });

  test('are not renewed more often than they may be', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, renew, told } = semaphoreIn(swarm, { renewalsMax: 1 });
    ask(0);
    renew(0, 1, 1);
    renew(0, 1, 2);
    await swarm.runFor(0);
    expect(told(0).map(({ type }) => type)).toEqual(['GRANTED', 'RENEWED', 'REFUSED']);
  });

  test('are renewed for nobody but their holder, and not once they are back', async () => {
    const swarm = createSwarm({ seed: 1 });
    const { ask, renew, release, told } = semaphoreIn(swarm);
    ask(0);
    await swarm.runFor(0);
    renew(1, 1);
    release(0);
    renew(0, 1);
    await swarm.runFor(0);
    expect(told(1)).toEqual([{ type: 'REFUSED', token: 1 }]);
    expect(told(0).at(-1)).toEqual({ type: 'REFUSED', token: 1 });
  });
});

test('who gives up a wait leaves the queue', async () => {
  const swarm = createSwarm({ seed: 1 });
  const { ask, release, waiting, holding } = semaphoreIn(swarm);
  for (const nth of [0, 1, 2]) ask(nth);
  release(1);
  await swarm.runFor(0);
  expect(waiting()).toEqual([2]);
  release(0);
  await swarm.runFor(0);
  expect(holding()).toEqual([{ holder: 2, token: 2 }]);
});

test('a semaphore that crashes comes back with its permits, its queue and its leases', async () => {
  const swarm = createSwarm({ seed: 1 });
  const { semaphore, ask, holding, waiting } = semaphoreIn(swarm);
  for (const nth of [0, 1, 2]) ask(nth);
  await swarm.runFor(50);
  swarm.crash(semaphore);
  await swarm.runFor(500);
  swarm.restart(semaphore, { state: 'kept' });
  await swarm.runFor(LEASE_MS - 1);
  expect({ holding: holding(), waiting: waiting() }).toEqual({
    holding: [{ holder: 0, token: 1 }],
    waiting: [1, 2],
  });
  await swarm.runFor(1);
  expect(holding()).toEqual([{ holder: 1, token: 2 }]);
});

test.each([0, 1.5, Number.NaN])('there is no semaphore with %d permits', async (permits) => {
  const swarm = createSwarm({ seed: 1 });
  semaphoreIn(swarm, { permits });
  await expect(swarm.runFor(0)).rejects.toThrow('whole number of permits >= 1');
});

test.each([
  ['finite leaseMs > 0, not 0', { leaseMs: 0 }],
  ['finite leaseMs > 0, not Infinity', { leaseMs: Number.POSITIVE_INFINITY }],
  ['renewalsMax >= 0, not NaN', { renewalsMax: Number.NaN }],
  ['renewalsMax >= 0, not -1', { renewalsMax: -1 }],
])('it has a %s', async (message, input) => {
  const swarm = createSwarm({ seed: 1 });
  semaphoreIn(swarm, input);
  await expect(swarm.runFor(0)).rejects.toThrow(`A semaphore has a ${message}.`);
});

/** A semaphore as one would write it down: what each request makes of queue and leases. */
class Ledger {
  readonly waiting: number[] = [];
  readonly leases: { holder: number; token: number; endsAtMs: number }[] = [];
  #granted = 0;
  readonly #permits: number;

  constructor(permits: number) {
    this.#permits = permits;
  }

  ask(holder: number, nowMs: number): void {
    if (this.#find(holder) >= 0 || this.waiting.includes(holder)) return;
    this.waiting.push(holder);
    this.#grant(nowMs);
  }

  release(holder: number, nowMs: number): void {
    const at = this.#find(holder);
    if (at >= 0) this.leases.splice(at, 1);
    else if (this.waiting.includes(holder)) this.waiting.splice(this.waiting.indexOf(holder), 1);
    this.#grant(nowMs);
  }

  renew(holder: number, nowMs: number): void {
    const lease = this.leases[this.#find(holder)];
    if (lease !== undefined) lease.endsAtMs = nowMs + LEASE_MS;
  }

  passUntil(untilMs: number): void {
    const over = this.leases.filter(({ endsAtMs }) => endsAtMs <= untilMs);
    const next = over.toSorted((a, b) => a.endsAtMs - b.endsAtMs || a.token - b.token)[0];
    if (next === undefined) return;
    this.release(next.holder, next.endsAtMs);
    this.passUntil(untilMs);
  }

  #find(holder: number): number {
    return this.leases.findIndex((lease) => lease.holder === holder);
  }

  #grant(nowMs: number): void {
    if (this.leases.length >= this.#permits) return;
    const holder = this.waiting.shift();
    if (holder === undefined) return;
    this.#granted += 1;
    this.leases.push({ holder, token: this.#granted, endsAtMs: nowMs + LEASE_MS });
  }
}

const anyRequest = fc.record({
  does: fc.constantFrom('ask', 'ask', 'release', 'renew'),
  holder: fc.nat({ max: 5 }),
  afterMs: fc.constantFrom(0, 0, 7, 31, LEASE_MS),
});

test('no permit is lost, doubled or given out of turn, whatever is asked and whoever stays silent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(anyRequest, { maxLength: 40 }),
      async (permits, requests) => {
        const swarm = createSwarm({ seed: 1 });
        const real = semaphoreIn(swarm, { permits }, 6);
        const ledger = new Ledger(permits);
        for (const { does, holder, afterMs } of requests) {
          await swarm.runFor(afterMs);
          ledger.passUntil(swarm.nowMs);
          if (does === 'renew') real.renew(holder, tokenOf(ledger, holder));
          else real[does](holder);
          ledger[does](holder, swarm.nowMs);
          await swarm.runFor(0);
          const leases = ledger.leases.map((lease) => ({
            holder: lease.holder,
            token: lease.token,
          }));
          expect(real.holding()).toEqual(leases);
          expect(real.waiting()).toEqual(ledger.waiting);
          expect(leases.length).toBeLessThanOrEqual(permits);
          // None is left lying about while somebody waits for it.
          if (ledger.waiting.length > 0) expect(leases).toHaveLength(permits);
        }
        swarm.close();
      },
    ),
    { numRuns: 200 },
  );
});

function tokenOf({ leases }: Ledger, holder: number): number {
  return leases.find((lease) => lease.holder === holder)?.token ?? 0;
}
