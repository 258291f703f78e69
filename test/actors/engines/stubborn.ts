import { children } from './children.ts';
import { pool } from './random-swarm.ts';

/** A guard that XState knows how to ask, and the compiler does not. */
export const foreignGuard = Object.assign(() => true, { check: () => true });

const guards = { isWilling: foreignGuard };
const { worker } = children;
const stubbornWorker = worker.provide({ guards });

/** Machines of the pool that cannot be compiled, with children that can; and the other way round. */
export const stubborn = {
  mortal: pool.mortal.provide({ guards }),
  employer: pool.employer.provide({ guards }),
  registrar: pool.registrar.provide({ guards, actors: { worker: stubbornWorker } }),
  hopeful: pool.hopeful.provide({ guards }),
  foster: pool.foster.provide({ actors: { worker: stubbornWorker } }),
};
