import { simulations } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { checkCommandOf } from '../../src/cli/check-command.ts';
import { runCommandOf } from '../../src/cli/run-command.ts';

describe.each([
  ['run', runCommandOf],
  ['check', checkCommandOf],
])('statehive %s', (_, commandOf) => {
  test.each(simulations)(
    'has a flag for each parameter of $name, and no other use for it',
    (one) => {
      const flags = commandOf(one.name, one).options.map((option) => option.attributeName());
      expect(flags).toEqual(expect.arrayContaining(Object.keys(one.params.shape)));
    },
  );
});
