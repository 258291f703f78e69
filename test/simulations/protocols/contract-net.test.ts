import { check, type PropertyResult, run, script } from 'statehive';
import { contractNet } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type Params = z.input<typeof contractNet.params>;

const twice = 'a task is done twice';
const all = 'every task is done';

const verdictOf = (result: { properties: readonly PropertyResult[] }, sought: string) =>
  result.properties.find(({ name }) => name === sought)?.verdict;

const doneBy = async (params: Params, seed = 7) => {
  const result = await run(contractNet, { params, seed });
  const tasks = result.report!.doneBy.reduce((sum, each) => sum + each, 0);
  const isDoneTwice = verdictOf(result, twice) === 'reached';
  return { ...result, tasks, isDoneTwice };
};

describe('tasks that are put out to tender', () => {
  test('are each done once, after one announcement', async () => {
    const { tasks, report, outcome } = await doneBy({});
    expect([tasks, report?.announcements, outcome]).toEqual([12, 12, 'completed']);
  });

  test('go to who is ready first: a lone one never to the slow contractor', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { report } = await doneBy({ tasks: 1, contractors: 2 }, seed);
      expect(report?.doneBy).toEqual([1, 0]);
    }
  });

  test('go to the slow one as well when the others are busy for longer', async () => {
    const { report } = await doneBy({ tasks: 40 });
    expect(report?.doneBy.at(-1)).toBeGreaterThan(0);
    expect(report?.doneBy.at(-1)).toBeLessThan(report!.doneBy[0]!);
  });

  test('cost an announcement and a bid for each contractor, an award and a report', async () => {
    const { metrics } = await doneBy({ tasks: 5, contractors: 3 });
    expect(metrics.messages).toBe(5 * (2 * 3 + 2));
  });
});

describe('a contractor that crashes', () => {
  test('leaves its tasks to be announced again', async () => {
    const faults = script([{ kind: 'crash', actor: 'contractor-0', atMs: 100 }]);
    const { report, outcome, violations } = await run(contractNet, { seed: 7, faults });
    expect([outcome, violations]).toEqual(['completed', []]);
    expect(report?.announcements).toBeGreaterThan(12);
  });

  test.each([1, 2, 3, 4, 5])('does not keep any from being done once (seed %i)', async (seed) => {
    const { violations, outcome, isDoneTwice } = await doneBy({ failures: 3 }, seed);
    expect([outcome, violations, isDoneTwice]).toEqual(['completed', [], false]);
  });
});

describe('a deadline that is too short', () => {
  test('for bids lets no task ever be awarded', async () => {
    const { violations, tasks } = await doneBy({ bidDeadlineMs: 5, tasks: 1 });
    expect(violations).toMatchObject([{ property: all }]);
    expect(tasks).toBe(0);
  });

  test('for reports lets tasks be done twice', async () => {
    const { isDoneTwice } = await doneBy({ reportDeadlineMs: 1 });
    expect(isDoneTwice).toBe(true);
  });
});

test('in any order of messages and deadlines, nobody works on what it was not awarded', async () => {
  const { counterexamples, examples, isComplete } = await check(contractNet, {
    faults: { crashes: 1 },
  });
  // A manager that crashes sees to its task no more.
  expect([isComplete, counterexamples.map(({ property }) => property)]).toEqual([true, [all]]);
  // A report that is late is one of a task that another has been awarded meanwhile.
  const found = examples.find(({ property }) => property === twice);
  expect(found?.steps).toHaveLength(12);
});
