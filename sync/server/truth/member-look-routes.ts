/** One member as people at HQ see them, and those who were merged. */

import {
  memberLookAnswer,
  memberRefParams,
  mergedMembersAnswer,
  mergedMembersQuery,
} from '#shared/contracts/hq/admin-truth.ts';
import { memberLook, mergedMembers } from '../db/stores/truth/member-look.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from '../people/admin-failure.ts';

const mergedMax = 100;

export function registerMemberLooks(app: HqApp, deps: Pick<HqDeps, 'db'>): void {
  const merged = { querystring: mergedMembersQuery, response: { 200: mergedMembersAnswer } };
  app.get('/members/merged', { schema: merged }, async (request) => {
    const after = request.query.after ?? null;
    const found = await mergedMembers(deps.db, { after, count: mergedMax + 1 });
    return { members: found.slice(0, mergedMax), hasMore: found.length > mergedMax };
  });
  const one = { params: memberRefParams, response: { 200: memberLookAnswer } };
  app.get('/members/:memberRef', { schema: one }, async (request, reply) => {
    const found = await memberLook(deps.db, request.params.memberRef);
    return found === undefined
      ? sendAdminFailure(reply, 'not_found')
      : { ...found, aliases: [...found.aliases] };
  });
}
