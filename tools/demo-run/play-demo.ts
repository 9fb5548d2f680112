import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localDate } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { demoMemberCount, demoTimeZone } from '../demo/demo-facts.ts';
import { seedDataFolder } from '../demo/seed-data-folder.ts';
import { obtainCardService } from '../launch/card-service.ts';
import { isRoot, launchTill } from '../launch/launch-till.ts';
import { exitOnSignals } from '../launch/own-process.ts';
import { obtainDisplay } from '../launch/virtual-display.ts';
import { projectPath } from '../setup/project-paths.ts';
import type { Report, SetupProblem } from '../setup/step.ts';
import { demoJob } from './demo-job.ts';
import { playMainJob } from './play-main-job.ts';

/** Plays the main job once in a fresh demo till that nobody sees, and says what happened. */
export async function playDemo(report: Report): Promise<Result<void, SetupProblem>> {
  report('There is no display here, so the till opens on a virtual one and plays its main job once.');
  if (isRoot())
    report('Note: running as root, so the window opens without the browser sandbox (--no-sandbox).');
  exitOnSignals();
  const display = await obtainDisplay();
  if (!display.ok) return err({ code: 'virtualDisplayMissing', advice: display.error });
  const cards = await obtainCardService();
  report(
    cards.ok
      ? 'A virtual card will be tapped on the virtual reader of a real PC/SC service.'
      : 'There is no PC/SC service here, so the card is tapped in the demo’s tray.',
  );
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vafa-demo-'));
  const screenshots = projectPath('out', 'screenshots');
  await mkdir(screenshots, { recursive: true });
  const printed: string[] = [];
  try {
    const now = epochMs(Date.now());
    const demo = { dataDir, memberCount: demoMemberCount, birthdayOn: localDate(now, demoTimeZone) };
    const seeded = await seedDataFolder({ ...demo, onMember: () => undefined });
    if (!seeded.ok)
      return err({ code: 'demoFailed', advice: `The demo could not be filled: ${seeded.error.code}` });
    const till = await launchTill({
      dataDir,
      args: ['--demo', '--lang=en', '--window-size=1280x800'],
      env: display.value.name === undefined ? {} : { DISPLAY: display.value.name },
      onLine: (line) => printed.push(line),
    });
    try {
      const job = await demoJob(till.page, cards.ok, screenshots);
      for (const line of await playMainJob(till.page, job)) report(line);
    } finally {
      await till.stop();
    }
    report(`Screenshots: ${screenshots}`);
    return ok(undefined);
  } catch (error) {
    // Playwright says what it waited for; with what the till printed this is all there is to go by.
    const reason = error instanceof Error ? error.message : String(error);
    return err({ code: 'demoFailed', advice: ['The demo did not finish.', reason, ...printed].join('\n') });
  } finally {
    if (cards.ok) await cards.value.stop();
    await display.value.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
