/** `npm run hq -- [command]`: runs HQ, and what is done to it from the command line. */

import { runHqProgram } from './hq/hq-program.ts';
import { exitWhenToldToStop } from './launch/own-process.ts';

await runHqProgram(exitWhenToldToStop());
