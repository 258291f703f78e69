import { z } from 'zod';
import type { Fault } from './fault.ts';

const milliseconds = z.number().nonnegative();
const aWhile = z.number().positive();
const pattern = z.string().min(1);
const lasting = { atMs: milliseconds, forMs: aWhile.optional() };
const ofActors = { ...lasting, actor: pattern };
const ofLinks = {
  ...lasting,
  links: z.strictObject({ from: pattern.optional(), to: pattern.optional() }).optional(),
  probability: z.number().min(0).max(1),
};
const group = z.array(pattern).min(1);

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('crash'),
    ...ofActors,
    state: z.enum(['kept', 'lost']).optional(),
  }),
  z.strictObject({ kind: z.literal('pause'), ...ofActors }),
  z.strictObject({ kind: z.literal('slowDown'), ...ofActors, serviceMs: aWhile }),
  z.strictObject({ kind: z.literal('clockDrift'), ...ofActors, rate: z.number().positive() }),
  z.strictObject({ kind: z.literal('byzantine'), ...ofActors, rewrite: z.string() }),
  z.strictObject({
    kind: z.literal('partition'),
    ...lasting,
    from: group,
    to: group.optional(),
    oneWay: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('loss'), ...ofLinks }),
  z.strictObject({ kind: z.literal('duplication'), ...ofLinks }),
  z.strictObject({ kind: z.literal('delaySpikes'), ...ofLinks, meanMs: aWhile }),
  z.strictObject({ kind: z.literal('reordering'), ...ofLinks, withinMs: aWhile }),
]);

/**
 * Reads faults that were written as JSON.
 *
 * @throws TypeError that says of the first wrong fault which it is and what is wrong with it
 */
export function parseFaults(value: unknown): readonly Fault[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`Faults are a list, as [{ "kind": "crash", … }], not ${shown(value)}.`);
  }
  return value.map(parseFault);
}

function parseFault(value: unknown, at: number): Fault {
  const parsed = faultSchema.safeParse(value);
  // Optional fields that are absent stay absent.
  if (parsed.success) return parsed.data as Fault;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `'${path.join('.')}': ${message}`,
  );
  throw new TypeError(`Fault ${at + 1}, ${shown(value)}: ${problems.join('; ')}.`);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
