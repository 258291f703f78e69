import {
  historyOf,
  type KeyValueCall,
  keyValueModel,
  linearizable,
  queueModel,
  registerModel,
  type SequentialModel,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import {
  type QueueEvent,
  queueEvents,
  type RegisterEvent,
  reading,
  returning,
  seenOfARegister,
  writing,
} from './told.ts';

const asQueue = (events: readonly QueueEvent[]) =>
  linearizable({ value: historyOf(events), model: queueModel<string>() });
const asRegister = (...events: readonly RegisterEvent[]) =>
  linearizable({ value: historyOf(events), model: registerModel(0) });

// Figure 1 and section 2.3 of M. Herlihy and J. Wing, Linearizability, ACM TOPLAS 12(3), 1990.
describe('the queues of Herlihy and Wing', () => {
  test('H1, where concurrent enqueues take effect in either order, is linearizable', () => {
    const { holds } = asQueue(
      queueEvents(
        ...['A Enq(x)', 'B Enq(y)', 'B Ok()', 'A Ok()'],
        ...['B Deq()', 'B Ok(x)', 'A Deq()', 'A Ok(y)', 'A Enq(z)'],
      ),
    );
    expect(holds).toBe(true);
  });

  test('H2, where x is enqueued before y is and y comes out first, is not', () => {
    const { holds } = asQueue(
      queueEvents('A Enq(x)', 'A Ok()', 'B Enq(y)', 'A Deq()', 'B Ok()', 'A Ok(y)'),
    );
    expect(holds).toBe(false);
  });

  test('H3, where an enqueue that has not returned is already dequeued, is', () => {
    expect(asQueue(queueEvents('A Enq(x)', 'B Deq()', 'B Ok(x)')).holds).toBe(true);
  });

  test('H4, where y is dequeued twice, is not', () => {
    const { holds } = asQueue(
      queueEvents(
        ...['A Enq(x)', 'B Enq(y)', 'A Ok()', 'B Ok()'],
        ...['A Deq()', 'C Deq()', 'A Ok(y)', 'C Ok(y)'],
      ),
    );
    expect(holds).toBe(false);
  });
});

describe('an operation that never returns', () => {
  test('may have taken effect', () => {
    expect(asRegister(writing('a', 1), reading('b'), returning('b', 1)).holds).toBe(true);
  });

  test('or not', () => {
    expect(asRegister(writing('a', 1), reading('b'), returning('b', 0)).holds).toBe(true);
  });

  test('but not before it was called', () => {
    expect(asRegister(reading('b'), returning('b', 1), writing('a', 1)).holds).toBe(false);
  });

  test('and not for some and then no more', () => {
    const read = (value: number) => [reading('b'), returning('b', value)];
    expect(asRegister(writing('a', 1), ...read(0), ...read(1)).holds).toBe(true);
    expect(asRegister(writing('a', 1), ...read(1), ...read(0)).holds).toBe(false);
  });

  test('stays open when its client gives up and calls another', () => {
    const { holds } = asRegister(
      ...[writing('a', 1), writing('a', 2), returning('a')],
      ...[reading('b'), returning('b', 1)],
    );
    expect(holds).toBe(true);
  });
});

test('a client that has called nothing gets no result', () => {
  expect(() => asRegister(returning('a', 1))).toThrow(
    "Client 'a' got the result 1, but has no operation open.",
  );
});

test('what holds is shown by an order of the operations', () => {
  const { orderings } = asRegister(
    ...[writing('a', 1), reading('b'), returning('b', 0), returning('a')],
  );
  expect(orderings).toMatchObject([
    { isComplete: true, state: 1, order: [{ client: 'b' }, { client: 'a' }] },
  ]);
});

test('what does not is explained: how far an order goes, and what stops it', () => {
  const { explanation } = asRegister(
    ...[writing('a', 1), reading('b'), returning('a'), returning('b', 1)],
    ...[writing('c', 7), reading('a'), returning('a', 0)],
  );
  expect(explanation.join('\n')).toBe(
    `
4 operations are not linearizable as a register. When they were under way:
  ├───┤          a: write(1)
    ├───┤        b: read() → 1
          ├───┤  a: read() → 0
            ├─── c: write(7) (open)
They can be put in order as far as this:
  1. a: write(1)
  2. b: read() → 1
The register is then 1, and nothing can come next:
  a: read() → 0, where it would return 1
  c: write(7) (open), which helps nobody, whether it took effect or not
`.trim(),
  );
});

test('a model of one’s own is two lines', () => {
  const counter: SequentialModel<number, 'increment', number> = {
    name: 'counter',
    initial: 0,
    apply: (count) => ({ result: count + 1, state: count + 1 }),
  };
  const counted = (...results: readonly number[]) => {
    const calls = results.map((_, client) => ({ client: `${client}`, call: 'increment' as const }));
    const returns = results.map((result, client) => ({ client: `${client}`, result }));
    return linearizable({ value: historyOf([...calls, ...returns]), model: counter }).holds;
  };
  expect(counted(2, 3, 1)).toBe(true);
  expect(counted(2, 3, 3)).toBe(false);
});

test('keys are judged each for itself, so that many of them cost no more', () => {
  const keys = Array.from({ length: 20 }, (_, key) => `${key}`);
  const value = historyOf<KeyValueCall<number>, number | undefined>([
    ...keys.map((key) => ({ client: key, call: { op: 'put' as const, key, value: 1 } })),
    { client: 'reader', call: { op: 'get', key: '7' } },
    { client: 'reader', result: 2 },
    ...keys.map((client) => ({ client, result: undefined })),
  ]);
  const model = keyValueModel<number>();
  const whole = { ...model, partition: undefined };
  const limits = { configurationsMax: 50 };
  expect(linearizable({ value, model }, limits).holds).toBe(false);
  expect(() => linearizable({ value, model: whole }, limits)).toThrow(/not decided after 50/);
});

test('ten thousand operations of ten clients take no more than ten looks each', () => {
  const value = historyOf(seenOfARegister(10, 10_000));
  const log = { value, model: registerModel(0) };
  expect(linearizable(log, { configurationsMax: 100_000 }).holds).toBe(true);
});

test('it gives up, and says so, where too many operations are open at once', () => {
  const clients = Array.from({ length: 30 }, (_, client) => `${client}`);
  const events = [
    ...clients.map((client, value) => writing(client, value + 1)),
    ...clients.map((client) => returning(client)),
    ...[reading('x'), returning('x', -1)],
  ];
  const log = { value: historyOf(events), model: registerModel(0) };
  expect(() => linearizable(log, { configurationsMax: 1_000 })).toThrow(
    'Whether 31 operations are linearizable as a register is not decided after 1000 configurations',
  );
});
