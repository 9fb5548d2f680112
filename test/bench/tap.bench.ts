/**
 * From the reader service's word that a card lies there to the member in the page, and to the painted window: the
 * real application with a million members and the scripted reader. `node test/bench/tap.bench.ts [--full]`.
 */

import path from 'node:path';
import type { Page } from '@playwright/test';
import { benchOptions, manyMembers } from './support/bench-options.ts';
import { randomCards } from './support/demo-members.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { frameFloor, tapOnce } from './support/page-probe.ts';
import type { TapTimes } from './support/page-probe.ts';
import { descendantRunning, proportionalBytes } from './support/process-tree.ts';
import { readCardTimes, restartReaderWithClock } from './support/reader-clock.ts';
import { residentBytes } from './support/till-process.ts';
import { withTillWindow } from './support/till-window.ts';

const taps = benchOptions().full ? 1_000 : 200;
const warmUps = 20;
const floorRuns = 200;
/** The till service is the one utility process of Node's kind; its command line says so. */
const tillServiceMark = 'node.mojom.NodeService';
const bytesPerMb = 1_000_000;

type TapOfCard = TapTimes & { readonly cardUid: string };

const figures = await withTillWindow(manyMembers, async (window) => {
  const { page, folder, pid } = window;
  const clockFile = path.join(folder.dataDir, 'card-times');
  await restartReaderWithClock(window, clockFile);
  const shown: TapOfCard[] = [];
  for (const cardUid of randomCards(manyMembers, warmUps + taps, 7)) {
    const times = await page.evaluate(tapOnce, cardUid);
    if (times === null) throw new Error('a card of the demo shows its member');
    shown.push({ ...times, cardUid });
  }
  const floor = spreadOf(await page.evaluate(frameFloor, floorRuns));
  const bytes = proportionalBytes(pid);
  const till = descendantRunning(pid, tillServiceMark);
  const tillBytes = till === undefined ? Number.NaN : residentBytes(till);
  const originMs = await monotonicOriginMs(page);
  const told = readCardTimes(clockFile);
  const rows = shown.slice(warmUps).map((tap, index) => {
    const card = told[warmUps + index];
    if (card?.cardUid !== tap.cardUid) throw new Error('the reader service told each card once, in order');
    return { tap, toldMs: card.atMs - originMs };
  });
  return [...tapFigures(rows, floor.p50), ...memoryFigures(bytes / bytesPerMb, tillBytes / bytesPerMb)];
});
printFigures('Tap and window', figures, [
  'Start: the moment at which the reader service hands its event to the pipe. Member in the page: the message event of the page. Painted: two animation frames after the member stands in the page, so one frame more than was needed.',
  'Path: reader process, main process, till process, page; three hops between four processes.',
]);

/** What has to be added to times of the page to make them times of the system's monotonic clock. */
async function monotonicOriginMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const start = metrics.find(({ name }) => name === 'NavigationStart');
  if (start === undefined) throw new Error('the page says when it was loaded');
  return start.value * 1_000;
}

function tapFigures(
  rows: readonly { readonly tap: TapTimes; readonly toldMs: number }[],
  frameMs: number,
): readonly Figure[] {
  const arrived = spreadOf(rows.map(({ tap, toldMs }) => tap.arrivedMs - toldMs));
  const shown = spreadOf(rows.map(({ tap, toldMs }) => tap.shownMs - toldMs));
  const painted = spreadOf(rows.map(({ tap, toldMs }) => tap.paintedMs - toldMs));
  const asked = spreadOf(rows.map(({ tap }) => tap.paintedMs - tap.askedMs));
  const frame = { what: 'one frame', p50: frameMs };
  return [
    {
      goal: 'P1',
      what: 'card event to member in the page',
      unit: 'ms',
      measured: arrived,
      gate: { text: 'p50 <= 1, p99 <= 20', isMet: arrived.p50 <= 1 && arrived.p99 <= 20 },
      aim: atMost('p99 <= 2', arrived.p99, 2),
    },
    { goal: 'P1', what: 'card event to member in the elements', unit: 'ms', measured: shown },
    {
      goal: 'P2',
      what: 'card event to painted',
      unit: 'ms',
      measured: painted,
      beside: frame,
      gate: atMost('p95 <= 60', painted.p95, 60),
      aim: atMost('p99 <= 34', painted.p99, 34),
    },
    {
      goal: 'P2',
      what: 'demo tap asked for in the page to painted',
      unit: 'ms',
      measured: asked,
      beside: frame,
    },
  ];
}

function memoryFigures(wholeMb: number, tillMb: number): readonly Figure[] {
  return [
    {
      goal: 'P20',
      what: 'till service in the application, resident memory',
      unit: 'MB',
      measured: single(tillMb),
      gate: atMost('<= 150 MB', tillMb, 150),
      aim: atMost('<= 80 MB', tillMb, 80),
    },
    {
      goal: 'P20',
      what: 'whole application, proportional memory',
      unit: 'MB',
      measured: single(wholeMb),
      gate: atMost('<= 350 MB', wholeMb, 350),
      aim: atMost('<= 250 MB', wholeMb, 250),
    },
  ];
}
