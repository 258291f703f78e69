import type { Suite } from '../suite.ts';

/** How the benchmarks are run, and what each option does. */
export function usageText(suites: readonly Suite[]): string {
  return `Usage: npm run bench -- [suite ...] [options]

Suites: ${suites.map(({ name }) => name).join(', ')}; all of them when none is named.

Options:
  --quick          small sizes and few samples, to see that it works
  --list           print the names of suites and scenarios, and measure nothing
  --criteria       print how the figures stand to what is asked of them, instead of the tables
  --json           print one JSON object
  --report DIR     also write JSON, CSV and a page with charts into a folder
  --save NAME      keep the run and its build
  --compare NAME   measure that build and this one in turns; exit with 1 if something got slower
                   or larger
  --allow SHARE    how much slower or larger is still the same (default: 10%)
  --memory FILE    keep the run in a file of memory, as .swarm/memory.db
  --document NAME  make the tables of docs/performance/ from a full run that was saved, those of the
                   suites named or all, and measure nothing
  --help           print this

Exit codes: 0 fine, 1 something got slower or larger, or was not measured, 2 bad usage, or nothing
to compare.
`;
}
