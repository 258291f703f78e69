import { Command } from 'commander';
import pc from 'picocolors';
import { simulations } from 'statehive/simulations';
import { exitCode } from './exit-code.ts';
import { limitsOf, type Parameter, parametersOf } from './parameter.ts';

interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly params: readonly Parameter[];
}

/** `statehive list`: which simulations there are, and what each can be told. */
export function listCommand(done: (code: number) => void): Command {
  return new Command('list')
    .description('list the simulations, what they are and their parameters')
    .option('--json', 'print a JSON array')
    .allowExcessArguments(false)
    .action(({ json }: { json?: boolean }) => {
      const listing = simulations.map((simulation) => ({
        name: simulation.name,
        summary: simulation.summary,
        params: parametersOf(simulation),
      }));
      process.stdout.write(json ? `${JSON.stringify(listing, null, 2)}\n` : describe(listing));
      done(exitCode.fine);
    });
}

function describe(listing: readonly Listed[]): string {
  return listing.map(describeOne).join('\n');
}

function describeOne({ name, summary, params }: Listed): string {
  const width = Math.max(0, ...params.map((parameter) => parameter.name.length));
  const lines = params.map(
    (parameter) =>
      `  --${parameter.name.padEnd(width)}  ${parameter.description} ${pc.dim(limitsOf(parameter))}\n`,
  );
  return `${pc.bold(name)}  ${summary}\n${lines.join('')}`;
}
