import type { ArtifactFormat } from './artifact.ts';

/** The first part of a value that would not come back as it is. */
interface Loss {
  readonly what: string;
  /** From the value to the part, as `.rows[3].when`. */
  readonly path: string;
}

const INT64_MIN = -(2n ** 63n);
const UINT64_MAX = 2n ** 64n - 1n;

/**
 * Refuses a value of which something would be lost or changed by being written down. What cannot be
 * told apart afterwards is let through: -0 and 0, and in binary the halves of a character of two.
 *
 * Each artifact pays for the walk: a path is put together only when something was found.
 *
 * @throws TypeError which names the first such part
 */
export function requireKept(value: unknown, format: ArtifactFormat): void {
  // In binary a part may be undefined, but not all there is.
  const loss = value === undefined ? lost('undefined') : lossWithin(value, format);
  if (loss === undefined) return;
  const part = `$${loss.path}: ${loss.what}`;
  throw new TypeError(
    `An artifact is data that can be written down; what ${format} cannot keep is ${part}.`,
  );
}

function lossWithin(value: unknown, format: ArtifactFormat): Loss | undefined {
  try {
    return lossIn(value, format);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return overflowOf(value);
  }
}

/** Why the stack was too short for a value. */
function overflowOf(value: unknown): Loss {
  const tooDeep = lost('nested too deep');
  try {
    return cycleIn(value, { path: '', above: new Map(), done: new Set() }) ?? tooDeep;
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

function lossIn(value: unknown, format: ArtifactFormat): Loss | undefined {
  if (typeof value === 'object') return value === null ? undefined : lossInObject(value, format);
  if (typeof value === 'string' || typeof value === 'boolean') return undefined;
  return isKept(value, format) ? undefined : lost(nameOf(value));
}

function isKept(value: unknown, format: ArtifactFormat): boolean {
  if (format === 'json') return Number.isFinite(value);
  if (typeof value === 'bigint') return value >= INT64_MIN && value <= UINT64_MAX;
  return typeof value === 'number' || value === undefined;
}

function lossInObject(value: object, format: ArtifactFormat): Loss | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return lossInFields(value, format);
  if (Array.isArray(prototype)) return lossInItems(value as readonly unknown[], format);
  if (isRoot(prototype)) return lossInFields(value, format);
  if (format === 'binary' && prototype === Map.prototype) {
    const loss = lossInItems([...(value as ReadonlyMap<unknown, unknown>)], format);
    return loss && within('.entries()', loss);
  }
  // Of a Buffer bytes alone come back, of what is derived from a Date a Date.
  const isAtom = prototype === Date.prototype || prototype === Uint8Array.prototype;
  return format === 'binary' && isAtom ? undefined : lost(nameOf(value));
}

/** Of plain objects; those of other realms, and those without any prototype, have no other one. */
function isRoot(prototype: unknown): boolean {
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function lossInItems(items: readonly unknown[], format: ArtifactFormat): Loss | undefined {
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (typeof item === 'string') continue;
    const loss = lossIn(item, format);
    if (loss !== undefined) return within(`[${at}]`, loss);
  }
  return undefined;
}

function lossInFields(value: object, format: ArtifactFormat): Loss | undefined {
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    // The packer renames the one, and takes the other for a note of its own, so that later artifacts broke.
    if ((key === '__proto__' || key === '__keys__') && format === 'binary') {
      return lost(`a field named '${key}'`);
    }
    const field = fields[key];
    if (typeof field === 'string') continue;
    const loss = lossIn(field, format);
    if (loss !== undefined) return within(stepTo(key), loss);
  }
  return undefined;
}

/** Where a search for a cycle is. */
interface Place {
  readonly path: string;
  /** The objects that it is a part of, by the way to them. */
  readonly above: Map<unknown, string>;
  readonly done: Set<unknown>;
}

function cycleIn(value: unknown, place: Place): Loss | undefined {
  const { path, above, done } = place;
  if (typeof value !== 'object' || value === null || done.has(value)) return undefined;
  const begun = above.get(value);
  if (begun !== undefined) return { what: `a cycle back to $${begun}`, path };
  above.set(value, path);
  const isList = Array.isArray(value);
  const parts: [string, unknown][] =
    value instanceof Map ? [['entries()', [...value]]] : Object.entries(value);
  for (const [key, part] of parts) {
    const next = { above, done, path: `${path}${isList ? `[${key}]` : stepTo(key)}` };
    const loss = cycleIn(part, next);
    if (loss !== undefined) return loss;
  }
  above.delete(value);
  done.add(value);
  return undefined;
}

function within(step: string, { what, path }: Loss): Loss {
  return { what, path: `${step}${path}` };
}

function stepTo(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `.${key}`
    : `[${JSON.stringify(key)}]`;
}

function lost(what: string): Loss {
  return { what, path: '' };
}

function nameOf(value: unknown): string {
  if (value === undefined || typeof value === 'number') return String(value);
  const name = typeof value === 'object' ? value?.constructor?.name : typeof value;
  return `${/^[AEIO]/.test(name ?? '') ? 'an' : 'a'} ${name || 'object of a class'}`;
}
