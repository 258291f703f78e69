// A process of its own: opens the file it is given, and writes pairs of alike values without end.
import { openMemory } from 'statehive';

const [, , file = ''] = process.argv;
const memory = await openMemory(file);
console.log('open');
for (let turn = 0; ; turn++) {
  const value = { turn, padding: 'x'.repeat(20_000) };
  await memory.write([
    [`one/${turn}`, value],
    [`other/${turn}`, value],
  ]);
  console.log(turn);
}
