/** `node tools/bootstrap.mjs setup [run|test]`: only the set-up, without starting or testing anything. */
import { exitWhenToldToStop } from './launch/own-process.ts';
import { setUp } from './setup/set-up.ts';
import { setupExitCodes, type SetupGroup } from './setup/step.ts';

exitWhenToldToStop();
const groups: readonly SetupGroup[] = process.argv.includes('test') ? ['run', 'test'] : ['run'];
const done = await setUp(groups, (line) => console.log(line));
if (done.ok) {
  console.log(`Ready: Electron ${done.value.electronVersion}, Node ${process.versions.node}.`);
} else {
  console.error(done.error.advice);
  process.exitCode = setupExitCodes[done.error.code];
}
