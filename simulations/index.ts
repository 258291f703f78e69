import type { Simulation } from 'statehive';
import abdRegister from './checks/abd-register.ts';
import alternatingBit from './checks/alternating-bit.ts';
import bakery from './checks/bakery.ts';
import changRoberts from './checks/chang-roberts.ts';
import dekker from './checks/dekker.ts';
import diningPhilosophers from './checks/dining-philosophers.ts';
import dolevKlaweRodeh from './checks/dolev-klawe-rodeh.ts';
import increment from './checks/increment.ts';
import incrementLock from './checks/increment-lock.ts';
import paxosRegister from './checks/paxos-register.ts';
import peterson from './checks/peterson.ts';
import pingPong from './checks/ping-pong.ts';
import singleCopyRegister from './checks/single-copy-register.ts';
import twoPhaseCommit from './checks/two-phase-commit.ts';
import foraging from './foraging.ts';
import gossip, { gossipWith } from './gossip.ts';
import hive from './hive.ts';
import integrated from './integrated.ts';
import pipeline, { pipelineWith } from './pipeline.ts';
import atomicCommit, { atomicCommitWith } from './protocols/atomic-commit.ts';
import bully, { bullyWith } from './protocols/bully.ts';
import contractNet, { contractNetWith } from './protocols/contract-net.ts';
import paxos, { paxosWith } from './protocols/paxos.ts';
import pbft, { pbftWith } from './protocols/pbft.ts';
import quorumVote, { quorumVoteWith } from './protocols/quorum-vote.ts';
import raft, { raftWith } from './protocols/raft.ts';
import rateLimit, { rateLimitWith } from './protocols/rate-limit.ts';
import swim, { swimWith } from './protocols/swim.ts';
import workStealing, { workStealingWith } from './protocols/work-stealing.ts';
import queue from './queue.ts';
import scheduler, { schedulerWith } from './scheduler.ts';
import semaphore from './semaphore.ts';
import swarm from './swarm.ts';

/** The simulations that come with the package, in the order in which they are listed. */
export const simulations: readonly Simulation[] = [
  hive,
  queue,
  gossip,
  quorumVote,
  bully,
  pbft,
  rateLimit,
  swim,
  contractNet,
  workStealing,
  integrated,
  foraging,
  raft,
  pipeline,
  scheduler,
  semaphore,
  swarm,
  atomicCommit,
  paxos,
  twoPhaseCommit,
  increment,
  incrementLock,
  pingPong,
  peterson,
  dekker,
  bakery,
  diningPhilosophers,
  alternatingBit,
  changRoberts,
  dolevKlaweRodeh,
  singleCopyRegister,
  abdRegister,
  paxosRegister,
];

export { serverMachine as abdServerMachine } from './checks/abd-register.ts';
export {
  coordinatorMachine as twoPhaseCoordinatorMachine,
  managerMachine as twoPhaseManagerMachine,
} from './checks/two-phase-commit.ts';
export {
  abdRegister,
  alternatingBit,
  atomicCommit,
  atomicCommitWith,
  bakery,
  bully,
  bullyWith,
  changRoberts,
  contractNet,
  contractNetWith,
  dekker,
  diningPhilosophers,
  dolevKlaweRodeh,
  foraging,
  gossip,
  gossipWith,
  hive,
  increment,
  incrementLock,
  integrated,
  paxos,
  paxosRegister,
  paxosWith,
  pbft,
  pbftWith,
  peterson,
  pingPong,
  pipeline,
  pipelineWith,
  queue,
  quorumVote,
  quorumVoteWith,
  raft,
  raftWith,
  rateLimit,
  rateLimitWith,
  scheduler,
  schedulerWith,
  semaphore,
  singleCopyRegister,
  swarm,
  swim,
  swimWith,
  twoPhaseCommit,
  workStealing,
  workStealingWith,
};
