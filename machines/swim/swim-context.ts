import { choose, type Distribution } from 'statehive';
import { type Group, othersThan } from '../group.ts';
import type { SwimMessage } from './messages.ts';
import { type Beliefs, beliefOf, type Rumoured } from './updates.ts';

/** What a member is given; times in simulated ms. */
export interface SwimInput {
  /** Its number in the group. */
  readonly index: number;
  readonly group: Group<SwimMessage>;
  /** From the start to its first protocol period. */
  readonly offset: Distribution;
  /** How long a protocol period is: `T'` in the paper, at least three round trips. */
  readonly periodMs: number;
  /** How long a ping may take until others are asked to ping as well. */
  readonly timeoutMs: number;
  /** How many others are asked: `k`. */
  readonly proxies: number;
  /** How long a member is suspected before it has failed; 0 for the basic protocol, without suspicion. */
  readonly suspicionMs: number;
  /** Each member once in a round, in an order drawn for the round; or in each period any. */
  readonly order: 'round-robin' | 'random';
  /** An update is passed on so many times the logarithm of the group's size: `lambda`. */
  readonly spread: number;
}

export interface SwimContext extends SwimInput {
  readonly beliefs: Beliefs;
  readonly rumours: readonly Rumoured[];
  /** How many protocol periods it has begun. */
  readonly period: number;
  /** Those still to be pinged in this round. */
  readonly round: readonly number[];
  /** Who has been pinged in this period and has not answered yet. */
  readonly target: number | undefined;
}

export function beginning(input: SwimInput): SwimContext {
  return { ...input, beliefs: new Map(), rumours: [], period: 0, round: [], target: undefined };
}

/** The others that have not failed, as far as a member knows. */
function membersOf({ index, group, beliefs }: SwimContext): number[] {
  return othersThan(index, group).filter((each) => beliefOf(beliefs, each).status !== 'failed');
}

/** The context of the next period, with whom to ping in it. */
export function nextPeriod(context: SwimContext): SwimContext {
  const period = context.period + 1;
  const members = membersOf(context);
  if (members.length === 0) return { ...context, period, target: undefined };
  const left = context.round.filter((each) => members.includes(each));
  const round = context.order === 'random' || left.length === 0 ? members : left;
  const target = choose(round);
  return { ...context, period, target, round: round.filter((each) => each !== target) };
}

/** Those who are asked to ping a target as well. */
export function proxiesOf(context: SwimContext): number[] {
  let others = membersOf(context).filter((each) => each !== context.target);
  const chosen: number[] = [];
  while (chosen.length < context.proxies && others.length > 0) {
    const proxy = choose(others);
    chosen.push(proxy);
    others = others.filter((each) => each !== proxy);
  }
  return chosen;
}

/** How many times an update is told. */
export function timesToTell({ spread, group }: SwimContext): number {
  return Math.ceil(spread * Math.log2(group.size + 1));
}
