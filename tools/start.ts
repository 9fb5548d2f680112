/**
 * `npm start`: sets up what is missing, builds what changed, and opens the till with the demo chain. Where
 * nobody could see a window it plays the main job once on a virtual display and prints what happened.
 */
import { playDemo } from './demo-run/play-demo.ts';
import { namedFolder, openTill } from './demo-run/open-till.ts';
import { buildApp } from './build/build-app.ts';
import { exitWhenToldToStop } from './launch/own-process.ts';
import { hasRealDisplay } from './launch/virtual-display.ts';
import { setUp } from './setup/set-up.ts';
import { setupExitCodes, type SetupProblem } from './setup/step.ts';

const NO_DISPLAY =
  'A till in a folder of your own opens on a screen, and there is none here. Without --data-dir the demo plays unseen.';
const say = (line: string): void => console.log(line);

async function start(args: readonly string[]): Promise<number> {
  if (namedFolder(args).folder !== undefined && !hasRealDisplay()) {
    return explain({ code: 'displayMissing', advice: NO_DISPLAY });
  }
  const leaveStopping = exitWhenToldToStop();
  const ready = await setUp(['run'], say);
  if (!ready.ok) return explain(ready.error);
  const built = await buildApp(say);
  if (!built.ok) return explain(built.error);
  leaveStopping();
  if (hasRealDisplay()) return openTill(args, say);
  const played = await playDemo(say);
  return played.ok ? 0 : explain(played.error);
}

function explain(problem: SetupProblem): number {
  console.error(problem.advice);
  return setupExitCodes[problem.code];
}

process.exitCode = await start(process.argv.slice(2));
