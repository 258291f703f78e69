/**
 * `node serve-way.js <suite> <scenario> <effort> <params> <way>`: takes the turns of one way of a
 * contest for whoever has forked this process, and tells what each came to.
 */
import type { Effort, Way } from '../../suite.ts';
import { suites } from '../../suites.ts';
import { collectYoungGarbage } from '../memory-in-use.ts';
import type { Answer } from '../own-process.ts';
import { scenarioOf } from '../scenario-of.ts';
import { type Turn, takeTurn } from './turn.ts';

const [suite, scenario, effort, params, name] = process.argv.slice(2);
let way: Way | undefined;

// All that is ever said to this process is that it is its turn.
process.on('message', () => {
  turn().then(
    (value) => tell({ value }),
    (error: unknown) => tell({ error: String(error instanceof Error ? error.stack : error) }),
  );
});
process.on('disconnect', () => process.exit());
// Ctrl-C is for whoever asks.
process.on('SIGINT', () => undefined);

async function turn(): Promise<Turn> {
  way ??= found();
  collectYoungGarbage();
  return takeTurn(way);
}

function found(): Way {
  const cases = scenarioOf(suites, suite, scenario)?.cases(effort as Effort);
  const contest = cases?.find((each) => JSON.stringify(each.params) === params);
  const one = contest?.ways?.find((each) => each.name === name);
  if (one === undefined) throw new Error(`There is no way '${name}' of ${suite}/${scenario}.`);
  return one;
}

function tell(answer: Answer): void {
  process.send?.(answer);
}
