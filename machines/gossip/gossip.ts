import type { Address, Topology } from 'statehive';

/** Who calls in a round: those who know, those who do not, or everyone. */
export const GOSSIP_STYLES = ['push', 'pull', 'push-pull'] as const;

export type GossipStyle = (typeof GOSSIP_STYLES)[number];

/** The rumour: told by a caller, or the answer to a question. */
export interface Rumour {
  readonly type: 'RUMOUR';
}

/** The question of one who has not heard the rumour. */
export interface Question {
  readonly type: 'ASK';
  readonly from: Address<Rumour>;
}

/** What all gossipers of a swarm share, kept once for all of them. */
export interface Gossip {
  readonly style: GossipStyle;
  /** Who can call whom. */
  readonly topology: Topology;
  /** The gossiper at an index of the topology; asked for when somebody is called. */
  readonly at: (index: number) => Address<Rumour | Question>;
}
