/** Tills that ask to join: a person compares the fingerprint and decides. */

import {
  joinDecisionAnswer,
  joinDecisionRequest,
  joinIdParams,
  joinsAnswer,
} from '#shared/contracts/hq/admin-tills.ts';
import { waitingJoins } from '../db/stores/people/till-joins.ts';
import { allTills } from '../db/stores/people/tills.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { approveJoin, refuseJoin } from '../join/decide-join.ts';
import { joinWaitMs } from '../join/join-state.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { accountIdOf } from './guard-admin.ts';

export function registerJoinRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/joins', { schema: { response: { 200: joinsAnswer } } }, async () => {
    const tillById = new Map((await allTills(deps.db)).map((till) => [till.deviceId, till]));
    const joins = await waitingJoins(deps.db, deps.clock.nowMs() - joinWaitMs);
    return {
      joins: joins.map(({ joinId, deviceId, fingerprint, app: program, askedAtMs }) => ({
        joinId,
        deviceId,
        tillName: tillById.get(deviceId)?.name ?? '',
        storeId: tillById.get(deviceId)?.storeId ?? '',
        fingerprint,
        app: program,
        askedAtMs,
      })),
    };
  });
  const schema = {
    params: joinIdParams,
    body: joinDecisionRequest,
    response: { 200: joinDecisionAnswer },
  };
  for (const [verb, decide, state] of [
    ['approve', approveJoin, 'approved'],
    ['refuse', refuseJoin, 'refused'],
  ] as const) {
    app.post(`/joins/:joinId/${verb}`, { schema }, async (request, reply) => {
      const { joinId } = request.params;
      const { fingerprint } = request.body;
      const outcome = await decide(deps, { joinId, fingerprint, accountId: accountIdOf(request) });
      return outcome.ok ? { state } : sendAdminFailure(reply, outcome.error);
    });
  }
}
