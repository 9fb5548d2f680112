/** Builds the application when a source changed since the last complete build. */
import { buildApp } from './build/build-app.ts';

const built = await buildApp((line) => console.log(line));
if (!built.ok) {
  console.error(built.error.advice);
  process.exitCode = 1;
}
