/** Says on standard error how far a simulation is: a bar on a terminal, a line each second elsewhere. */

import { Presets, SingleBar } from 'cli-progress';
import type { Reading } from './shard.ts';
import type { Progress, Timing } from './simulate.ts';

export type SimulationProgress = Progress & { readonly end: () => void };

type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };
type Show = { readonly update: (percent: number, text: string) => void; readonly end: () => void };

const lineEveryMs = 1_000;

/** `size` is that of the file in bytes, which every shard reads. */
export function createSimulationProgress(
  { size, shards }: { readonly size: number; readonly shards: number },
  nowMs: () => number,
  screen: Screen = process.stderr,
): SimulationProgress {
  const show = screen.isTTY === true ? barOn(screen) : linesOn(screen, nowMs);
  const readings = new Map<number, Reading>();
  return {
    read: (shard, reading) => {
      readings.set(shard, reading);
      let [bytes, sales] = [0, 0];
      for (const each of readings.values()) {
        bytes += each.bytes;
        sales += each.sales;
      }
      const percent = size === 0 ? 100 : Math.floor((bytes / (size * shards)) * 100);
      show.update(percent, `${sales.toLocaleString('en')} sales`);
    },
    pass: (side, pass) =>
      show.update(100, `budgets of ${side === 'draft' ? 'the draft' : 'the other rule set'}, pass ${pass}`),
    end: show.end,
  };
}

function barOn(screen: Screen): Show {
  const bar = new SingleBar(
    { format: 'Simulating {bar} {percentage} % {text}', stream: screen, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(100, 0, { text: '' });
  return { update: (percent, text) => bar.update(percent, { text }), end: () => bar.stop() };
}

function linesOn(screen: Screen, nowMs: () => number): Show {
  let saidMs = nowMs();
  return {
    update: (percent, text) => {
      const now = nowMs();
      if (now - saidMs < lineEveryMs) return;
      saidMs = now;
      screen.write(`Simulating ${percent} %, ${text}\n`);
    },
    end: () => {},
  };
}

/** One line on what took how long, for whoever waits for it. */
export function timingText(sales: number, { parsingMs, scoringMs, settlingMs }: Timing): string {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const perSecond = Math.round(sales / Math.max(0.001, (scoringMs + settlingMs) / 1_000));
  return `${sales.toLocaleString('en')} sales: read in ${seconds(parsingMs)}, scored under both rule sets in ${seconds(scoringMs)}, budgets settled in ${seconds(settlingMs)} (${perSecond.toLocaleString('en')} sales a second without reading).\n`;
}
