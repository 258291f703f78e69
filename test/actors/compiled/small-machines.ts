import { type AnyStateMachine, assign, createMachine } from 'xstate';

/** What the tests of the statechart's features build their machines from. */

interface Counted {
  readonly context: { readonly n: number };
}

export const counting = assign({ n: ({ context }: Counted) => context.n + 1 });

export const isOdd = ({ context }: Counted): boolean => context.n % 2 === 1;

/** Builds a machine anew each time, from a definition that need not be typed. */
export function machine(config: object, implementations: object = {}): () => AnyStateMachine {
  return () => createMachine(config as never, implementations as never) as AnyStateMachine;
}

/** The last state value that was seen. */
export function valueAfter(lines: readonly string[]): unknown {
  const described = lines.filter((line) => line.startsWith('{"status"'));
  return JSON.parse(described.at(-1)!).value;
}
