import { readFileSync } from 'node:fs';
import { UsageError } from '../simulation/usage-error.ts';

/** @throws UsageError with the host's reason when the file cannot be read */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new UsageError(`${file} cannot be read: ${why}`);
  }
}
