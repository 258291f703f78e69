#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { UsageError } from '../simulation/usage-error.ts';
import { exitCode } from './exit-code.ts';
import { listCommand } from './list-command.ts';
import { runCommand } from './run-command.ts';
import { version } from './version.ts';

async function main(args: readonly string[]): Promise<number> {
  let code: number = exitCode.fine;
  const program = new Command('statehive')
    .description('Simulate swarms of XState actors in reproducible simulated time.')
    .version(version())
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(pc.red(text)) });
  const done = (result: number) => {
    code = result;
  };
  program.addCommand(listCommand(done));
  program.addCommand(runCommand(done));
  program.commands.forEach((command) => void command.copyInheritedSettings(program));
  await program.parseAsync(args, { from: 'user' });
  return code;
}

function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`${pc.red('error:')} ${error.message}\n`);
    return exitCode.usage;
  }
  process.stderr.write(`${pc.red('error:')} ${error instanceof Error ? error.stack : error}\n`);
  return exitCode.failed;
}

// A reader of our output that has had enough, as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2)).catch(codeOf);
