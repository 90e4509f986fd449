/**
 * Support for end-to-end tests: they use the built application, as a person would, through Playwright.
 *
 * ```ts
 * import { expect, it } from 'vitest';
 * import { accessibilityViolations, screenshot, useApp } from './support/index.js';
 *
 * const app = useApp();                       // a fresh Waypost on a data folder of its own for each test
 *
 * it('greets a newcomer', async () => {
 *   const { page } = app();
 *   await page.getByRole('heading', { name: 'Welcome' }).waitFor();
 *   expect(await accessibilityViolations(page)).toEqual([]);
 *   await screenshot(page, 'welcome');        // test-results/welcome.png
 * });
 * ```
 *
 * Where a file lies says where it runs:
 * - `test/e2e/<name>.test.ts` in Chromium against the web host;
 * - `test/e2e/desktop<name>.test.ts` and `test/e2e/<name>-desktop.test.ts` in Electron's window;
 * - `test/e2e/both/<name>.test.ts` in both (`hostOfRun()` says which one it is).
 *
 * One file: `npx vitest run --project web test/e2e/<name>.test.ts` (or `--project desktop`): it builds what has changed,
 * finds or fetches Chromium or Electron, and starts an invisible display where there is none.
 *
 * A test fails when the page wrote an error to its console or threw one; where that is what the test is about, empty
 * `app().complaints`. To start the host again on the same data, use `startApp({ dataFolder })`, `kill()` and `startApp`.
 * `mustRunCli` prepares projects with the command line. Wait for what a person would see (`waitFor`, `expect.poll`), never
 * for a time.
 */
export { hostOfRun, startApp, useApp, type App, type AppOptions, type HostKind } from './app.js';
export { mustRunCli, runCli } from './cli.js';
export { launchElectron, startDesktopApp, type DesktopApp } from './desktop.js';
export { expectLook } from './look.js';
export { accessibilityViolations, screenshot } from './page.js';
export { createJourney, createProject } from './steps.js';
export { startBrowser, startWebHostProcess, type WebHostProcess } from './web.js';
