import {
  type Address,
  type Operations,
  operations,
  type RegisterCall,
  registerModel,
  type Swarm,
} from 'statehive';
import type { ActorRef, Snapshot } from 'xstate';
import {
  type RegisterOperation,
  type RegisterReply,
  type RegisterRequest,
  registerClientMachine,
} from './register-client.ts';

/** What clients of a register have done: what `linearizable` of statehive judges. */
export type RegisterLog = Operations<string, RegisterCall<string>, string | undefined>;

/** A client that tells of its operations. */
type Client = ActorRef<Snapshot<unknown>, RegisterReply, RegisterOperation>;

/** Keeps what clients of a register do, which holds '' at first. */
export function registerLog(swarm: Swarm, clients: Iterable<Client>): RegisterLog {
  return operations(swarm, clients, registerModel(''), {
    calls: { putting: ({ value }) => ({ op: 'write', value }), getting: () => ({ op: 'read' }) },
    results: { put: () => undefined, got: ({ value }) => value },
  });
}

/**
 * Spawns clients that put 'A', 'B', … each, at one server, and get from the next one; and keeps what
 * they do.
 *
 * @param count - 26 at most
 */
export function putAndGet(
  swarm: Swarm,
  servers: readonly Address<RegisterRequest>[],
  count: number,
): RegisterLog {
  const clients = swarm.populate(registerClientMachine, count, (nth) => {
    const value = String.fromCharCode('A'.charCodeAt(0) + nth);
    const putsTo = servers[nth % servers.length]!;
    return { input: { value, putsTo, getsFrom: servers[(nth + 1) % servers.length]! } };
  });
  return registerLog(swarm, clients);
}

/** Whether any client has read what was written. */
export function isValueRead({ value }: RegisterLog): boolean {
  return Object.values(value).some(({ completed }) =>
    completed.some(({ call, result }) => call.op === 'read' && result !== ''),
  );
}
