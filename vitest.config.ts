import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['statehive:source', 'module', 'node'] },
  ssr: { resolve: { conditions: ['statehive:source', 'module', 'node'] } },
  test: {
    env: { NO_COLOR: '1' },
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 120_000,
    maxWorkers: '100%',
  },
});
