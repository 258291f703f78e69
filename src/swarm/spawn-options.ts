import type { AnyActorLogic, InputFrom, SnapshotFrom } from 'xstate';

/** What an actor is given when it is spawned; `input` is required where its logic requires it. */
export type SpawnOptions<TLogic extends AnyActorLogic> = {
  readonly id?: string;
  /**
   * What its stable storage keeps when it crashes: the input with which it starts anew, from its
   * last context. Without it the whole state is kept.
   */
  recover?(context: ContextOf<TLogic>): InputFrom<TLogic>;
} & (undefined extends InputFrom<TLogic>
  ? { readonly input?: InputFrom<TLogic> }
  : { readonly input: InputFrom<TLogic> });

export type SpawnArguments<TLogic extends AnyActorLogic> =
  undefined extends InputFrom<TLogic>
    ? [options?: SpawnOptions<TLogic>]
    : [options: SpawnOptions<TLogic>];

type ContextOf<TLogic extends AnyActorLogic> =
  SnapshotFrom<TLogic> extends { context: infer TContext } ? TContext : undefined;
