import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const loaders = ['--import', 'tsx', '--conditions=statehive:source'];
const byHand = (...args: string[]) =>
  spawnSync('node', [...loaders, 'bench/runner/serve-scenario.ts', ...args], { encoding: 'utf8' });

test.each([
  { args: ['hive', 'no_such_thing', 'quick'], says: 'There is no hive/no_such_thing. There are' },
  { args: ['hives', 'agent_spawning', 'quick'], says: 'There are the suites hive, swarm,' },
  { args: ['hive', 'agent_spawning', 'whole'], says: "'whole' is no effort: full or quick" },
])('started by hand with $args, it says what is wrong', ({ args, says }) => {
  const { status, stderr } = byHand(...args);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
});
