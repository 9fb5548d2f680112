/** The cashier's screen as a test drives it: by what a person sees and presses. */

import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';

/** The demo chain, as its files say. */
export const demoChain = chainSchema.parse(
  JSON.parse(readFileSync(path.join(projectRoot, 'resources/demo/chain.json'), 'utf8')),
);

/** Uids of the demo's tray, by what their owner is. */
export const demoCards = {
  silver: '04A1B2C3D4E580',
  gold: '3C5A19E7',
  newcomer: '04B7C8D9EAFB81',
  blocked: '04D4E5F6A7B883',
  unknown: '04EEDDCCBBAA84',
} as const;

/** A hand lifts one card and brings the next; what comes faster is a bounce, or two cards in the field. */
const handMs = 1_200;
/** Between two keys of a scanner. */
const strokeMs = 2;

export type CashierScreen = {
  readonly page: Page;
  readonly signIn: (operatorIndex?: number) => Promise<void>;
  readonly typePin: (pin: string) => Promise<void>;
  /** A barcode scanner is a keyboard that types fast and ends with Enter. */
  readonly scan: (barcode: string) => Promise<void>;
  readonly tapInTray: (cardUid: string) => Promise<void>;
  /** As on a reader while a window is open: the tray lies behind it, out of a finger's reach. */
  readonly tapBehindWindow: (cardUid: string) => Promise<void>;
  /** A plain amount in the unit of the screen: Toman where the currency is Rial. */
  readonly addAmount: (shown: number) => Promise<void>;
  readonly pay: () => Promise<string>;
  readonly nextSale: () => Promise<void>;
  /** Words of the first element with this test id, on one line, digits as shown. */
  readonly text: (testId: string) => Promise<string>;
  readonly lineCount: () => Promise<number>;
};

/** Resolves once the till has heard of its reader service: before that no card can be tapped, not even in the tray. */
export async function readerHasAnswered(page: Page): Promise<void> {
  const unheard = ['unknown', 'starting'].map((state) => `:not([data-state="${state}"])`).join('');
  await page.locator(`[data-testid="reader-state"]${unheard}`).waitFor({ state: 'attached' });
}

export function cashierScreen(page: Page): CashierScreen {
  let lastTapMs = -handMs;
  const handRest = async (): Promise<void> => {
    const restMs = lastTapMs + handMs - performance.now();
    if (restMs > 0) await sleep(restMs);
  };
  const text = async (testId: string): Promise<string> =>
    (await page.getByTestId(testId).first().innerText()).replaceAll(/\s+/g, ' ').trim();
  const typePin = async (pin: string): Promise<void> => {
    await page.getByTestId('pin-field').waitFor();
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
  };
  return {
    page,
    text,
    typePin,
    signIn: async (operatorIndex = 0) => {
      const operator = demoChain.operators[operatorIndex];
      if (operator === undefined) throw new Error('the demo has no such operator');
      await page.getByTestId(`sign-in-operator-${operator.operatorId}`).click();
      await typePin(operator.initialPin);
      await page.getByTestId('pay-button').waitFor();
    },
    scan: async (barcode) => {
      const session = await page.context().newCDPSession(page);
      await Promise.all(keysOfScan(barcode).map((key) => session.send('Input.dispatchKeyEvent', key)));
      await session.detach();
    },
    tapInTray: async (cardUid) => {
      await readerHasAnswered(page);
      await handRest();
      await page.getByTestId(`demo-card-${cardUid}`).click();
      lastTapMs = performance.now();
    },
    tapBehindWindow: async (cardUid) => {
      await handRest();
      await page.getByTestId(`demo-card-${cardUid}`).dispatchEvent('click');
      lastTapMs = performance.now();
    },
    addAmount: async (shown) => {
      await page.keyboard.press('F4');
      await page.getByTestId('amount-field').waitFor();
      await page.keyboard.type(String(shown));
      await page.keyboard.press('Enter');
      await page.getByTestId('amount-pad').waitFor({ state: 'detached' });
    },
    pay: async () => {
      await page.keyboard.press('F9');
      await page.getByTestId('receipt-number').waitFor();
      return text('receipt-number');
    },
    nextSale: async () => {
      // An Enter before the receipt is there belongs to the window that it comes out of.
      await page.getByTestId('receipt-number').waitFor();
      await page.keyboard.press('Enter');
      await page.getByTestId('receipt-dialog').waitFor({ state: 'detached' });
    },
    lineCount: () => page.getByTestId('basket-line').count(),
  };
}

type Stroke = { readonly key: string; readonly code: string; readonly text: string; readonly number: number };

const enterStroke: Stroke = { key: 'Enter', code: 'Enter', text: '\r', number: 13 };

/** Digits and letters, as a scanner set to the usual layout presses them. */
function strokeOf(character: string): Stroke {
  const upper = character.toUpperCase();
  const code = /\d/.test(character) ? `Digit${character}` : `Key${upper}`;
  return { key: character, code, text: character, number: upper.charCodeAt(0) };
}

/** One key that goes down or up, as Chromium's own protocol takes it. */
type KeyEvent = {
  readonly type: 'keyDown' | 'keyUp';
  readonly key: string;
  readonly code: string;
  readonly windowsVirtualKeyCode: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly text?: string;
  readonly unmodifiedText?: string;
};

/**
 * What a scanner presses for a barcode, to be sent without waiting. Each key has its own time: a busy machine that
 * answers or passes on a key late would make a person of the scanner.
 */
export function keysOfScan(barcode: string): readonly KeyEvent[] {
  const startMs = Date.now();
  return [...Array.from(barcode, strokeOf), enterStroke].flatMap(({ key, code, text, number }, place) => {
    const timestamp = (startMs + place * strokeMs) / 1_000;
    const common = { key, code, windowsVirtualKeyCode: number, timestamp };
    return [
      { ...common, type: 'keyDown', text, unmodifiedText: text },
      { ...common, type: 'keyUp' },
    ] as const;
  });
}
