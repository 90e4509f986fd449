import { defineConfig } from 'vitest/config';

/** Browsers and windows take their time on a busy machine; no test measures it. */
const PATIENCE = { testTimeout: 90_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

const endToEnd = {
  ...PATIENCE,
  environment: 'node',
  // A browser may be starved of time for a moment: it is asked once more. What fails twice is wrong, and the report names what was retried.
  retry: 1,
} as const;

export default defineConfig({
  test: {
    passWithNoTests: false,
    // All processors: a browser waits more than it works, and so do most tests of files and processes.
    maxWorkers: '100%',
    projects: [
      {
        define: { __WAYPOST_VERSION__: JSON.stringify('0.0.0-test') },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          setupFiles: ['test/support/fast-check.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'web',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/**/desktop*.test.ts', 'test/e2e/**/*-desktop.test.ts'],
          globalSetup: ['test/e2e/support/setup/web.ts'],
          env: { WAYPOST_TEST_HOST: 'web' },
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'desktop',
          // There is one display, and one window has the focus.
          fileParallelism: false,
          include: ['test/e2e/**/desktop*.test.ts', 'test/e2e/**/*-desktop.test.ts', 'test/e2e/both/**/*.test.ts'],
          globalSetup: ['test/e2e/support/setup/desktop.ts'],
          env: { WAYPOST_TEST_HOST: 'desktop' },
        },
      },
    ],
  },
});
