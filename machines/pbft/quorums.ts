interface Sized {
  readonly size: number;
}

/** How many of 3f + 1 replicas may be faulty: f. */
export function tolerated({ size }: Sized): number {
  return Math.floor((size - 1) / 3);
}

/** So many replicas that any two such sets have a correct one in common: 2f + 1. */
export function quorumOf(group: Sized): number {
  return 2 * tolerated(group) + 1;
}

/** So many replicas that one of them is correct: f + 1. */
export function weakQuorumOf(group: Sized): number {
  return tolerated(group) + 1;
}

/** Who is the primary of a view. */
export function primaryOf(view: number, { size }: Sized): number {
  return view % size;
}
