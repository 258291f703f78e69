import { check } from 'statehive';
import { pbftReplicaMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { amongLiars } from './among-liars.ts';

const lying = amongLiars(pbftReplicaMachine);

describe('in every order of messages, about one sequence number of a view', () => {
  test('a primary that tells each replica what it likes makes no two execute different things', async () => {
    const { outcome, properties } = await check(lying);
    expect(outcome).toBe('complete');
    expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'reached']);
  });

  test('with an accomplice it does, by four messages to each of the two', async () => {
    const options = { params: { liars: 2 }, stopAtViolation: true };
    const { properties, counterexamples } = await check(lying, options);
    expect(properties[0]?.verdict).toBe('violated');
    const steps = counterexamples[0]!.steps.map(({ actor }) => actor).sort();
    expect(steps).toEqual([...Array(4).fill('replica-1'), ...Array(4).fill('replica-2')]);
  });
});
