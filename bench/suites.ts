import { checkSuite } from './check.ts';
import { engines } from './engines.ts';
import { hive } from './hive.ts';
import { optimisations } from './optimisations.ts';
import { pholdSuite } from './phold.ts';
import { primitives } from './primitives.ts';
import { scaleSuite } from './scale.ts';
import type { Suite } from './suite.ts';
import { swarmSuite } from './swarm.ts';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  hive,
  swarmSuite,
  pholdSuite,
  engines,
  scaleSuite,
  primitives,
  optimisations,
  checkSuite,
];
