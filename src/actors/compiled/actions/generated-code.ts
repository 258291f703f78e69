/** Functions for one shape of context, generated because no function that fits all shapes is as fast. */

/** Makes the next context, or returns `undefined` if the objects are not of the shapes it was made for. */
export type Merge = (context: object, partial: object) => object | undefined;

/** Computes the values to assign, and makes the next context. */
export type Assign = (context: object, args: object, params: unknown) => object;

/** Makes the next context of values by key, for contexts of another shape. */
export type Fallback = (context: object, partial: object) => object;

/** A new object of all of the context's properties, those of the partial replaced or added. */
export function generateMerge(
  contextKeys: readonly string[],
  partialKeys: readonly string[],
): Merge {
  const next = nextOf(contextKeys, partialKeys, (quoted) => `partial[${quoted}]`);
  const body = `return (context, partial) => {
    ${unlessKeys('context', 'contextKeys', 'return undefined;')}
    ${unlessKeys('partial', 'partialKeys', 'return undefined;')}
    return new Next(${next.values});
  };`;
  const make = new Function('contextKeys', 'partialKeys', 'Next', body);
  return make(contextKeys, partialKeys, constructorOf(next.keys));
}

/** The same with the values computed on the spot: those given, functions called with the arguments. */
export function generateAssign(
  contextKeys: readonly string[],
  assignment: Readonly<Record<string, unknown>>,
  fallback: Fallback,
): Assign {
  const keys = Object.keys(assignment);
  const values = Object.values(assignment);
  const computed = values.map((value, at) =>
    typeof value === 'function'
      ? `const value${at} = given[${at}](args, params);`
      : `const value${at} = given[${at}];`,
  );
  const next = nextOf(contextKeys, keys, (_quoted, at) => `value${at}`);
  const body = `return (context, args, params) => {
    ${computed.join('\n')}
    ${unlessKeys('context', 'contextKeys', `return fallback(context, ${literalOf(keys)});`)}
    return new Next(${next.values});
  };`;
  const make = new Function('contextKeys', 'given', 'fallback', 'Next', body);
  return make(contextKeys, values, fallback, constructorOf(next.keys));
}

/** The keys of the next context, and for each the source of its value. */
function nextOf(
  contextKeys: readonly string[],
  partialKeys: readonly string[],
  sourceOf: (quotedKey: string, at: number) => string,
): { readonly keys: readonly string[]; readonly values: string } {
  const keys = [...new Set([...contextKeys, ...partialKeys])];
  const values = keys.map((key) => {
    const quoted = JSON.stringify(key);
    const at = partialKeys.indexOf(key);
    return at < 0 ? `context[${quoted}]` : sourceOf(quoted, at);
  });
  return { keys, values: values.join(', ') };
}

/** A literal of the values computed for each key. */
function literalOf(keys: readonly string[]): string {
  return `{ ${keys.map((key, at) => `${JSON.stringify(key)}: value${at}`).join(', ')} }`;
}

type Constructor = new (...values: readonly unknown[]) => object;

const constructors = new Map<string, Constructor>();

/**
 * Makes plain objects of these keys.
 *
 * Object literals would be shorter, but V8 counts the survivors of each
 * literal, and where many survive it makes the later ones among the old
 * objects, at two or three times the cost of a step. It does not count those
 * of constructors.
 */
function constructorOf(keys: readonly string[]): Constructor {
  const list = JSON.stringify(keys);
  const known = constructors.get(list);
  if (known !== undefined) return known;
  const parameters = keys.map((_key, at) => `value${at}`);
  const stores = keys.map((key, at) => `this[${JSON.stringify(key)}] = value${at};`);
  const body = `return function (${parameters.join(', ')}) { ${stores.join(' ')} };`;
  const made = new Function(body)();
  made.prototype = Object.prototype;
  constructors.set(list, made);
  return made;
}

/** A loop over an object's properties is how to learn its shape without allocating. */
function unlessKeys(object: string, keys: string, otherwise: string): string {
  const at = `${object}At`;
  return `let ${at} = 0;
    for (const key in ${object}) if (key !== ${keys}[${at}++]) { ${otherwise} }
    if (${at} !== ${keys}.length) { ${otherwise} }`;
}

/** Whether code may be generated here: some hosts forbid it. */
export const canGenerate = ((): boolean => {
  try {
    return new Function('return true')() as boolean;
  } catch {
    return false;
  }
})();

/** More parameters than these are no gain over a copy. */
const KEYS_MAX = 128;

/**
 * Whether a loop over an object's properties meets exactly those that
 * `Object.assign` copies, and a store makes each of them the object's own.
 */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  let at = 0;
  for (const key in value) if (key !== keys[at++]) return false;
  if (at !== keys.length || at > KEYS_MAX) return false;
  if (keys.some((key) => key in Object.prototype)) return false;
  return Object.getOwnPropertySymbols(value).length === 0;
}
