import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TimerNumber, Timers } from '../../src/swarm/timers.ts';
import { Clock } from '../../src/time/clock.ts';

interface Armed {
  readonly actor: number;
  readonly id: string | undefined;
  readonly dueMs: number;
  readonly type: string;
}

/** The specification: a list of all, in the order in which they were armed. */
class Model {
  armed: Armed[] = [];

  disarm(actor: number, id: string): void {
    const last = this.armed.findLastIndex((each) => each.actor === actor && each.id === id);
    if (last >= 0) this.armed.splice(last, 1);
  }

  disarmAll(actor: number): void {
    this.armed = this.armed.filter((each) => each.actor !== actor);
  }

  take(): Armed | undefined {
    const first = this.armed.toSorted((one, other) => one.dueMs - other.dueMs)[0];
    this.armed = this.armed.filter((each) => each !== first);
    return first;
  }
}

const actor = fc.constantFrom(0, 1, 1, 1);
/** So few that an id often has two timers at once, and so many that an actor has a hundred. */
const id = fc.integer({ min: 0, max: 120 }).map((nth) => `timer-${nth}`);
const command = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      does: fc.constant('arm' as const),
      actor,
      id: fc.option(id, { nil: undefined, freq: 20 }),
      delayMs: fc.integer({ min: 0, max: 50 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('disarm' as const), actor, id }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('take' as const) }) },
);
const many = fc.array(command, { maxLength: 600, size: 'max' });
const end = fc.record({ does: fc.constant('disarmAll' as const), actor });

test('timers are due, and are disarmed by their ids, as in a list of all, however many an actor has', () => {
  const commands = fc
    .tuple(many, fc.array(end, { maxLength: 2 }), many)
    .map((parts) => parts.flat());
  fc.assert(
    fc.property(commands, (all) => {
      const clock = new Clock<TimerNumber>();
      const timers = new Timers(clock);
      const model = new Model();
      const take = () => {
        const expected = model.take();
        const timer = clock.next();
        expect(timer === undefined ? undefined : timers.take(timer).type).toBe(expected?.type);
        return expected;
      };
      all.forEach((each, nth) => {
        if (each.does === 'take') take();
        else if (each.does === 'disarmAll') {
          timers.disarmAll(each.actor);
          model.disarmAll(each.actor);
        } else if (each.does === 'disarm') {
          timers.disarm(each.actor, each.id);
          model.disarm(each.actor, each.id);
        } else {
          const type = `event-${nth}`;
          timers.arm(each.actor, each.actor, { type }, each.delayMs, each.id);
          model.armed.push({ ...each, type, dueMs: clock.nowMs + each.delayMs });
        }
      });
      while (take() !== undefined);
    }),
  );
});
