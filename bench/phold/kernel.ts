import { Clock } from '../../src/time/clock.ts';
import { EMPTY_HASH, extendHash, type StartLoop } from './loop.ts';

/** PHOLD on Statehive's clock, used as a simulation would use it. */
export const startKernel: StartLoop = (population) => {
  const clock = new Clock<number>();
  let hash = EMPTY_HASH;
  population.targets.forEach((target, index) => {
    clock.schedule(population.delaysMs[index]!, target);
  });
  return {
    get nowMs() {
      return clock.nowMs;
    },
    run({ delaysMs, targets }) {
      for (let index = 0; index < delaysMs.length; index++) {
        hash = extendHash(hash, clock.next()!);
        clock.schedule(delaysMs[index]!, targets[index]!);
      }
      return hash;
    },
  };
};
