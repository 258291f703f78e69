import { and, not, or, stateIn } from 'xstate';
import type { Tape } from './tape.ts';

interface GuardArgs {
  readonly context: { readonly n: number };
  readonly event: { readonly type: string };
}

const isBelow =
  (limit: number) =>
  ({ context }: GuardArgs) =>
    context.n % 4 < limit;

/** The named guards of every random machine. */
export const guards = {
  isEven: ({ context }: GuardArgs) => context.n % 2 === 0,
  isUnder: ({ context }: GuardArgs, params: { limit: number }) => context.n % 4 < params.limit,
  isEvenAndLow: and(['isEven', isBelow(2) as never]),
  isAlias: 'isEven',
};

/** A guard as a machine's definition may give it, or none. */
export function randomGuard(tape: Tape, stateIds: readonly string[], depth = 0): unknown {
  const operand = (): never => randomGuard(tape, stateIds, depth + 1) as never;
  const choices: (() => unknown)[] = [
    () => (depth === 0 ? undefined : 'isEven'),
    () => (depth === 0 ? undefined : isBelow(3)),
    () => isBelow(1 + tape.below(3)),
    () => 'isEven',
    () => ({ type: 'isUnder', params: { limit: 1 + tape.below(3) } }),
    () => ({ type: 'isUnder', params: ({ context }: GuardArgs) => ({ limit: context.n }) }),
    () => stateIn(`#${tape.oneOf(stateIds)}`),
    () => ({ type: 'isEvenAndLow' }),
    () => 'isAlias',
    () => (depth > 1 ? 'isEven' : not(operand())),
    () => (depth > 1 ? 'isEven' : and([operand(), operand()])),
    () => (depth > 1 ? 'isEven' : or([operand(), operand()])),
    () => (tape.onceIn(6) ? 'isNowhere' : 'isEven'),
    () => (tape.onceIn(6) ? throwingGuard : isBelow(2)),
  ];
  return tape.oneOf(choices)();
}

function throwingGuard({ context }: GuardArgs): boolean {
  if (context.n % 3 === 2) throw new Error(`no guard at ${context.n}`);
  return true;
}
