import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { obtainCardService } from '../launch/card-service.ts';
import { isRoot, launchTill } from '../launch/launch-till.ts';
import { whenToldToStop } from '../launch/told-to-stop.ts';
import { obtainDisplay } from '../launch/virtual-display.ts';
import { projectPath } from '../setup/project-paths.ts';
import type { Report, SetupProblem } from '../setup/step.ts';
import { startDemoHq } from './demo-hq.ts';
import type { DemoHq } from './demo-hq.ts';
import { demoJob } from './demo-job.ts';
import { joinDemoTill, newestSeqOf } from './join-demo-till.ts';
import { playMainJob } from './play-main-job.ts';

const tappedOnReader = 'A virtual card will be tapped on the virtual reader of a real PC/SC service.';
const tappedInTray = 'There is no PC/SC service here, so the card is tapped in the demo’s tray.';

/** Plays the main job once in a fresh demo till that nobody sees, beside an HQ of its own, and says what happened. */
export async function playDemo(report: Report): Promise<Result<void, SetupProblem>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  whenToldToStop(() => stopping.abort());
  report('There is no display here, so the till opens on a virtual one and plays its main job once.');
  if (isRoot())
    report('Note: running as root, so the window opens without the browser sandbox (--no-sandbox).');
  const display = await obtainDisplay();
  if (!display.ok) return err({ code: 'virtualDisplayMissing', advice: display.error });
  const cards = await obtainCardService();
  report(cards.ok ? tappedOnReader : tappedInTray);
  const folders = await makeFolders();
  const printed: string[] = [];
  let hq: DemoHq | undefined;
  try {
    signal.throwIfAborted();
    const started = await startDemoHq({ folder: folders.hq, port: 0, isDurable: false });
    if (!started.ok) return demoFailed(started.error);
    hq = started.value;
    signal.throwIfAborted();
    const joined = await joinDemoTill(folders.till, hq);
    if (!joined.ok) return demoFailed(`The till could not join HQ: ${joined.error.code}`);
    signal.throwIfAborted();
    const till = await withoutItsInterrupt(() =>
      launchTill({
        dataDir: folders.till,
        args: ['--demo', '--lang=en', '--window-size=1280x800'],
        env: display.value.name === undefined ? {} : { DISPLAY: display.value.name },
        onLine: (line) => printed.push(line),
      }),
    );
    let closing: Promise<void> | undefined;
    const closeTill = (): Promise<void> => (closing ??= till.stop());
    const closeEarly = (): void => void closeTill();
    signal.addEventListener('abort', closeEarly);
    if (signal.aborted) closeEarly();
    try {
      await untilSnapshotTaken(printed, signal);
      const line = till.page.locator('[data-testid="line-state"][data-state="complete"]');
      const job = await demoJob(till.page, cards.ok, folders.screenshots);
      const tapCard = async (): Promise<void> => {
        await line.waitFor();
        report('HQ       runs beside the till, which has joined it and taken its snapshot');
        await job.tapCard();
      };
      for (const said of await playMainJob(till.page, { ...job, tapCard })) report(said);
      // A till that is ended keeps what it has not sent for its next start, and this one has none.
      await untilReceived(hq, joined.value.deviceId, signal);
      await line.waitFor();
    } finally {
      signal.removeEventListener('abort', closeEarly);
      await closeTill();
    }
    const isThere = await isAllThere(hq, { dataDir: folders.till, deviceId: joined.value.deviceId });
    if (!isThere) return demoFailed(['HQ has not got what the till booked.', ...printed].join('\n'));
    report('HQ       has the sale: everything of this till is there');
    report(`Screenshots: ${folders.screenshots}`);
    return ok(undefined);
  } catch (error) {
    if (signal.aborted) return demoFailed('The demo was stopped before its end.');
    // Playwright says what it waited for; with what the till printed this is all there is to go by.
    const reason = error instanceof Error ? error.message : String(error);
    return demoFailed(['The demo did not finish.', reason, ...printed].join('\n'));
  } finally {
    await hq?.stop();
    if (cards.ok) await cards.value.stop();
    await display.value.stop();
    await folders.remove();
  }
}

/** The driver would end this process at Ctrl+C, before anything is stopped and removed. */
async function withoutItsInterrupt<Launched>(launch: () => Promise<Launched>): Promise<Launched> {
  const before = process.listeners('SIGINT');
  const launched = await launch();
  for (const listener of process.listeners('SIGINT')) {
    if (!before.includes(listener)) process.off('SIGINT', listener);
  }
  return launched;
}

function demoFailed(advice: string): Result<never, SetupProblem> {
  return err({ code: 'demoFailed', advice });
}

type Folders = {
  readonly till: string;
  readonly hq: string;
  readonly screenshots: string;
  readonly remove: () => Promise<void>;
};

/** Two of them: started by root, HQ's database runs as a user who may not enter the till's. */
async function makeFolders(): Promise<Folders> {
  const till = await mkdtemp(path.join(tmpdir(), 'vafa-demo-'));
  const hq = await mkdtemp(path.join(tmpdir(), 'vafa-demo-hq-'));
  const screenshots = projectPath('out', 'screenshots');
  await mkdir(screenshots, { recursive: true });
  const remove = async (): Promise<void> => {
    for (const folder of [till, hq]) await rm(folder, { recursive: true, force: true });
  };
  return { till, hq, screenshots, remove };
}

/** The till service starts again to begin as a till of HQ; whoever signs in meanwhile is asked once more. */
async function untilSnapshotTaken(printed: readonly string[], signal: AbortSignal): Promise<void> {
  for (let looked = 0; looked < startLooksMax; looked += 1) {
    const joinedAt = printed.findIndex((line) => line.includes('"hqJoined"'));
    if (joinedAt >= 0 && printed.slice(joinedAt).some((line) => line.includes('"serviceReady"'))) return;
    await sleep(lookEveryMs, undefined, { signal });
  }
  throw new Error('the till got no snapshot');
}

/** Whether it came is asked at the end: here is only waited. */
async function untilReceived(hq: DemoHq, deviceId: Uuid, signal: AbortSignal): Promise<void> {
  for (let looked = 0; looked < startLooksMax; looked += 1) {
    if ((await hq.countedOf(deviceId)).receivedSeq > 0) return;
    await sleep(lookEveryMs, undefined, { signal });
  }
}

/** Looks into HQ's own tables, once the till has ended, until HQ has counted the last entry or the time is over. */
async function isAllThere(
  hq: DemoHq,
  { dataDir, deviceId }: { readonly dataDir: string; readonly deviceId: Uuid },
): Promise<boolean> {
  const newestSeq = await newestSeqOf(dataDir);
  for (let looked = 0; looked < looksMax; looked += 1) {
    const { receivedSeq, countedSeq, accepted, notAccepted } = await hq.countedOf(deviceId);
    const isCounted = receivedSeq === newestSeq && countedSeq === newestSeq && accepted === newestSeq;
    if (newestSeq > 0 && isCounted && notAccepted === 0) return true;
    await sleep(lookEveryMs);
  }
  return false;
}

const looksMax = 50;
const startLooksMax = 300;
const lookEveryMs = 100;
