import { defineConfig } from '@playwright/test';

/** Address of the running program for the journeys; the kitchen brings its own server. */
const program = process.env['PALMARES_URL'];
const kitchen = 'http://127.0.0.1:4173';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: true,
  reporter: 'line',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Brussels',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'kitchen', testDir: 'e2e/kitchen', use: { baseURL: kitchen } },
    ...(program ? [{ name: 'journeys', testDir: 'e2e/journeys', use: { baseURL: program } }] : []),
  ],
  webServer: {
    command: 'npm run --silent build:e2e && node e2e/serve.mjs',
    url: kitchen,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
