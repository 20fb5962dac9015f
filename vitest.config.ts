import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'fixtures/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['packages/store/src/testing/server.ts'],
    pool: 'forks',
    // Two processes load the house twice, not once a file: a fifth of all the time went there. What a test sets, it sets back.
    isolate: false,
    // As many as there are cores: files wait for the database and for processes of their own about as long as they count.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
