import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Meetings } from '../../../machines/hive/conflicts/meetings.ts';

type Found = [a: number, b: number, subject: string, first: string, second: string];

function metIn(subjects: readonly string[], about: number, isAsked = (_: string) => true): Found[] {
  const extent = { positions: subjects.length, definitions: about };
  const meetings = new Meetings<string>(extent, (define) => {
    for (const [position, subject] of subjects.entries()) define(subject, position, `${position}`);
  });
  const found: Found[] = [];
  meetings.forEachPair(isAsked, (...pair) => found.push(pair));
  return found.sort(([a, b], [c, d]) => a - c || b - d);
}

const few = fc.array(fc.constantFrom('', 'a', 'b', 'name', 'Name', 'äöü'), { maxLength: 12 });

test('each pair under one subject meets once, the first before the second, whatever was expected', () => {
  fc.assert(
    fc.property(few, fc.nat(9_000), (subjects, about) => {
      const expected = subjects.flatMap((subject, a) =>
        subjects.flatMap((other, b): Found[] =>
          a < b && subject === other ? [[a, b, subject, `${a}`, `${b}`]] : [],
        ),
      );
      expect(metIn(subjects, about)).toEqual(expected);
    }),
  );
});

test('nobody is told of subjects that were not asked for', () => {
  const found = metIn(['a', 'b', 'a', 'b', 'b'], 5, (subject) => subject === 'a');
  expect(found).toEqual([[0, 2, 'a', '0', '2']]);
});
