import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from './setup/run.js';

/** Keeps a picture of the page in `test-results/`, to be looked at. @returns its path */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, 'test-results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Checks the page (or the part that `within` selects) against WCAG 2.2 AA with axe-core.
 * @returns a line for each violation, with the elements at fault; none is good
 */
export async function accessibilityViolations(page: Page, within?: string): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  // What fades in has no contrast yet.
  await page.waitForFunction(
    () =>
      !document
        .getAnimations()
        .some(({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity),
  );
  const results = await page.evaluate(
    ({ selector, tags }) => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      return checker.run(selector ?? document, {
        runOnly: { type: 'tag', values: tags },
        // Menus and dialogs lie beside the landmarks by their nature; the rule is no part of WCAG.
        rules: { region: { enabled: false } },
        resultTypes: ['violations'],
      });
    },
    { selector: within, tags: WCAG },
  );
  return results.violations.map((violation) => {
    const places = violation.nodes.map((node) => `${node.target.join(' ')} — ${node.failureSummary ?? ''}`);
    return `${violation.id}: ${violation.help}\n  ${places.join('\n  ')}`;
  });
}
