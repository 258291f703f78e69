import { existsSync } from 'node:fs';
import { Command } from 'commander';
import pc from 'picocolors';
import { type MemoryEntry, MemoryError } from '../record/memory.ts';
import { MEMORY_FILE, openMemory } from '../record/open-memory.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { exitCode } from './exit-code.ts';
import { jsonLine } from './result-json.ts';

/** `statehive memory`: what runs have left. */
export function memoryCommand(done: (code: number) => void): Command {
  return new Command('memory')
    .description('print what runs with --memory have left: keys, values, when each was written')
    .argument('[file]', 'the file', MEMORY_FILE)
    .option('--json', 'print a JSON array')
    .allowExcessArguments(false)
    .action(async (file: string, { json }: { json?: boolean }) => {
      const entries = await read(file);
      process.stdout.write(json ? jsonLine(entries) : entries.map(lineOf).join(''));
      done(exitCode.fine);
    });
}

async function read(file: string): Promise<MemoryEntry[]> {
  if (!existsSync(file)) {
    throw new UsageError(`There is no file ${file}: statehive run <simulation> --memory makes it.`);
  }
  try {
    const memory = await openMemory(file);
    try {
      return await memory.entries();
    } finally {
      await memory.close();
    }
  } catch (error) {
    if (error instanceof MemoryError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function lineOf({ key, value, writtenAt }: MemoryEntry): string {
  return `${pc.bold(key)} ${JSON.stringify(value)} ${pc.dim(writtenAt.toISOString())}\n`;
}
