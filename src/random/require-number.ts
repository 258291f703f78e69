/** A set of allowed numbers, and the words that describe it in an error message. */
export interface Allowed {
  readonly words: string;
  readonly has: (value: number) => boolean;
}

export const finite: Allowed = { words: 'a finite number', has: Number.isFinite };

export const positive: Allowed = {
  words: 'a finite number > 0',
  has: (value) => value > 0 && value < Infinity,
};

export const notNegative: Allowed = {
  words: 'a finite number >= 0',
  has: (value) => value >= 0 && value < Infinity,
};

export const probability: Allowed = {
  words: 'a probability, from 0 to 1',
  has: (value) => value >= 0 && value <= 1,
};

export const safeInteger: Allowed = {
  words: 'a whole number from -(2^53 - 1) to 2^53 - 1',
  has: Number.isSafeInteger,
};

/** Whole numbers from `lowest` to `highest`, both included. */
export function wholeNumber(lowest: number, highest: number = Number.MAX_SAFE_INTEGER): Allowed {
  const words =
    highest === Number.MAX_SAFE_INTEGER
      ? `a whole number >= ${lowest}`
      : `a whole number from ${lowest} to ${highest}`;
  return {
    words,
    has: (value) => Number.isSafeInteger(value) && value >= lowest && value <= highest,
  };
}

/**
 * Refuses an argument with a message that says whose it is, what it was and what is allowed.
 *
 * @throws TypeError if `value` is no number; RangeError if it is not one of the allowed numbers.
 */
export function requireNumber(
  owner: string,
  parameter: string,
  value: unknown,
  allowed: Allowed,
): asserts value is number {
  if (typeof value !== 'number') throw new TypeError(refusal(owner, parameter, value, allowed));
  if (!allowed.has(value)) throw new RangeError(refusal(owner, parameter, value, allowed));
}

function refusal(owner: string, parameter: string, value: unknown, allowed: Allowed): string {
  return `${owner}: ${parameter} must be ${allowed.words}, not ${shown(value)}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
