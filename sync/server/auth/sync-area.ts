/** Everything below `/sync`: requests of tills, signed in both directions. */

import { oldestProtocolVersion, protocolVersion } from '#shared/contracts/sync/protocol.ts';
import type { HqApp, HqArea } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { authenticateTills, syncRates } from './authenticate-tills.ts';
import type { SyncRates } from './authenticate-tills.ts';
import { takeRawBodies } from './raw-bodies.ts';
import { signAnswers } from './sign-answers.ts';
import { sendSyncFailure } from './sync-failure.ts';

export type SyncAreaOptions = { readonly areas: readonly HqArea[]; readonly rates?: SyncRates };

/** One scope for all areas, so that they share the limits and the tills that are remembered. */
export function createSyncArea({ areas, rates = syncRates }: SyncAreaOptions): HqArea {
  return {
    name: 'sync',
    register: async (app, deps) => {
      await app.register(
        async (anyVersion) => {
          signAnswers(anyVersion, deps);
          takeRawBodies(anyVersion);
          authenticateTills(anyVersion, deps, rates);
          anyVersion.setNotFoundHandler((request, reply) => {
            if (isThisVersion(request.raw.url ?? '')) return sendSyncFailure(reply, 'not_found');
            const spoken = { oldest: oldestProtocolVersion, newest: protocolVersion };
            return sendSyncFailure(reply, 'version_unsupported', spoken);
          });
          await anyVersion.register(async (version) => registerAll(version, deps, areas), {
            prefix: `/${protocolVersion}`,
          });
        },
        { prefix: '/sync' },
      );
    },
  };
}

async function registerAll(app: HqApp, deps: HqDeps, areas: readonly HqArea[]): Promise<void> {
  for (const area of areas) {
    await app.register(async (scope) => area.register(scope, deps));
  }
}

function isThisVersion(target: string): boolean {
  const [, , version] = target.split(/[/?]/);
  return version === String(protocolVersion);
}
