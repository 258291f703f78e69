import fc from 'fast-check';
import { allDependants, criticalPath, type Dependent, stageGraph } from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const stagesOf = (after: Record<string, readonly string[]>): Dependent[] =>
  Object.entries(after).map(([name, before]) => ({ name, after: before }));

const namesOf = (after: Record<string, readonly string[]>) =>
  stageGraph(stagesOf(after)).order.map(({ name }) => name);

describe('the order of stages', () => {
  test('has each after all that it depends on', () => {
    expect(namesOf({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [] })).toEqual(['a', 'b', 'c', 'd']);
  });

  test('does not mind a stage that is named twice as a condition', () => {
    expect(namesOf({ b: ['a', 'a'], a: [] })).toEqual(['a', 'b']);
  });

  test('is right for any graph without a cycle, however its stages are shuffled', () => {
    const anyGraph = fc
      .array(fc.array(fc.nat({ max: 100 }), { maxLength: 4 }), { minLength: 1, maxLength: 20 })
      .map((edges) =>
        edges.map((before, nth) => ({
          name: `s${nth}`,
          after: nth === 0 ? [] : before.map((each) => `s${each % nth}`),
        })),
      )
      .chain((stages) => fc.shuffledSubarray(stages, { minLength: stages.length }));
    fc.assert(
      fc.property(anyGraph, (stages) => {
        const names = stageGraph(stages).order.map(({ name }) => name);
        expect(names.toSorted()).toEqual(stages.map(({ name }) => name).toSorted());
        for (const { name, after } of stages) {
          for (const before of after) {
            expect(names.indexOf(before)).toBeLessThan(names.indexOf(name));
          }
        }
      }),
    );
  });
});

describe('stages that make no pipeline are refused, and named', () => {
  test.each([
    [{}, 'at least one stage'],
    [{ a: ['x'], b: [] }, "Stage 'a' comes after 'x', which there is not; there are: a, b."],
    [{ a: ['a'] }, 'wait for each other: a -> a.'],
    [{ a: [], b: ['a', 'd'], c: ['b'], d: ['c'] }, 'wait for each other: c -> d -> b -> c.'],
    [{ z: ['b'], b: ['c'], c: ['b'] }, 'wait for each other: c -> b -> c.'],
    [{ a: ['toString'] }, "comes after 'toString', which there is not"],
  ])('%j: %s', (after, message) => {
    expect(() => stageGraph(stagesOf(after))).toThrow(message);
  });

  test('two of one name', () => {
    const stages = ['a', 'b', 'a', 'b', 'c'].map((name) => ({ name, after: [] }));
    expect(() => stageGraph(stages)).toThrow("more than one stage named 'a', 'b'.");
  });
});

test('what depends on a stage is found along all ways', () => {
  const graph = stageGraph(stagesOf({ a: [], b: ['a'], c: ['b'], d: ['c', 'a'], e: [] }));
  expect([...allDependants(graph, 'a')]).toEqual(['b', 'd', 'c']);
  expect([...allDependants(graph, 'd')]).toEqual([]);
});

test('the critical path is the longest way', () => {
  const graph = stageGraph(stagesOf({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'], e: [] }));
  const times: Record<string, number> = { a: 1, b: 20, c: 3, d: 4, e: 10 };
  expect(criticalPath(graph, ({ name }) => times[name]!)).toBe(25);
});
