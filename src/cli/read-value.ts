import type { ParameterSchema } from './parameter.ts';

/**
 * Reads what a person wrote behind a flag as the type that the parameter has.
 *
 * What cannot be read as that type is left as it is: the simulation's own schema then says what
 * is wrong, in one voice for the command line and for code.
 */
export function readValue(flag: unknown, schema: ParameterSchema): unknown {
  const { type } = schema;
  if (type === 'boolean') return readBoolean(flag);
  if (typeof flag !== 'string' || type === 'string') return flag;
  return type === 'number' || type === 'integer' ? readNumber(flag) : readJson(flag, schema);
}

// A flag without a value is true.
function readBoolean(flag: unknown): unknown {
  if (flag === 'true') return true;
  return flag === 'false' ? false : flag;
}

function readNumber(flag: string): unknown {
  const value = Number(flag);
  return flag.trim() === '' || Number.isNaN(value) ? flag : value;
}

function readJson(flag: string, { type, items = {} }: ParameterSchema): unknown {
  try {
    return JSON.parse(flag);
  } catch {
    // A list need not be JSON: `1,2,3` will do.
    return type === 'array' ? flag.split(',').map((item) => readValue(item, items)) : flag;
  }
}
