/** A session as its own browser is told of it. */

import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import { confirmedMs } from './guard-admin.ts';
import { sessionStage } from './session-stage.ts';

export function sessionView(signedIn: SignedIn): SessionAnswer {
  const stage = sessionStage(signedIn);
  const { account, expiresAtMs, confirmedAtMs } = signedIn;
  if (stage === 'code') return { stage, expiresAtMs };
  const { accountId, login, name, role } = account;
  const confirmedUntilMs = confirmedAtMs + confirmedMs;
  return { stage, account: { accountId, login, name, role }, expiresAtMs, confirmedUntilMs };
}
