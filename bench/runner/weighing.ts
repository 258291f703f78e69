import type { Case, Held } from '../suite.ts';
import { SEED } from './calls.ts';
import type { Measuring } from './effort.ts';
import { HashGuard } from './hash-guard.ts';
import { memoryInUse } from './memory-in-use.ts';
import type { Figure } from './result.ts';
import { Spread } from './spread.ts';

/** What a case keeps of memory, where it builds something to be weighed. */
export async function memoryFigures(
  subject: Case,
  { weighings }: Pick<Measuring, 'weighings'>,
): Promise<Figure[]> {
  const { hold, copies = 1, operations = 1 } = subject;
  if (hold === undefined) return [];
  const several = async () => {
    const held: Held[] = [];
    for (let copy = 0; copy < copies; copy++) held.push(await hold(SEED));
    return held;
  };
  const guard = new HashGuard(`${JSON.stringify(subject.params)} in memory`);
  const [whole, each] = [new Spread('bytes'), new Spread('bytes')];
  // The first is not counted: it also loads and compiles code.
  await weigh(several, guard);
  for (let weighing = 0; weighing < weighings; weighing += 1) {
    const bytes = (await weigh(several, guard)) / copies;
    whole.record(bytes);
    each.record(bytes / operations);
  }
  return [
    whole.figure({ name: 'all', kind: 'memory' }),
    each.figure({ name: 'each', kind: 'memory' }),
  ];
}

/**
 * A function of its own, so that nothing of one weighing is still held in the next. What is weighed is
 * the second of two that are held: of what was held last, something may live on until there is
 * another, and would be missing from the difference when that takes its place.
 */
async function weigh(several: () => Promise<Held[]>, guard: HashGuard): Promise<number> {
  const first = await several();
  const before = memoryInUse();
  const second = await several();
  const bytes = memoryInUse() - before;
  for (const held of [...first, ...second]) {
    guard.check(held.hash);
    held.release();
  }
  return bytes;
}
