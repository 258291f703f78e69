import { type ActorRef, type Snapshot, sendTo, setup } from 'xstate';

/** What a process takes, and sends on when it has taken it. */
export const JOB = { type: 'JOB' } as const;

/** Makes a process send its first job. */
export const START = { type: 'START' } as const;

type Process = ActorRef<Snapshot<unknown>, typeof JOB>;

/** What processes ask of the benchmark: whom to send to, and how much later. */
export interface Chance {
  /** A process has taken a job; the draws that follow are for what it sends on. */
  took(process: number): void;
  target(): Process;
  delayMs(): number;
  /** The same for the first job that a process sends. */
  firstTarget(process: number): Process;
  firstDelayMs(process: number): number;
}

/** A process of PHOLD as a machine: it sends a first job when told to, and one on for each it takes. */
export function processMachineOf(chance: Chance) {
  return setup({
    types: {
      context: {} as { process: number },
      input: {} as { process: number },
      events: {} as typeof JOB | typeof START,
    },
    actions: {
      take: ({ context }) => chance.took(context.process),
      sendOn: sendTo(() => chance.target(), JOB, { delay: () => chance.delayMs() }),
      sendFirst: sendTo(({ context }) => chance.firstTarget(context.process), JOB, {
        delay: ({ context }) => chance.firstDelayMs(context.process),
      }),
    },
  }).createMachine({
    id: 'process',
    context: ({ input }) => input,
    on: { START: { actions: 'sendFirst' }, JOB: { actions: ['take', 'sendOn'] } },
  });
}
