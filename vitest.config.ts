import { defineConfig } from 'vitest/config';

/** What these measure, other tests that run beside them would disturb. */
const measuring = [
  'test/bench/runner/compare/compare-suites.test.ts',
  'test/simulation/memory.test.ts',
];

export default defineConfig({
  resolve: { conditions: ['statehive:source', 'module', 'node'] },
  ssr: { resolve: { conditions: ['statehive:source', 'module', 'node'] } },
  test: {
    env: { NO_COLOR: '1' },
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: measuring,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'measuring',
          include: measuring,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
