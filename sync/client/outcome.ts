/** What can come of asking HQ, as a closed list. Only `ok` and `refused` are HQ's own words. */

import type { SyncCause } from '#shared/contracts/till/sync-views.ts';
import type { GapDetails } from '#sync/core/judge-answer.ts';

export type HqTrouble =
  /** HQ itself says no; `code` is one of the protocol's, or a newer one. */
  | { readonly kind: 'refused'; readonly code: string; readonly details: GapDetails }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeout' }
  /** Somebody between answers with a page of their own, or sends elsewhere. */
  | { readonly kind: 'captivePortal' }
  /** The signature is missing, wrong, or by a key that this till does not trust. */
  | { readonly kind: 'notHq' }
  | { readonly kind: 'tlsFailed'; readonly reason: 'expired' | 'untrusted' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null }
  /** Signed by HQ, and not to be understood, or too long. */
  | { readonly kind: 'badAnswer'; readonly what: string }
  | { readonly kind: 'aborted' };

export type HqOutcome<Value> = { readonly kind: 'ok'; readonly value: Value } | HqTrouble;

/** In the words of the screen. */
export function causeOf(trouble: HqTrouble): SyncCause {
  switch (trouble.kind) {
    case 'refused':
      return refusals[trouble.code] ?? 'badAnswer';
    case 'tlsFailed':
      return trouble.reason === 'expired' ? 'certificateExpired' : 'certificateUntrusted';
    case 'aborted':
      return 'unreachable';
    case 'unreachable':
    case 'timeout':
    case 'captivePortal':
    case 'notHq':
    case 'busy':
    case 'badAnswer':
      return trouble.kind;
  }
}

const refusals: Readonly<Record<string, SyncCause>> = {
  not_authentic: 'notAuthentic',
  revoked: 'revoked',
  version_unsupported: 'versionUnsupported',
  rate_limited: 'busy',
  busy: 'busy',
  internal: 'busy',
};
