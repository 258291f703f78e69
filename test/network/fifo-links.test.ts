import { from, toArray } from 'rxjs';
import { fifo } from 'statehive';
import { expect, test } from 'vitest';
import { type Carrier, Envelope } from '../../src/network/envelope.ts';

const nobody = {} as Carrier;

function envelope(sender: number, recipient: number, dueAtMs: number): Envelope {
  const event = { type: 'PING' };
  return new Envelope(nobody, { event, sender, recipient, ordinal: 0, sentAtMs: 0, dueAtMs });
}

test.each([
  ['the same link', [40_000, 7], [40_000, 7], [9, 9]],
  // 2^15 + 7,232 = 40,000
  ['another link of early and late actors', [0, 40_000], [1, 7_232], [9, 5]],
  ['the way back', [3, 50_000], [50_000, 3], [9, 5]],
])('an envelope waits for one before it on %s as it should', (_, first, second, dueAtMs) => {
  const sent = [envelope(first[0]!, first[1]!, 9), envelope(second[0]!, second[1]!, 5)];
  let ordered: Envelope[] = [];
  from(sent)
    .pipe(fifo(), toArray())
    .subscribe((all) => {
      ordered = all;
    });
  expect(ordered.map((each) => each.dueAtMs)).toEqual(dueAtMs);
});
