import { check } from 'statehive';
import { abdRegister, paxosRegister, singleCopyRegister } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

/** Deliveries until a server answers with a value; one more lets the client have it. */
const answersAfter = ({ examples }: { examples: readonly { steps: readonly unknown[] }[] }) =>
  examples[0]!.steps.length - 1;

// Counts of two clients are those of the tests of stateright's examples.

describe.each([singleCopyRegister, abdRegister, paxosRegister])('$name', (register) => {
  test('has 5 states with one server, a majority of itself, and one client', async () => {
    const result = await check(register, { params: { servers: 1, clients: 1 } });
    expect(result).toMatchObject({ unique: 5, outcome: 'complete' });
    expect(result.properties).toMatchObject([
      { name: 'linearizable', verdict: 'held' },
      { name: 'a value is read', verdict: 'reached' },
    ]);
  });
});

describe('a single-copy register', () => {
  test('of one server has, with 2 clients, 93 states, and is linearizable', async () => {
    const result = await check(singleCopyRegister, { params: { servers: 1, clients: 2 } });
    expect(result).toMatchObject({ unique: 93, outcome: 'complete' });
  });

  test('of two servers is not linearizable, as 4 deliveries show', async () => {
    const { counterexamples } = await check(singleCopyRegister, { params: { servers: 2 } });
    expect(counterexamples).toMatchObject([{ property: 'linearizable' }]);
    expect(counterexamples[0]?.steps).toHaveLength(4);
  });
});

describe('the register of Attiya, Bar-Noy and Dolev', () => {
  test.each([
    [1, 13],
    [2, 544],
  ])(
    'has, with 2 servers and %i clients, %i states, and is linearizable',
    async (clients, unique) => {
      const result = await check(abdRegister, { params: { servers: 2, clients } });
      expect(result).toMatchObject({ unique, outcome: 'complete' });
    },
  );

  test('answers with a value after 11 deliveries at the earliest', async () => {
    expect(answersAfter(await check(abdRegister, { params: { clients: 1 } }))).toBe(11);
  });
});

describe('a register by single-decree Paxos', () => {
  test.each([
    [1, 265],
    [2, 16_668],
  ])(
    'has, with 3 servers and %i clients, %i states, and is linearizable',
    async (clients, unique) => {
      const result = await check(paxosRegister, { params: { servers: 3, clients } });
      expect(result).toMatchObject({ unique, outcome: 'complete' });
    },
  );

  test('answers with a value after 8 deliveries at the earliest', async () => {
    expect(answersAfter(await check(paxosRegister, { params: { clients: 1 } }))).toBe(8);
  });
});
