import { expect, test } from 'vitest';
import { pingPong } from '../../../bench/engines/ping-pong.ts';
import { engines } from '../../../bench/engines.ts';
import { apart } from '../../../bench/runner/contest/apart.ts';
import { Contest, contestOf } from '../../../bench/runner/contest/contest.ts';

const address = { suite: engines.name, scenario: pingPong.name, effort: 'quick' } as const;
const [ofAll] = pingPong.cases('quick');
const ways = ofAll!.ways!.filter(({ name }) => ['nact', 'hand-written'].includes(name));
const inOneProcess = { ...ofAll!, ...contestOf(ways) };

test('ways that come to different results are refused', async () => {
  const contest = new Contest([
    { name: 'right', run: () => ({ checksum: '2' }) },
    { name: 'wrong', run: async () => ({ checksum: '3' }) },
  ]);
  await expect(contest.round()).rejects.toThrow("'wrong' came to checksum 3, another way to 2");
});

test('ways take turns at being first, and are tidied up after', async () => {
  const done: string[] = [];
  const way = (name: string) => ({
    name,
    run() {
      done.push(name);
      return { checksum: '', tidy: () => void done.push(`${name} tidied`) };
    },
  });
  const contest = new Contest([way('a'), way('b')]);
  await contest.round();
  expect(Object.keys((await contest.round()).wallMs!)).toEqual(['a', 'b']);
  const [first, second] = [
    ['a', 'a tidied', 'b', 'b tidied'],
    ['b', 'b tidied', 'a', 'a tidied'],
  ];
  expect(done).toEqual([...first, ...second]);
});

test('ways that have a process each come to what they come to in one', async () => {
  const ownProcesses = apart(inOneProcess, address);
  const here = await inOneProcess.work(1);
  for (const there of [await ownProcesses.work(1), await ownProcesses.work(1)]) {
    expect(there.hash).toBe(here.hash);
    expect(Object.keys(there.wallMs!)).toEqual(['nact', 'hand-written']);
  }
});

test('a process that cannot have the way ends the call with an error', async () => {
  const { work } = apart(inOneProcess, { ...address, scenario: 'later' });
  await expect(work(1)).rejects.toThrow("no way 'nact' of engines/later");
});

test('a case without ways stays in this process', () => {
  const alone = { ...inOneProcess, ways: undefined };
  expect(apart(alone, address)).toBe(alone);
});
