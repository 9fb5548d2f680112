/**
 * From a key to the frame that shows it, and to the frame that shows what was found: searching members and products,
 * and scanning barcodes, in the real window. `node test/bench/typing.bench.ts [--full]`.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import { demoChain } from '#test/support/cashier-screen.ts';
import { benchOptions, manyMembers } from './support/bench-options.ts';
import { randomMembers } from './support/demo-members.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { frameFloor, takeKeys } from './support/page-probe.ts';
import type { KeyTimes } from './support/page-probe.ts';
import { withTillWindow } from './support/till-window.ts';
import type { TillWindow } from './support/till-window.ts';

const { full } = benchOptions();
const keysPerKind = full ? 450 : 120;
const scanCount = full ? 200 : 60;
const wordLetters = 6;
/** A quick typist; also long enough that no word is taken for a barcode. */
const betweenKeysMs = 80;
const scansPerBasket = 20;
const frameMs = 1_000 / 60;

const figures = await withTillWindow(manyMembers, async (window) => {
  const { page } = window;
  const session = await page.context().newCDPSession(page);
  const floor = spreadOf(await page.evaluate(frameFloor, 200)).p50;
  const longTasksBefore = (await page.evaluate(takeKeys)).longTasks;
  const names = randomMembers(manyMembers, keysPerKind, 11).map(({ name }) => name);
  const products = demoChain.products.map(({ name }) => name.en);
  const memberKeys = await typeWords(window, session, { field: 'F2', words: names });
  const productKeys = await typeWords(window, session, { field: 'F3', words: products });
  const scans = await scanBarcodes(window, session);
  const { longTasks } = await page.evaluate(takeKeys);
  const inputs = memberKeys.length + productKeys.length + scans.length;
  return [
    ...typedFigures('member search', memberKeys, floor),
    ...typedFigures('product search', productKeys, floor),
    resultFigure('barcode scanned, Enter to the line', scans, floor),
    longTaskFigure(longTasks - longTasksBefore, inputs),
  ];
});
printFigures('Typing and scanning', figures, [
  'To the end of the frame: a message posted from the animation frame, which waits until the frame is drawn. A frame is 16.7 ms.',
]);

type Typing = { readonly field: 'F2' | 'F3'; readonly words: readonly string[] };

/** Letters only: opening and leaving the field are not measured. */
async function typeWords(
  { page }: TillWindow,
  session: CDPSession,
  { field, words }: Typing,
): Promise<readonly KeyTimes[]> {
  const keys: KeyTimes[] = [];
  for (const word of words) {
    if (keys.length >= keysPerKind) break;
    await page.keyboard.press(field);
    await sleep(betweenKeysMs);
    await page.evaluate(takeKeys);
    for (const letter of lettersOf(word)) {
      await press(session, { text: letter, code: 'KeyA' });
      await sleep(betweenKeysMs);
    }
    keys.push(...(await page.evaluate(takeKeys)).keys);
    await page.keyboard.press('Escape');
  }
  return keys;
}

function lettersOf(word: string): readonly string[] {
  return (word.match(/\p{L}/gu) ?? []).slice(0, wordLetters);
}

/** Of each scan the last key, which is Enter; every so many scans the basket is paid. */
async function scanBarcodes(window: TillWindow, session: CDPSession): Promise<readonly KeyTimes[]> {
  const { page, screen } = window;
  const scans: KeyTimes[] = [];
  for (let run = 0; run < scanCount; run += 1) {
    const barcode = demoChain.products[(run * 7) % demoChain.products.length]?.barcode ?? '';
    await page.evaluate(takeKeys);
    await Promise.all(
      barcode.split('').map((digit) => press(session, { text: digit, code: `Digit${digit}` })),
    );
    await press(session, { text: '\r', code: 'Enter' });
    await sleep(2 * betweenKeysMs);
    const [enter] = (await page.evaluate(takeKeys)).keys.slice(-1);
    if (enter !== undefined) scans.push(enter);
    if ((run + 1) % scansPerBasket !== 0) continue;
    await screen.pay();
    await screen.nextSale();
  }
  return scans;
}

/** As the keyboard's driver would: one key, with any letter of any script. */
async function press(
  session: CDPSession,
  { text, code }: { readonly text: string; readonly code: string },
): Promise<void> {
  const key = code === 'Enter' ? 'Enter' : text;
  const enter = code === 'Enter' ? { windowsVirtualKeyCode: 13 } : {};
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text, ...enter });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, ...enter });
}

function typedFigures(where: string, keys: readonly KeyTimes[], floor: number): readonly Figure[] {
  const echo = spreadOf(keys.flatMap(({ atMs, echoMs }) => (echoMs === null ? [] : [echoMs - atMs])));
  return [
    {
      goal: 'P29',
      what: `${where}, key to the letter`,
      unit: 'ms',
      measured: echo,
      beside: { what: 'one frame', p50: floor },
      gate: atMost('p95 <= 2 frames', echo.p95, 2 * frameMs),
      aim: atMost('p95 <= 1 frame', echo.p95, frameMs),
    },
    resultFigure(`${where}, key to what was found`, keys, floor),
  ];
}

function resultFigure(what: string, keys: readonly KeyTimes[], floor: number): Figure {
  const result = spreadOf(keys.flatMap(({ atMs, resultMs }) => (resultMs === null ? [] : [resultMs - atMs])));
  return {
    goal: 'P29',
    what,
    unit: 'ms',
    measured: result,
    beside: { what: 'one frame', p50: floor },
    gate: atMost('p95 <= 2 frames', result.p95, 2 * frameMs),
  };
}

function longTaskFigure(longTasks: number, inputs: number): Figure {
  return {
    goal: 'P29',
    what: `tasks of more than 50 ms over ${inputs.toLocaleString('en')} inputs`,
    unit: 'count',
    measured: single(longTasks),
    gate: atMost('none', longTasks, 0),
  };
}
