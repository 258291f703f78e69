let current: () => number = () => {
  throw new Error('uniformSource() was called outside of drawFrom()');
};

/**
 * The source that samplers are built on: it forwards to whichever stream is drawing.
 *
 * A sampler of d3-random is bound to its source when it is built. Building each sampler once, on
 * this source, lets a draw from any stream allocate nothing.
 */
export function uniformSource(): number {
  return current();
}

/** Runs a sampler that was built on {@link uniformSource}, with `uniform` as the source. */
export function drawFrom(uniform: () => number, sampler: () => number): number {
  current = uniform;
  return sampler();
}
