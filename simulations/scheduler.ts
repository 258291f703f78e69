/**
 * Does every task get its turn, and outlive its worker? Tasks of four priorities come to a scheduler,
 * which gives them to workers that may crash. Expected: nothing is lost, and nothing starts again while
 * the lease of a worker on it lasts; none starves, for none is overtaken more often than weighted round
 * robin lets it be (Katevenis, Sidiropoulos and Courcoubetis 1991); and where tasks come at random, they
 * wait as in M/M/c (Erlang 1917) in the mean over all lanes, for who goes first moves waits from some to
 * others, and no more (the conservation law of Kleinrock 1965).
 */
import { filter, timer } from 'rxjs';
import {
  chaos,
  count,
  defineSimulation,
  exponential,
  type Happening,
  latency,
  summary,
} from 'statehive';
import {
  type Done,
  firstWhere,
  itemsOf,
  type PersistentQueue,
  PRIORITIES,
  pushed,
  queueOf,
  recoverScheduler,
  schedulerMachine,
  schedulingHint,
  swarmMetrics,
  taskWaits,
  waitMax,
  withoutItem,
  workerMachine,
} from 'statehive/machines';
import { setup } from 'xstate';
import { z } from 'zod';

const clientMachine = setup({ types: { events: {} as Done } }).createMachine({
  id: 'client',
  on: { DONE: {} },
});

/** The simulation of a scheduler: the sound one, or another to see what is wrong with it. */
export const schedulerWith = (scheduling: typeof schedulerMachine) =>
  defineSimulation({
    name: 'scheduler',
    summary:
      'A scheduler gives tasks of four priorities to workers, on leases, for they may crash.',
    params: z.object({
      tasks: z.int().min(1).default(40).describe('how many there are, of each priority in turn'),
      workers: z.int().min(1).default(3).describe('how many do them'),
      interarrivalMs: z
        .number()
        .nonnegative()
        .default(0)
        .describe('mean time from one task to the next; 0 for all at once'),
      serviceMs: z.number().positive().default(10).describe('mean time that a task takes'),
      leaseMs: z.number().positive().default(200).describe('how long a worker has for a task'),
      askAgainMs: z
        .number()
        .nonnegative()
        .default(0)
        .describe('after how long without a task workers ask again; 0 for never'),
      failures: z.int().min(0).default(0).describe('how many workers crash within 100 ms'),
      latencyMs: z.number().nonnegative().default(1).describe('mean one-way delay'),
    }),
    network: ({ latencyMs }) =>
      latencyMs === 0 ? [] : [latency(exponential({ mean: latencyMs }))],
    faults: ({ failures }) => chaos({ crashes: failures, actors: ['worker-*'], untilMs: 100 }),
    limits: { simulatedMs: 3_600_000 },
    compose({ swarm, params }) {
      const { leaseMs, askAgainMs, interarrivalMs } = params;
      const past = swarm.history<Past>(noPast, withHappening);
      const scheduler = swarm.spawn(scheduling, {
        id: 'scheduler',
        input: { leaseMs },
        recover: recoverScheduler,
      });
      const service = exponential({ mean: params.serviceMs });
      const input = { scheduler, service, ...(askAgainMs > 0 && { askAgainMs }) };
      const worker = { input, recover: () => input };
      const workers = [...swarm.populate(workerMachine, params.workers, () => worker)];
      const replyTo = swarm.spawn(clientMachine, { id: 'client' });
      for (let nth = 0, atMs = 0; nth < params.tasks; nth++) {
        const hint = schedulingHint(PRIORITIES[nth % PRIORITIES.length]!, 'hot', 'minimal');
        const tasks = [{ id: `task-${nth}`, hint }];
        const come = () => scheduler.send({ type: 'SUBMIT', tasks, replyTo });
        if (interarrivalMs === 0) come();
        else {
          atMs += swarm.random('arrivals').sample(exponential({ mean: interarrivalMs }));
          timer(atMs, swarm.scheduler).subscribe(come);
        }
      }
      const isAnyUp = () => workers.some((each) => each.getSnapshot().status === 'active');
      const isUp = () => scheduler.getSnapshot().status === 'active';
      const known = () => {
        const { lanes, leases } = scheduler.getSnapshot().context;
        return lanes.reduce((sum, { length }) => sum + length, leases.length);
      };
      return { past, known, canWork: () => isUp() && isAnyUp() };
    },
    measure({ swarm: { emissions$ } }) {
      const { queueDepth } = swarmMetrics(emissions$);
      const told = (type: string) =>
        count(emissions$.pipe(filter(({ event }) => event.type === type)));
      return {
        waitMs: summary(taskWaits(emissions$)),
        queueDepth,
        started: told('started'),
        expired: told('expired'),
        completed: told('completed'),
      };
    },
    properties: {
      always: {
        'no task is lost': ({ actors: { past, known } }) =>
          known() + past.value.completed === past.value.queued,
      },
      never: {
        'a task starts again while its lease lasts': ({ actors: { past } }) =>
          past.value.isStartedTwice,
        'a task is counted as done twice': ({ actors: { past } }) => past.value.isDoneTwice,
        'a task is overtaken more often than the bound': ({ actors: { past } }) =>
          isOverdue(past.value.waiting),
      },
      eventually: {
        'all tasks are done': {
          withinMs: 3_600_000,
          holds: ({ params, actors: { past, canWork } }) =>
            past.value.completed === params.tasks || !canWork(),
        },
      },
    },
    until: ({ params, actors: { past } }) => past.value.completed === params.tasks,
  });

export default schedulerWith(schedulerMachine);

const priorities: readonly string[] = PRIORITIES;
/** Bounds are counted anew while no lane is longer. */
const COUNTED_ANEW_MAX = 8;

/** What a scheduler has told. */
interface Past {
  readonly queued: number;
  readonly completed: number;
  readonly waiting: Waiting;
  /** Those that a worker has on a lease. */
  readonly out: readonly string[];
  readonly isStartedTwice: boolean;
  readonly isDoneTwice: boolean;
}

/** The tasks that wait, and how many tasks have been started since their bounds are counted. */
interface Waiting {
  /** By lane, the most urgent first. */
  readonly lanes: readonly PersistentQueue<WaitingTask>[];
  readonly starts: number;
}

interface WaitingTask {
  readonly task: string;
  /** With which start at the latest its turn must have come. */
  readonly turn: number;
}

const noPast: Past = {
  queued: 0,
  completed: 0,
  waiting: { lanes: PRIORITIES.map(() => queueOf<WaitingTask>([])), starts: 0 },
  out: [],
  isStartedTwice: false,
  isDoneTwice: false,
};

function withHappening(past: Past, { event }: Happening): Past {
  const task = String(event.task);
  const lane = priorities.indexOf(String(event.priority));
  if (lane < 0) return past;
  const isOut = past.out.includes(task);
  const out = past.out.filter((each) => each !== task);
  switch (event.type) {
    case 'queued':
      return { ...past, queued: past.queued + 1, waiting: withLast(past.waiting, lane, task) };
    case 'started': {
      const waiting = afterStart(without(past.waiting, lane, task));
      const isStartedTwice = past.isStartedTwice || isOut;
      return { ...past, waiting, out: [...out, task], isStartedTwice };
    }
    case 'expired':
      return { ...past, waiting: withFirst(past.waiting, lane, task), out };
    case 'completed': {
      const waiting = isOut ? past.waiting : without(past.waiting, lane, task);
      const isKnown = isOut || waiting !== past.waiting;
      const isDoneTwice = past.isDoneTwice || !isKnown;
      return { ...past, completed: past.completed + 1, waiting, out, isDoneTwice };
    }
    default:
      return past;
  }
}

/** Whether a task still waits whose turn must have come. */
function isOverdue({ lanes, starts }: Waiting): boolean {
  // Those behind the first of a lane are due later, or seen to be overdue once they are the first.
  return lanes.some(({ front: [first] }) => first !== undefined && first.turn <= starts);
}

/** The same when the task does not wait. */
function without(waiting: Waiting, lane: number, task: string): Waiting {
  const known = firstWhere(waiting.lanes[lane]!, (each) => each.task === task);
  if (known === undefined) return waiting;
  const rest = withoutItem(waiting.lanes[lane]!, known);
  return { ...waiting, lanes: waiting.lanes.with(lane, rest) };
}

/** With one more, the last of its lane. */
function withLast({ lanes, starts }: Waiting, lane: number, task: string): Waiting {
  const before = lanes[lane]!;
  const turn = starts + waitMax(lane, before.length + 1);
  return { lanes: lanes.with(lane, pushed(before, [{ task, turn }])), starts };
}

/** With one more, the first of its lane, so that the others there are each one further back. */
function withFirst({ lanes, starts }: Waiting, lane: number, task: string): Waiting {
  const tasks = [task, ...itemsOf(lanes[lane]!).map((each) => each.task)];
  const queue = queueOf(
    tasks.map((each, nth) => ({ task: each, turn: starts + waitMax(lane, nth + 1) })),
  );
  return { lanes: lanes.with(lane, queue), starts };
}

/** Where few wait, bounds are counted anew, for else no state would be met again in a check. */
function afterStart({ lanes, starts }: Waiting): Waiting {
  if (lanes.some(({ length }) => length > COUNTED_ANEW_MAX)) return { lanes, starts: starts + 1 };
  const sooner = ({ task, turn }: WaitingTask) => ({ task, turn: turn - starts - 1 });
  return { lanes: lanes.map((lane) => queueOf(itemsOf(lane).map(sooner))), starts: 0 };
}
