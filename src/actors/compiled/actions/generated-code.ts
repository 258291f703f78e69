/** Functions for one shape of context, generated because no function that fits all shapes is as fast. */

/** Makes the next context, or returns `undefined` if the objects are not of the shapes it was made for. */
export type Merge = (context: object, partial: object) => object | undefined;

/** Computes the values to assign, and makes the next context. */
export type Assign = (context: object, args: object, params: unknown) => object;

/** Makes the next context of values by key, for contexts of another shape. */
export type Fallback = (context: object, partial: object) => object;

/** An object literal of all of the context's properties, those of the partial replaced or added. */
export function generateMerge(
  contextKeys: readonly string[],
  partialKeys: readonly string[],
): Merge {
  const literal = literalOf(contextKeys, partialKeys, (quoted) => `partial[${quoted}]`);
  const body = `return (context, partial) => {
    ${unlessKeys('context', 'contextKeys', 'return undefined;')}
    ${unlessKeys('partial', 'partialKeys', 'return undefined;')}
    return ${literal};
  };`;
  return new Function('contextKeys', 'partialKeys', body)(contextKeys, partialKeys) as Merge;
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
  const partial = literalOf([], keys, (_quoted, at) => `value${at}`);
  const body = `return (context, args, params) => {
    ${computed.join('\n')}
    ${unlessKeys('context', 'contextKeys', `return fallback(context, ${partial});`)}
    return ${literalOf(contextKeys, keys, (_quoted, at) => `value${at}`)};
  };`;
  return new Function('contextKeys', 'given', 'fallback', body)(contextKeys, values, fallback);
}

function literalOf(
  contextKeys: readonly string[],
  partialKeys: readonly string[],
  sourceOf: (quotedKey: string, at: number) => string,
): string {
  const properties = [...new Set([...contextKeys, ...partialKeys])].map((key) => {
    const quoted = JSON.stringify(key);
    const at = partialKeys.indexOf(key);
    return `${quoted}: ${at < 0 ? `context[${quoted}]` : sourceOf(quoted, at)}`;
  });
  return `{ ${properties.join(', ')} }`;
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

/** Whether a loop over an object's properties meets exactly those that `Object.assign` copies. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  let at = 0;
  for (const key in value) if (key !== keys[at++]) return false;
  if (at !== keys.length || keys.includes('__proto__')) return false;
  return Object.getOwnPropertySymbols(value).length === 0;
}
