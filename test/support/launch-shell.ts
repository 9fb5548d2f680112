/** A till in a folder of its own whose shell's record the test can read. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchTill } from '#tools/launch/launch-till.ts';
import type { LaunchedTill, TillLaunch } from '#tools/launch/launch-till.ts';

/** One line of the shell's record. */
export type ShellFact = { readonly event: string; readonly [name: string]: unknown };

export type LaunchedShell = LaunchedTill & {
  /** All that happened since the driver has hold of the till, oldest first: a fast service may be ready before that. */
  readonly facts: readonly ShellFact[];
  /** Resolves with the first fact from `from` on that matches; rejects with the whole record when none comes. */
  readonly fact: (event: string, more?: FactQuery) => Promise<ShellFact>;
};

export type FactQuery = { readonly from?: number; readonly with?: Readonly<Record<string, unknown>> };

/** Far more than anything takes on a quiet machine. */
const waitMsMax = 60_000;
const pollMs = 25;
/** Helpers of the browser outlive it by a moment, and still write into the folder that is being emptied. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 } as const;

/** The folder is removed by `removeFolder`, so that a test can start a second till in it. */
export function shellFolder(): { readonly dataDir: string; readonly removeFolder: () => void } {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vafa-shell-'));
  return { dataDir, removeFolder: () => rmSync(dataDir, removal) };
}

/** The environment of a till that finds no card service: cards are tapped in the demo's tray. */
export function withoutReader(dataDir: string): Readonly<Record<string, string>> {
  return { PCSCLITE_CSOCK_NAME: path.join(dataDir, 'no-card-service') };
}

export async function launchShell(launch: TillLaunch): Promise<LaunchedShell> {
  const facts: ShellFact[] = [];
  const till = await launchTill({
    ...launch,
    onLine: (line) => {
      const fact = parseFact(line);
      if (fact !== undefined) facts.push(fact);
    },
  });
  return { ...till, facts, fact: (event, query = {}) => waitForFact(facts, event, query) };
}

/** Undefined for lines that the shell did not write. */
export function parseFact(line: string): ShellFact | undefined {
  if (!line.startsWith('{"process":"main"')) return undefined;
  // The shell writes one JSON object with an event on every line that starts this way.
  return JSON.parse(line) as ShellFact;
}

export async function waitForFact(
  facts: readonly ShellFact[],
  event: string,
  query: FactQuery,
): Promise<ShellFact> {
  const wanted = Object.entries(query.with ?? {});
  const matches = (fact: ShellFact): boolean =>
    fact.event === event && wanted.every(([name, value]) => fact[name] === value);
  const deadlineMs = performance.now() + waitMsMax;
  for (;;) {
    const found = facts.slice(query.from ?? 0).find(matches);
    if (found !== undefined) return found;
    if (performance.now() > deadlineMs) {
      throw new Error(`no ${event} ${JSON.stringify(query)} in ${JSON.stringify(facts)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
