import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
/** Pixels by which the page is wider than the screen. */
const OUTSIDE = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** What reaches beyond the right edge, as text. */
const BEYOND = `[...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((element) => element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 60)).slice(-5)`;
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const found = [process.env['CHROMIUM_PATH'], ...PLACES].find((place) => place !== undefined && existsSync(place));
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A group of journeys through the machine's Chromium: skipped aloud where there is none, a failure where CI says it must run. */
export function inBrowser(name: string, journeys: () => void): void {
  if (found) {
    describe(name, journeys);
  } else if (process.env['CI'] === 'true') {
    it(name, () => {
      throw new Error('no Chromium: install it, or name it in CHROMIUM_PATH');
    });
  } else {
    process.stderr.write(`SKIPPED, no Chromium on this machine (CHROMIUM_PATH): ${name}\n`);
    describe.skip(name, journeys);
  }
}

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: found!, args: ['--no-sandbox'] });

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

/** The page has no serious barrier (axe), and on a phone nothing of it lies outside the screen. */
export async function expectReadable(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  );
  const barriers = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  await page.setViewportSize(PHONE);
  // a page that changes its width may take a frame or two to come to rest
  await page.waitForFunction(`${OUTSIDE} <= 0`, undefined, { timeout: 2000 }).catch(() => undefined);
  const outside = (await page.evaluate(OUTSIDE)) === 0 ? [] : await page.evaluate(BEYOND);
  await page.setViewportSize(DESK);
  expect({ url: page.url(), barriers, outside }).toEqual({ url: page.url(), barriers: [], outside: [] });
}
