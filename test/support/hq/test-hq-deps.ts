/** HQ's dependencies for tests: real ports and keys, a silent log, metrics of their own. */

import { uuid } from '#shared/kernel/ids.ts';
import { configDefaults } from '#sync/server/config.ts';
import type { HqConfig } from '#sync/server/config.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createServiceKeys } from '#sync/server/keys/create-service-keys.ts';
import { newKeyMaterial } from '#sync/server/keys/key-material.ts';
import { createLog } from '#sync/server/log.ts';
import { createMetrics } from '#sync/server/metrics.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { createReceiving } from '#sync/server/receiving.ts';

/** A configuration that refuses nothing because the machine is busy. */
export const testHqConfig: HqConfig = {
  ...configDefaults,
  port: 0,
  dataFolder: '/nowhere',
  databaseUrl: null,
  keysFile: '/nowhere/hq-keys.json',
  keysPassphrase: null,
  tls: null,
  isBehindProxy: false,
  pressureDelayMsMax: 0,
  pushWaitMsMax: 0,
};

/** Everything that a part of HQ is given, over `db`; `changes` replaces what a test wants to hold itself. */
export function testHqDeps(db: HqDb, changes: Partial<HqDeps> = {}): HqDeps {
  const { randomBytes, clock } = nodeHqPorts;
  return {
    ...nodeHqPorts,
    db,
    identity: {
      hqId: uuid('00000000-0000-4000-8000-000000000001'),
      hqEpoch: uuid('00000000-0000-4000-8000-000000000002'),
    },
    serviceKeys: createServiceKeys(newKeyMaterial(randomBytes, clock.nowMs())).serviceKeys,
    log: createLog('silent'),
    metrics: createMetrics({ withProcess: false }),
    receiving: createReceiving(nodeHqPorts, 0),
    config: testHqConfig,
    stopping: new AbortController().signal,
    ...changes,
  };
}
