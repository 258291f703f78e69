import type { AnyActorLogic, AnyStateMachine } from 'xstate';
import { compileMachine } from './compiled/compile.ts';
import { CompiledMachine } from './compiled/compiled-machine.ts';

/**
 * The tables of a machine, or of what `compile` made of one; none for other actor logic.
 *
 * @throws UnsupportedFeatureError when the machine cannot be compiled
 */
export function compiledFormOf(logic: AnyActorLogic): CompiledMachine | undefined {
  if ('compiled' in logic && logic.compiled instanceof CompiledMachine) return logic.compiled;
  return 'root' in logic ? compileMachine(logic as unknown as AnyStateMachine) : undefined;
}
