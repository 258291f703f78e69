/** The process of a build that is compared: answers what `forkedSide` asks, one after the other. */
import type { Effort } from '../../suite.ts';
import { suites } from '../../suites.ts';
import type { Answer } from '../own-process.ts';
import type { Question } from './forked-side.ts';
import { LocalSide } from './side.ts';

const side = new LocalSide(suites, process.argv[2] as Effort);

process.on('message', (question: Question) => {
  answerTo(question).then(
    (value) => reply({ value }),
    (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
  );
});
// Ctrl-C is for whoever asks; it closes this process when it is through.
process.on('SIGINT', () => undefined);

function answerTo(question: Question): Promise<unknown> {
  return question.ask === 'prepare' ? side.prepare(...question.of) : side.block(...question.of);
}

function reply(answer: Answer): void {
  process.send?.(answer);
}
