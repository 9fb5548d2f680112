/** HQ's web server over a database of the test, asked without a network. */

import { onTestFinished } from 'vitest';
import type { HqApp, HqArea } from '#sync/server/hq-area.ts';
import { buildApp } from '#sync/server/build-app.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';

/** Closed with the test. */
export async function testApp(deps: HqDeps, areas: readonly HqArea[]): Promise<HqApp> {
  const app = await buildApp(deps, { areas, schemaVersionKnown: 0, workersByName: new Map() });
  onTestFinished(async () => app.close());
  return app;
}
