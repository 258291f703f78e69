import { expect, test } from 'vitest';
import { readCommandLine } from '../../../bench/runner/command-line.ts';
import { savedBuild } from '../../../bench/runner/compare/saved-run.ts';
import { usageText } from '../../../bench/runner/usage.ts';

const suites = [
  { name: 'one', scenarios: [] },
  { name: 'other', scenarios: [] },
];
const read = (...args: string[]) => readCommandLine(args, suites);

test('without arguments all suites are measured in full, and 10% slower is the same', () => {
  expect(read()).toMatchObject({ suites, effort: 'full', allowance: 0.1, json: false });
});

test('the usage names each suite and each option', () => {
  expect(read('--help')).toMatchObject({ help: true });
  const text = usageText(suites);
  const options = Object.keys(read()).filter(
    (name) => !['suites', 'effort', 'allowance'].includes(name),
  );
  for (const name of [...options, 'quick', 'allow']) expect(text).toContain(`--${name} `);
  expect(text).toContain('Suites: one, other;');
});

test('suites are chosen by name', () => {
  expect(read('other', '--quick')).toMatchObject({ suites: [suites[1]], effort: 'quick' });
});

test('a suite that is named twice is measured once', () => {
  expect(read('one', 'other', 'one').suites).toEqual(suites);
});

test.each([
  { args: ['--allow', '5'], says: '--allow 5 is no share: write it as 10%.' },
  { args: ['--faster'], says: 'There are --quick, --json' },
  { args: ['--compare', 'a', '--save', 'b'], says: '--compare and --save do not go together' },
  { args: ['--list', '--compare', 'b'], says: '--list and --compare do not go together' },
  { args: ['--compare', 'a', '--memory', 'b'], says: '--compare and --memory do not go together' },
  { args: ['--document', 'a', '--report', 'b'], says: '--document and --report do not go' },
])('$args is refused', ({ args, says }) => {
  expect(() => read(...args)).toThrow(says);
});

test('a run that was not saved is refused, with how to save one', () => {
  expect(() => savedBuild('never-saved')).toThrow(/no saved run 'never-saved'.*--save makes one/);
});

test('a name that is a path is refused', () => {
  expect(() => savedBuild('../elsewhere')).toThrow("'../elsewhere' cannot name a run");
});
