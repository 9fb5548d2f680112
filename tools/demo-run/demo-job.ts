/** The worked example as the demo plays it: a silver member's eleventh purchase, on the birthday. */

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { normalCard } from '../virtual-card/card-behaviours.ts';
import { placeCard } from '../virtual-card/place-card.ts';
import { projectPath } from '../setup/project-paths.ts';
import type { MainJob } from './play-main-job.ts';

/** A product of the home group for 300,000 Toman; with as much again typed, the basket of the example. */
const kilimCushion = '6269014010199';
const silverCard = '04A1B2C3D4E580';
const otherGoodsToman = 300_000;

/** `hasReader`: the card goes onto the virtual reader of the card service, otherwise into the window's tray. */
export async function demoJob(page: Page, hasReader: boolean, screenshots: string): Promise<MainJob> {
  const chain = chainSchema.parse(
    JSON.parse(await readFile(projectPath('resources', 'demo', 'chain.json'), 'utf8')),
  );
  const [operator] = chain.operators;
  if (operator === undefined) throw new Error('the demo chain has no operator');
  return {
    operatorId: operator.operatorId,
    pin: operator.initialPin,
    barcode: kilimCushion,
    amountToman: otherGoodsToman,
    tapCard: hasReader ? () => tapReader(page) : () => page.getByTestId(`demo-card-${silverCard}`).click(),
    screenshots,
  };
}

async function tapReader(page: Page): Promise<void> {
  await page.locator('[data-testid="reader-state"][data-state="ready"]').waitFor();
  const card = await placeCard({ behaviour: normalCard(silverCard) });
  if (!card.ok) throw new Error('the virtual reader went away');
  await card.value.asked;
  await card.value.lift();
}
