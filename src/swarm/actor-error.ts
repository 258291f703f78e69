/** An actor of a swarm threw, and no parent handled it. */
export class ActorError extends Error {
  override readonly name = 'ActorError';
  /** The actor's address. */
  readonly actor: string;

  constructor(actor: string, who: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(`${who} failed: ${what}`, { cause });
    this.actor = actor;
  }
}

/** Promises of actors wait for something that simulated time will never bring. */
export class UnsettledPromiseError extends Error {
  override readonly name = 'UnsettledPromiseError';
  /** The addresses of the promise actors. */
  readonly actors: readonly string[];

  constructor(actors: readonly string[]) {
    const named = actors
      .slice(0, 5)
      .map((actor) => `'${actor}'`)
      .join(', ');
    const more = actors.length > 5 ? ` and ${actors.length - 5} more` : '';
    super(
      `The promise of ${named}${more} never settles in simulated time: nothing is left to happen, and it still waits. Let it await RxJS on the swarm's scheduler, not the host's timers, input or output.`,
    );
    this.actors = actors;
  }
}
