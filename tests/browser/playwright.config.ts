import { defineConfig } from '@playwright/test';

// One real server on a store of its own, and Debian's Chromium; screenshots go to build/screens for the reviewer's eye.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: process.env.BROWSER_OUT ?? '../../build/browser',
  globalSetup: './start_server.ts',
  use: {
    launchOptions: {
      // Chromium without windows; `chromium --headless` draws its own all the same.
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader'],
    },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
  },
});
