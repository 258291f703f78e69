export type { StatehiveMatchers } from './matchers.ts';
export { type ModelSuite, testModel } from './test-model.ts';

import './matchers.ts';
