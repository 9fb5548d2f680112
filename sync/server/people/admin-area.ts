/** Everything below `/admin`: what people at HQ look at and change. */

import { adminRoot } from '#shared/contracts/hq/admin-common.ts';
import type { HqArea } from '../hq-area.ts';
import { registerAccountRoutes } from './account-routes.ts';
import { registerAuditRoutes } from './audit-routes.ts';
import { registerFactorRoutes } from './factor-routes.ts';
import { adminRates, guardAdmin } from './guard-admin.ts';
import type { AdminRates } from './guard-admin.ts';
import { registerJoinRoutes } from './join-routes.ts';
import { createPasswords, passwordCost } from './passwords.ts';
import type { PasswordCost } from './passwords.ts';
import { registerOperatorRoutes } from './operator-routes.ts';
import { registerSessionRoutes } from './session-routes.ts';
import { registerStoreRoutes } from './store-routes.ts';
import { registerTillRoutes } from './till-routes.ts';

export type AdminAreaOptions = {
  readonly areas: readonly HqArea[];
  readonly rates?: AdminRates;
  /** Lowered in tests alone. */
  readonly cost?: PasswordCost;
};

/** One scope for all areas, so that they share sessions, permissions and limits. */
export function createAdminArea({
  areas,
  rates = adminRates,
  cost = passwordCost,
}: AdminAreaOptions): HqArea {
  return {
    name: 'admin',
    register: async (app, deps) => {
      const passwords = await createPasswords(deps.randomBytes, cost);
      await app.register(
        async (admin) => {
          guardAdmin(admin, deps, rates);
          registerSessionRoutes(admin, { ...deps, passwords });
          registerFactorRoutes(admin, deps);
          registerAccountRoutes(admin, deps);
          registerStoreRoutes(admin, deps);
          registerOperatorRoutes(admin, deps);
          registerTillRoutes(admin, deps);
          registerJoinRoutes(admin, deps);
          registerAuditRoutes(admin, deps);
          for (const area of areas) {
            await admin.register(async (scope) => area.register(scope, deps));
          }
        },
        { prefix: adminRoot },
      );
    },
  };
}
