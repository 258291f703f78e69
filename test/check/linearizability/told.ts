import { createSwarm, type OperationEvent, type QueueCall, type RegisterCall } from 'statehive';

export type QueueEvent = OperationEvent<QueueCall<string>, string | undefined>;
export type RegisterEvent = OperationEvent<RegisterCall<number>, number | undefined>;

/**
 * Events of a queue in the notation of Herlihy and Wing: `A Enq(x)` calls, `A Ok()` and `A Ok(x)`
 * return, each by process A.
 */
export function queueEvents(...lines: readonly string[]): QueueEvent[] {
  return lines.map((line) => {
    const [, client = '', what, value = ''] = /^(\w+) (Enq|Deq|Ok)\((\w*)\)$/.exec(line) ?? [];
    if (what === 'Enq') return { client, call: { op: 'enqueue', value } };
    if (what === 'Deq') return { client, call: { op: 'dequeue' } };
    return { client, result: value === '' ? undefined : value };
  });
}

export const reading = (client: string): RegisterEvent => ({ client, call: { op: 'read' } });
export const writing = (client: string, value: number): RegisterEvent => ({
  client,
  call: { op: 'write', value },
});
export const returning = (client: string, result?: number): RegisterEvent => ({ client, result });

/** What clients see of a real register, which takes each operation somewhere between call and return. */
export function seenOfARegister(clients: number, operations: number): RegisterEvent[] {
  const random = createSwarm({ seed: 7 }).random('clients');
  const waiting = Array.from({ length: clients }, (_, i) => `${i}`);
  const called: { client: string; value: number | undefined }[] = [];
  const taken: RegisterEvent[] = [];
  const events: RegisterEvent[] = [];
  let register = 0;
  const draw = <T>(from: T[]) => from.splice(random.integer(0, from.length - 1), 1)[0]!;
  while (events.length < 2 * operations) {
    const next = random.pick([waiting, called, taken].filter(({ length }) => length > 0));
    if (next === waiting) {
      const call = { client: draw(waiting), value: random.pick([undefined, events.length]) };
      const { client, value } = call;
      events.push(value === undefined ? reading(client) : writing(client, value));
      called.push(call);
    } else if (next === called) {
      const { client, value } = draw(called);
      if (value !== undefined) register = value;
      taken.push(returning(client, value === undefined ? register : undefined));
    } else {
      events.push(draw(taken));
      waiting.push(events.at(-1)!.client);
    }
  }
  return events;
}
