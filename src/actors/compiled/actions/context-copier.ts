import { type Copy, generateCopy } from './generated-code.ts';

/** Pairs of shapes that an assignment learns before it gives up learning. */
const SHAPES_MAX = 8;

/**
 * Copies contexts with some properties replaced, as `Object.assign({}, context, partial)` does.
 *
 * That call, or a spread, costs more than all else in a step. For the shapes of
 * context and partial that it last saw, a copier has a function made that is an
 * object literal, and falls back to `Object.assign` for all others.
 */
export class ContextCopier {
  #copy: Copy = () => undefined;
  #learned = 0;

  copy(context: object, partial: unknown): object {
    return this.#copy(context, partial as object) ?? this.#copySlowly(context, partial);
  }

  #copySlowly(context: object, partial: unknown): object {
    if (this.#learned < SHAPES_MAX && isPlain(context) && isPlain(partial)) {
      this.#learned++;
      this.#copy = generateCopy(Object.keys(context), Object.keys(partial)) ?? this.#copy;
    }
    return Object.assign({}, context, partial);
  }
}

/** Whether a loop over an object's properties meets exactly those that `Object.assign` copies. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  let at = 0;
  for (const key in value) if (key !== keys[at++]) return false;
  return !keys.includes('__proto__') && Object.getOwnPropertySymbols(value).length === 0;
}
