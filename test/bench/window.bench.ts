/**
 * From the start of the application to a sign-in screen that is painted and answers a press, with a million members.
 * `node test/bench/window.bench.ts [--full]`. The window is watched over Chromium's own debugging port and not by
 * Playwright, which would hold the application back until it is connected. A start takes a second, so there are tens
 * of runs and not thousands.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchOptions, manyMembers, offerCount } from './support/bench-options.ts';
import { copyOfDataFolder } from './support/data-folder.ts';
import type { BenchFolder } from './support/data-folder.ts';
import { atMost, printFigures, spreadOf } from './support/figures.ts';
import { addOffers } from './support/many-offers.ts';
import { evaluateInFirstPage } from './support/watch-page.ts';
import { startVirtualDisplay } from '#tools/launch/virtual-display.ts';
import { electronArguments, tillEnvironment } from '#tools/launch/launch-till.ts';
import { startOwnProcess } from '#tools/launch/own-process.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';
import { readRuntimeFile } from '#tools/setup/runtime-file.ts';

const runs = benchOptions().full ? 20 : 10;
const emptyApp = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<p>empty</p>'));`;

/** Answers with the time of day in milliseconds at which the sign-in screen was painted, once a press was answered. */
const signInPainted = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const find = (selector) => document.querySelector(selector);
  while (!find('[data-testid^="sign-in-operator-"]')) await frame();
  await frame();
  const paintedAtMs = performance.timeOrigin + performance.now();
  find('[data-testid^="sign-in-operator-"]').click();
  while (!find('[data-testid="pin-field"]')) await frame();
  return paintedAtMs;
})()`;
const anythingPainted = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  return performance.timeOrigin + performance.now();
})()`;

const display = await startVirtualDisplay();
if (!display.ok) throw new Error(display.error);
const env = { DISPLAY: display.value.name ?? '' };
const folder = await copyOfDataFolder(manyMembers);
const runtime = await readRuntimeFile();
if (runtime === undefined) throw new Error('Run the set-up first: node tools/bootstrap.mjs setup');
try {
  const tillMs: number[] = [];
  const floorMs: number[] = [];
  addOffers(folder, offerCount);
  await startTill(folder); // makes the ledger and Chromium's own folder
  for (let run = 0; run < runs; run += 1) {
    tillMs.push(await startTill(folder));
    floorMs.push(await startEmpty(folder));
  }
  const measured = spreadOf(tillMs);
  printFigures('Start of the application', [
    {
      goal: 'P18',
      what: 'application started to sign-in screen painted and answering',
      unit: 'ms',
      measured,
      beside: { what: 'the same Electron with an empty page', p50: spreadOf(floorMs).p50 },
      gate: atMost('p50 <= 1,500', measured.p50, 1_500),
      aim: atMost('<= 700', measured.p50, 700),
    },
  ]);
} finally {
  folder.remove();
  await display.value.stop();
}

function startTill({ dataDir }: BenchFolder): Promise<number> {
  const launch = { dataDir, args: ['--demo', '--lang=en'], env };
  return startAndWait(electronArguments(launch), signInPainted);
}

/** The least that an application can do: one window with a page of one word. */
function startEmpty({ dataDir }: BenchFolder): Promise<number> {
  const app = path.join(dataDir, 'empty');
  mkdirSync(app, { recursive: true });
  writeFileSync(path.join(app, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(path.join(app, 'main.cjs'), emptyApp);
  const args = electronArguments({ dataDir: app }).map((arg) => (arg === projectRoot ? app : arg));
  return startAndWait(args, anythingPainted);
}

async function startAndWait(args: readonly string[], expression: string): Promise<number> {
  const startedAtMs = performance.timeOrigin + performance.now();
  const electron = startOwnProcess(
    runtime?.electronExecutable ?? '',
    ['--disable-gpu', '--remote-debugging-port=0', ...args],
    { env: tillEnvironment({ dataDir: '', env }), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    return (await evaluateInFirstPage(electron.child, expression)) - startedAtMs;
  } finally {
    await electron.stop();
  }
}
