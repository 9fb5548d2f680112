/** Pictures of a screen for people to judge, and the faults that a machine can find in it. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import path from 'node:path';

export type Look = { readonly theme: 'light' | 'dark'; readonly width: number; readonly height: number };

/** One way through screens in one language: each screen is judged in one look, and pictured in another as well. */
export type Walk = { readonly language: 'fa' | 'en'; readonly judged: Look; readonly pictured: Look };

const small = { width: 1_024, height: 768 } as const;
const large = { width: 1_920, height: 1_080 } as const;

/**
 * Each language and each appearance, the smallest window and a large one. A window is judged where it has the least
 * room: the large one has the same colours and the same marks.
 */
export const walks: readonly Walk[] = [
  { language: 'fa', judged: { theme: 'light', ...small }, pictured: { theme: 'dark', ...large } },
  { language: 'en', judged: { theme: 'dark', ...small }, pictured: { theme: 'light', ...large } },
];

/** As it stands in the title of a test. */
export function walkTitle({ language, judged, pictured }: Walk): string {
  return `in ${language}, ${judged.theme} and ${pictured.theme}`;
}

const pictures = 'test-results/screens';

/** One search takes a second, and many on a busy machine. */
const faultsMsMax = 60_000;

/**
 * Keeps a picture of both looks under the name, and fails where the page has an accessibility fault; only `within` is
 * searched for faults where the rest was judged before. The page is left in the look that is judged.
 */
export async function judgeScreen(page: Page, walk: Walk, name: string, within = 'html'): Promise<void> {
  // What is still changing its colours or fading in is not the fault of the screen; what stays as it is, is.
  await expect(async () => expect(await faultsOf(page, within)).toEqual([])).toPass({ timeout: faultsMsMax });
  await takePicture(page, walk.language, walk.judged, name);
  await showAs(page, walk.pictured);
  await takePicture(page, walk.language, walk.pictured, name);
  await showAs(page, walk.judged);
}

async function faultsOf(page: Page, within: string): Promise<readonly string[]> {
  // The usual way opens a second page, which this shell denies; the rules are the same.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await axe.include(within).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/**
 * Without motion: something half faded in has neither its colours nor its place yet, and to ask animations from outside
 * how far they are can leave a window in its first, invisible frame.
 */
export async function showAs(page: Page, { theme, width, height }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
}

async function takePicture(
  page: Page,
  language: Walk['language'],
  { theme, width, height }: Look,
  name: string,
): Promise<void> {
  await settle(page);
  const file = `${language}-${theme}-${width}x${height}-${name}.png`;
  await page.screenshot({ path: path.join(pictures, file) });
}

/** What was put on the page right before, or called off, is drawn as it stays: in the second frame from now. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await nextFrame();
    await nextFrame();
  });
}
