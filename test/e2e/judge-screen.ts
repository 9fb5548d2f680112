/** A picture of a screen for people to judge, and the faults that a machine can find in it. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import path from 'node:path';

export type Look = {
  readonly language: 'fa' | 'en';
  readonly theme: 'light' | 'dark';
  readonly size: string;
};

/** Each language, each appearance, the smallest window and a large one. */
export const looks: readonly Look[] = [
  { language: 'fa', theme: 'light', size: '1024x768' },
  { language: 'fa', theme: 'dark', size: '1920x1080' },
  { language: 'en', theme: 'light', size: '1920x1080' },
  { language: 'en', theme: 'dark', size: '1024x768' },
];

const pictures = 'test-results/screens';

/**
 * Keeps the picture under the name, and fails where the page has an accessibility fault; only `within` is searched for
 * faults where the rest was judged before.
 */
export async function judgeScreen(page: Page, name: string, within = 'html'): Promise<void> {
  // Something half faded in has neither its colours nor its place yet; what was called off is over as well.
  // What turns for as long as something is waited for is not waited for.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  // The usual way opens a second page, which this shell denies; the rules are the same.
  const { violations } = await new AxeBuilder({ page }).include(within).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}
