import { assign, enqueueActions, sendTo, setup } from 'xstate';
import { othersThan } from '../group.ts';
import {
  type Commit,
  digestOf,
  type NewView,
  type Ordering,
  type PbftMessage,
  type PrePrepare,
  type Prepare,
  type Request,
  type ViewChange,
} from './messages.ts';
import { withPrePrepares, withPrepares } from './ordering.ts';
import { primaryOf, quorumOf } from './quorums.ts';
import {
  canExecute,
  isExecuted,
  isPrimary,
  numberToCommit,
  type PbftReplicaContext,
  type PbftReplicaInput,
  replyTo,
  withoutNumber,
  withWaiting,
} from './replica-context.ts';
import { slotAt, withCommit } from './slots.ts';
import { isValidNewView, movingTo, viewToJoin, withViewChange } from './view-change.ts';

/** A replica has executed what a sequence number stands for. */
export interface Executed {
  readonly type: 'executed';
  readonly replica: number;
  readonly sequence: number;
  readonly digest: string;
}

/** A replica has come to a view, as its primary or as a backup. */
export interface ViewEntered {
  readonly type: 'viewEntered';
  readonly replica: number;
  readonly view: number;
}

/** What a replica can decide and do, by the names that its states call it. */
export const replicaParts = setup({
  types: {
    input: {} as PbftReplicaInput,
    context: {} as PbftReplicaContext,
    events: {} as PbftMessage,
    emitted: {} as Executed | ViewEntered,
  },
  delays: {
    patience: ({ context: { timeoutMs, attempts } }) => timeoutMs * 2 ** attempts,
  },
  guards: {
    isExecuted: ({ context }, request: Request) => isExecuted(context, request),
    isNew: ({ context: { waiting } }, request: Request) =>
      withWaiting(waiting, request) !== waiting,
    isPrimary: ({ context }) => isPrimary(context),
    hasToPropose: ({ context }) => isPrimary(context) && withoutNumber(context).length > 0,
    isAcceptable: ({ context }, { view, sequence, replica }: PrePrepare) =>
      view === context.view &&
      replica === primaryOf(view, context.replicas) &&
      !isPrimary(context) &&
      slotAt(context.slots, sequence).digest === undefined,
    isOfBackup: ({ context }, { view, replica }: Prepare) =>
      view === context.view && replica !== primaryOf(view, context.replicas),
    isOfThisView: ({ context }, { view }: Ordering) => view === context.view,
    isOfNoEarlierView: ({ context }, { view }: Ordering) => view >= context.view,
    isOfLaterView: ({ context }, { view }: Ordering) => view > context.view,
    canCommit: ({ context }) => numberToCommit(context) !== undefined,
    canExecute: ({ context }) => canExecute(context),
    hasToWait: ({ context }) => !isPrimary(context) && context.waiting.length > 0,
    hasWaited: ({ context: { waiting, timed } }) =>
      !waiting.some((request) => digestOf(request) === timed),
    hasToJoin: ({ context }) => viewToJoin(context) !== undefined,
    isWanted: ({ context: { view, viewChanges, replicas } }) =>
      movingTo(view, viewChanges).length >= quorumOf(replicas),
    isLaterView: ({ context }, newView: NewView) =>
      newView.view > context.view && isValidNewView(newView, context),
    isAwaitedView: ({ context }, newView: NewView) =>
      newView.view >= context.view && isValidNewView(newView, context),
  },
  actions: {
    replyAgain: sendTo(
      (_, { replyTo: client }: Request) => client,
      ({ context }, { client }) => replyTo(context, client),
    ),
    expect: assign({
      waiting: ({ context }, request: Request) => withWaiting(context.waiting, request),
    }),
    expectProposed: assign({
      waiting: ({ context }, { request }: PrePrepare) =>
        request === undefined || isExecuted(context, request)
          ? context.waiting
          : withWaiting(context.waiting, request),
    }),
    relay: enqueueActions(({ context: { view, replicas, index }, enqueue }, request: Request) => {
      const primary = primaryOf(view, replicas);
      if (primary !== index) enqueue.sendTo(replicas.at(primary), request);
    }),
    tellOthers: enqueueActions(
      ({ context: { index, replicas }, enqueue }, messages: readonly PbftMessage[]) => {
        for (const other of othersThan(index, replicas)) {
          for (const message of messages) enqueue.sendTo(replicas.at(other), message);
        }
      },
    ),
    number: assign({
      slots: ({ context }, prePrepares: readonly PrePrepare[]) =>
        withPrePrepares(context.slots, prePrepares),
    }),
    prepare: assign({
      slots: ({ context }, prepares: readonly Prepare[]) => withPrepares(context.slots, prepares),
    }),
    commit: assign({ slots: ({ context }, commit: Commit) => withCommit(context.slots, commit) }),
    keepPrepared: assign({
      prepared: ({ context }, { view, sequence }: Commit) => {
        const { request } = slotAt(context.slots, sequence);
        return new Map(context.prepared).set(sequence, { view, sequence, request });
      },
    }),
    keepForLater: assign({
      early: ({ context }, ordering: Ordering) => [...context.early, ordering],
    }),
    execute: enqueueActions(({ context, enqueue }) => {
      const sequence = context.executed + 1;
      const { request, digest = '' } = slotAt(context.slots, sequence);
      enqueue.assign({ executed: sequence, attempts: 0 });
      enqueue.emit({ type: 'executed', replica: context.index, sequence, digest });
      if (request === undefined || isExecuted(context, request)) return;
      const { client, timestamp } = request;
      const operations = context.operations + 1;
      const results = new Map(context.results).set(client, { timestamp, result: operations });
      const waiting = context.waiting.filter((one) => digestOf(one) !== digest);
      enqueue.assign({ operations, results, waiting });
      enqueue.sendTo(request.replyTo, replyTo({ ...context, results }, client));
    }),
    time: assign({ timed: ({ context: { waiting } }) => waiting[0] && digestOf(waiting[0]) }),
    giveUpView: assign({ view: ({ context }) => context.view + 1 }),
    joinView: assign({ view: ({ context }) => viewToJoin(context) ?? context.view }),
    leaveView: assign({ slots: new Map(), attempts: ({ context }) => context.attempts + 1 }),
    hear: assign({
      viewChanges: ({ context }, viewChange: ViewChange) =>
        withViewChange(context.viewChanges, viewChange),
    }),
    enterView: enqueueActions(({ context, enqueue }, { view, prePrepares }: NewView) => {
      enqueue.assign({
        view,
        slots: withPrePrepares(new Map(), prePrepares),
        early: context.early.filter((ordering) => ordering.view > view),
      });
      enqueue.emit({ type: 'viewEntered', replica: context.index, view });
      for (const ordering of context.early) if (ordering.view === view) enqueue.raise(ordering);
    }),
  },
});
