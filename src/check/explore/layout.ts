import type { Components } from './components.ts';

const WORD_BITS = 32;

/**
 * Where in a packed state the value of each component is. A component has as many bits as its values
 * need so far, and one more, so that it seldom has to be widened; none lies across two words.
 */
export class Layout {
  /** Words a state. */
  readonly words: number;
  readonly count: number;
  readonly wordOf: Int32Array;
  readonly shiftOf: Int32Array;
  readonly maskOf: Int32Array;

  constructor(components: Components) {
    const { count } = components;
    this.count = count;
    this.wordOf = new Int32Array(count);
    this.shiftOf = new Int32Array(count);
    this.maskOf = new Int32Array(count);
    const free: number[] = [];
    const widths = Array.from({ length: count }, (_, component) => widthOf(components, component));
    // The widest first, so that the words are filled well.
    const order = widths.map((_, at) => at).sort((a, b) => widths[b]! - widths[a]! || a - b);
    for (const component of order) this.#place(component, widths[component]!, free);
    this.words = Math.max(1, free.length);
  }

  /** Whether the layout has room for all values there are. */
  isSufficient(components: Components): boolean {
    if (components.count !== this.count) return false;
    for (let component = 0; component < this.count; component++) {
      if (components.sizeOf(component) - 1 > this.maskOf[component]! >>> 0) return false;
    }
    return true;
  }

  pack(values: ArrayLike<number>, into: Int32Array, at: number): void {
    for (let word = 0; word < this.words; word++) into[at + word] = 0;
    for (let component = 0; component < this.count; component++) {
      into[at + this.wordOf[component]!]! |= (values[component] ?? 0) << this.shiftOf[component]!;
    }
  }

  unpack(from: Int32Array, at: number, values: Int32Array): void {
    const { count, wordOf, shiftOf, maskOf } = this;
    for (let component = 0; component < count; component++) {
      const word = from[at + wordOf[component]!]!;
      values[component] = (word >>> shiftOf[component]!) & maskOf[component]!;
    }
  }

  #place(component: number, width: number, free: number[]): void {
    let word = free.findIndex((bits) => bits >= width);
    if (word < 0) word = free.push(WORD_BITS) - 1;
    this.wordOf[component] = word;
    this.shiftOf[component] = WORD_BITS - free[word]!;
    this.maskOf[component] = width === WORD_BITS ? -1 : (1 << width) - 1;
    free[word]! -= width;
  }
}

function widthOf(components: Components, component: number): number {
  const needed = WORD_BITS - Math.clz32(components.sizeOf(component) - 1);
  return Math.min(WORD_BITS - 1, needed + 1);
}
