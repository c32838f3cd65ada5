import { defineConfig } from '@playwright/test';

/**
 * Addresses of the running program, one for each stage of the sample edition
 * (`tests/scripts/browser` starts them); the kitchen brings its own server.
 */
const programs = {
  entrant: process.env['SAMPLE_CALL_URL'],
  judge: process.env['SAMPLE_JUDGING_URL'],
  staff: process.env['SAMPLE_JUDGED_URL'],
};
/** The whole story changes dates for everybody, so that each width has a sample of its own. */
const stories = {
  story: { baseURL: process.env['SAMPLE_STORY_URL'], width: 1280, height: 900 },
  'story-phone': { baseURL: process.env['SAMPLE_STORY_PHONE_URL'], width: 390, height: 844 },
};
const roles = Object.entries(programs).flatMap(([name, baseURL]) =>
  baseURL ? [{ name, testDir: `e2e/${name}`, workers: 1, use: { baseURL } }] : [],
);
const tales = Object.entries(stories).flatMap(([name, { baseURL, ...viewport }]) =>
  baseURL ? [{ name, testDir: 'e2e/story', workers: 1, use: { baseURL, viewport } }] : [],
);
const kitchen = 'http://127.0.0.1:4173';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A story waits more than it works. Those of one sample never run beside each other.
  workers: 2,
  forbidOnly: true,
  reporter: 'line',
  // Two cores run the browser, five programs and the tests.
  expect: { timeout: 10_000 },
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
    { name: 'kitchen', testDir: 'e2e/kitchen', workers: 1, use: { baseURL: kitchen } },
    ...roles,
    ...tales,
  ],
  webServer: {
    command: 'npm run --silent build:e2e && node e2e/serve.mjs',
    url: kitchen,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
