import { runDiagram } from '../check/search/run-diagram.ts';
import { type SearchResult, search } from '../check/search/search.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { exitCode } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { type RunFlags, runsOf } from './run-flags.ts';
import type { Asked } from './run-once.ts';
import { type Proof, prove, writeScript } from './save-finding.ts';
import { reportSearch } from './search-progress.ts';
import { searchText } from './search-text.ts';
import { checkWritable } from './write-whole.ts';

/**
 * Runs a simulation with many seeds, and prints what broke: of the first, the faults as few as
 * they can be.
 *
 * @returns the exit code
 */
export async function runSearch(
  simulation: Simulation,
  flags: RunFlags & Required<Pick<RunFlags, 'seeds'>>,
  { name, again }: Asked,
): Promise<number> {
  const runs = runsOf(simulation, flags);
  if (flags.save !== undefined) checkWritable(flags.save);
  const { seeds } = flags;
  const { found, proof, isCut } = await interruptible(async (signal) => {
    const reporter = reportSearch();
    const found = await search(simulation, { ...runs, seeds, signal, onRun: reporter.tell });
    reporter.end();
    const [first] = found.findings;
    const isCut = signal.aborted;
    const options = { ...runs, name };
    const proof = first && !isCut ? await prove(simulation, first, options) : undefined;
    return { found, proof, isCut };
  });
  const text = flags.json ? toJson(found, proof) : searchText(simulation, { found, proof, again });
  process.stdout.write(text);
  if (flags.save !== undefined) save(flags.save, proof);
  if (isCut) return exitCode.interrupted;
  return found.findings.length > 0 ? exitCode.failed : exitCode.fine;
}

function save(file: string, proof: Proof | undefined): void {
  if (proof !== undefined) writeScript(file, proof.file);
  else process.stderr.write(`${file} was not written: nothing broke.\n`);
}

function toJson(found: SearchResult, proof: Proof | undefined): string {
  const shrunk =
    proof === undefined
      ? null
      : { runs: proof.runs, script: proof.file, diagram: runDiagram(proof.happenings) };
  return `${JSON.stringify({ ...found, shrunk })}\n`;
}
