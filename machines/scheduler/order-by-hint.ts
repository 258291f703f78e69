import { HINTS, type SchedulingHint } from './hint.ts';

/**
 * In which order tasks with these hints go: by sort key, and where hints are equal as they came.
 *
 * A counting sort, in time in proportion to the number of hints. It goes through both halves at
 * once, with counters of their own, for a counter's next step has to wait for its last one. It keeps the
 * keys, for to read a number again takes half as long as to follow a reference to a hint again.
 *
 * @returns for each place, which of the hints is there
 * @see D. E. Knuth, The Art of Computer Programming, vol. 3, section 5.2, algorithm D
 * @example
 * ```ts
 * const hints = [schedulingHint('low', 'hot', 'light'), schedulingHint('high', 'hot', 'light')];
 * orderByHint(hints); // [1, 0]
 * ```
 */
export function orderByHint(hints: readonly SchedulingHint[]): Uint32Array {
  const middle = hints.length >> 1;
  const keys = new Uint8Array(hints.length);
  const early = new Int32Array(HINTS);
  const late = new Int32Array(HINTS);
  for (let nth = 0; nth < middle; nth++) {
    const earlyKey = hints[nth]!.sortKey;
    const lateKey = hints[middle + nth]!.sortKey;
    keys[nth] = earlyKey;
    keys[middle + nth] = lateKey;
    early[earlyKey]! += 1;
    late[lateKey]! += 1;
  }
  const last = hints[2 * middle];
  if (last !== undefined) late[last.sortKey]! += 1;
  toPlaces(early, late);
  const order = new Uint32Array(hints.length);
  for (let nth = 0; nth < middle; nth++) {
    order[early[keys[nth]!]!++] = nth;
    order[late[keys[middle + nth]!]!++] = middle + nth;
  }
  if (last !== undefined) order[late[last.sortKey]!] = 2 * middle;
  return order;
}

/** Turns how many there are of each key into where the first of them goes: the early before the late. */
function toPlaces(early: Int32Array, late: Int32Array): void {
  let place = 0;
  for (let key = 0; key < HINTS; key++) {
    const earlyPlace = place;
    const latePlace = place + early[key]!;
    place = latePlace + late[key]!;
    early[key] = earlyPlace;
    late[key] = latePlace;
  }
}
