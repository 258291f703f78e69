/** Functions of one shape of object, generated because no function that fits all shapes is as fast. */

/** Makes the copy, or returns `undefined` if the objects are not of the shapes that it was made for. */
export type Copy = (context: object, partial: object) => object | undefined;

/** Evaluates each property of an assignment. */
export type Evaluate = (args: object, params: unknown) => object;

const canGenerate = ((): boolean => {
  try {
    return new Function('return true')() as boolean;
  } catch {
    return false;
  }
})();

/** An object literal of all of the context's properties, those of the partial replaced or added. */
export function generateCopy(
  contextKeys: readonly string[],
  partialKeys: readonly string[],
): Copy | undefined {
  if (!canGenerate) return undefined;
  const keys = new Set([...contextKeys, ...partialKeys]);
  const properties = [...keys].map((key) => {
    const quoted = JSON.stringify(key);
    return `${quoted}: ${partialKeys.includes(key) ? 'partial' : 'context'}[${quoted}]`;
  });
  const body = `return (context, partial) => {
    let at = 0;
    ${returnUnlessKeys('context', 'contextKeys')}
    at = 0;
    ${returnUnlessKeys('partial', 'partialKeys')}
    return { ${properties.join(', ')} };
  };`;
  return new Function('contextKeys', 'partialKeys', body)(contextKeys, partialKeys) as Copy;
}

function returnUnlessKeys(object: string, keys: string): string {
  return `for (const key in ${object}) if (key !== ${keys}[at++]) return undefined;
    if (at !== ${keys}.length) return undefined;`;
}

/** An object literal whose values are those given, functions called with the arguments. */
export function generateEvaluate(assignment: Readonly<Record<string, unknown>>): Evaluate {
  const keys = Object.keys(assignment);
  const values = Object.values(assignment);
  if (!canGenerate || keys.includes('__proto__')) return evaluateByLoop(assignment);
  const properties = keys.map((key, at) => {
    const isFunction = typeof values[at] === 'function';
    return `${JSON.stringify(key)}: value${at}${isFunction ? '(args, params)' : ''}`;
  });
  const parameters = keys.map((_key, at) => `value${at}`);
  const body = `return (args, params) => ({ ${properties.join(', ')} });`;
  return new Function(...parameters, body)(...values) as Evaluate;
}

/** The same without generated code. */
export function evaluateByLoop(assignment: Readonly<Record<string, unknown>>): Evaluate {
  const properties = Object.entries(assignment);
  return (args, params) => {
    const partial: Record<string, unknown> = {};
    for (const [key, value] of properties) {
      partial[key] = typeof value === 'function' ? value(args, params) : value;
    }
    return partial;
  };
}
