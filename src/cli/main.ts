#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { checkCommand } from './check-command.ts';
import { isUsageError } from './error-text.ts';
import { exitCode } from './exit-code.ts';
import { listCommand } from './list-command.ts';
import { memoryCommand } from './memory-command.ts';
import { replayCommand } from './replay-command.ts';
import { runCommand } from './run-command.ts';
import { version } from './version.ts';

async function main(args: readonly string[]): Promise<number> {
  let code: number = exitCode.fine;
  const program = new Command('statehive')
    .description('Simulate swarms of XState actors in reproducible simulated time.')
    .version(version())
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(red(text)) });
  const done = (result: number) => {
    code = result;
  };
  program.addCommand(listCommand(done));
  program.addCommand(runCommand(done));
  program.addCommand(checkCommand(done));
  program.addCommand(replayCommand(done));
  program.addCommand(memoryCommand(done));
  program.commands.forEach((command) => void command.copyInheritedSettings(program));
  // Asking for nothing is asking what there is.
  if (args.length === 0) program.outputHelp();
  else await program.parseAsync(args, { from: 'user' });
  return code;
}

function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
  const isUsage = isUsageError(error);
  const text = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${red('error:')} ${text}\n`);
  return isUsage ? exitCode.usage : exitCode.failed;
}

// Its own colours: `pc` looks at stdout, which may be a file while stderr is a terminal.
function red(text: string): string {
  return pc.createColors(pc.isColorSupported && process.stderr.isTTY).red(text);
}

// A reader of our output that has had enough, as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2)).catch(codeOf);
