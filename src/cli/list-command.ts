import { Command } from 'commander';
import pc from 'picocolors';
import { simulations } from 'statehive/simulations';
import { exitCode } from './exit-code.ts';
import { parametersOf } from './flags.ts';

/** `statehive list`: which simulations there are, and what each can be told. */
export function listCommand(done: (code: number) => void): Command {
  return new Command('list')
    .description('list the simulations, what they are and their parameters')
    .option('--json', 'print JSON')
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

function describe(
  listing: readonly { name: string; summary: string; params: ReturnType<typeof parametersOf> }[],
): string {
  return listing
    .map(({ name, summary, params }) => {
      const width = Math.max(0, ...params.map((parameter) => parameter.name.length));
      const lines = params.map((parameter) => {
        const fallback =
          parameter.default === undefined ? '' : ` ${pc.dim(`[${parameter.default}]`)}`;
        return `    --${parameter.name.padEnd(width)}  ${parameter.description}${fallback}`;
      });
      return `${pc.bold(name)}\n  ${summary}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
