import pc from 'picocolors';
import { runDiagram } from '../check/search/run-diagram.ts';
import type { Finding, SearchResult, Tally } from '../check/search/search.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { failingOf } from './failing.ts';
import { faultLines } from './faults-text.ts';
import { duration, number } from './number-text.ts';
import type { Proof } from './save-finding.ts';

export interface Searched {
  readonly found: SearchResult;
  /** Of the first finding; none when there is none, or the search was cut short. */
  readonly proof: Proof | undefined;
  again(seed: number): string;
}

/** How many seeds that broke are told by number. */
const SEEDS_MAX = 10;

/** What a search found, as a person reads it. */
export function searchText(simulation: Simulation, { found, proof, again }: Searched): string {
  const paragraphs = [
    [pc.bold(simulation.name), pc.dim(simulation.summary)],
    found.properties.map((tally) => tallyLine(tally, found.runs)),
    [...brokenLines(found), ...struckLines(found)],
    proof === undefined ? [] : proofLines(proof),
    endLines(found, again),
  ];
  const texts = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function tallyLine({ name, kind, verdicts }: Tally, runs: number): string {
  const told = Object.entries(verdicts).map(([verdict, count]) => {
    const text = `${verdict} in ${number(count)}`;
    return verdict === 'violated' ? pc.red(text) : text;
  });
  return `  ${pc.dim(kind)} '${name}': ${told.join(', ')} of ${number(runs)}`;
}

function brokenLines({ findings, runs }: SearchResult): string[] {
  if (findings.length === 0) return [pc.green(`none of ${number(runs)} runs broke anything`)];
  const seeds = findings.slice(0, SEEDS_MAX).map(({ seed }) => seed);
  const more = findings.length > SEEDS_MAX ? ', …' : '';
  const count = `${number(findings.length)} of ${number(runs)} runs broke something`;
  return [pc.red(`${count}, with seeds ${seeds.join(', ')}${more}`)];
}

function struckLines({ faultsStruck, faultsToCome }: SearchResult): string[] {
  if (faultsStruck + faultsToCome === 0) return [];
  const late =
    faultsToCome === 0 ? '' : pc.yellow(`, ${number(faultsToCome)} were to strike after the end`);
  return [`${number(faultsStruck)} faults struck${late}`];
}

function proofLines({ finding, runs, happenings, result }: Proof): string[] {
  const { seed, faults } = finding;
  const few = faults.length === 1 ? '1 fault' : `${number(faults.length)} faults`;
  return [
    `seed ${seed}: ${breakageText(finding)}`,
    `  with ${few}, found in ${number(runs)} more runs`,
    ...faultLines(faults),
    ...result.violations.flatMap(({ explanation }) => explanation).map((line) => `  ${line}`),
    '',
    'the last steps, as a Mermaid diagram:',
    runDiagram(happenings),
  ];
}

function breakageText({ breakage: { kind, what }, atMs }: Finding): string {
  if (kind === 'failure') return what;
  return `'${what}' ${failingOf(kind)} at ${number(atMs)} simulated ms`;
}

function endLines({ findings, runs, wallMs }: SearchResult, again: Searched['again']): string[] {
  const [first] = findings;
  const name = pc.dim('again');
  return [
    `${number(runs)} runs, computed in ${duration(wallMs)}`,
    ...(first === undefined ? [] : [`${name}: ${again(first.seed)}`]),
  ];
}
