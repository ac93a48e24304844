/**
 * Which tests run, chosen by mode: `fast` leaves out *.slow.test.ts, `soak` is the campaigns only,
 * anything else is all tests but those. End-to-end tests are Playwright's: playwright.config.ts.
 */
import { defineConfig, mergeConfig } from 'vitest/config'
import viteConfig from './vite.config.ts'

const tests = ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'lessons/**/*.test.ts']

export default defineConfig(({ mode }) =>
  mergeConfig(viteConfig, {
    test: {
      environment: 'node',
      setupFiles: ['src/equal-names.ts'],
      include: mode === 'soak' ? ['src/**/*.soak.ts'] : tests,
      exclude: mode === 'fast' ? ['**/*.slow.test.{ts,tsx}'] : [],
      // Only against what hangs: how fast a test is on a busy machine says nothing about the code.
      testTimeout: 60_000,
      // A campaign has the machine to itself, and as long as it was given.
      ...(mode === 'soak' ? { fileParallelism: false, testTimeout: 0 } : {}),
      allowOnly: false,
    },
  }),
)
