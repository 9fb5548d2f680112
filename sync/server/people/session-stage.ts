/** How far a session has come. Worked out anew with each request: a rule that is turned on binds who is in already. */

import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { SessionStage } from '#shared/contracts/hq/admin-session.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';

export function sessionStage({ hasFactor, factorAtMs, isFactorRule, account }: SignedIn): SessionStage {
  if (hasFactor) return factorAtMs === null ? 'code' : 'open';
  return isFactorRule && isAskedForFactor(account.role) ? 'enrolment' : 'open';
}

/** Auditors change nothing. */
export function isAskedForFactor(role: Role): boolean {
  return role !== 'auditor';
}
