/** An HQ that answers as the test says, and keeps what it was asked. */

import { createAdminApi } from '#shared/contracts/hq/admin-client.ts';
import type { AdminApi, AdminReply, AdminRequest } from '#shared/contracts/hq/admin-client.ts';

export type ScriptedHq = { readonly api: AdminApi; readonly asked: readonly AdminRequest[] };

/** `undefined` for nobody who answers. */
export function scriptedHq(answer: (request: AdminRequest) => AdminReply | undefined): ScriptedHq {
  const asked: AdminRequest[] = [];
  const api = createAdminApi(async (request) => {
    asked.push(request);
    return answer(request);
  });
  return { api, asked };
}

export const done = (body: unknown = { done: true }): AdminReply => ({ isOk: true, body });

export const refused = (code: string, retryAfterSeconds?: number): AdminReply => ({
  isOk: false,
  body: { error: { code, details: {} } },
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
