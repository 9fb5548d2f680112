/** What publishers signed, and nothing else, comes into force: a server can hold a rule set back, but not make one up. */

import type { PulledRuleSet } from '#shared/contracts/sync/pull-records.ts';
import type { CalendarName } from '#shared/domain/calendar.ts';
import type { Currency } from '#shared/domain/money.ts';
import { minor } from '#shared/domain/money.ts';
import type { VerifySignature } from '#shared/kernel/hash-port.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { err } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { isApproved, isSuccessor } from '#sync/core/publishers.ts';
import type { PublisherList, SignedPublisherList } from '#sync/core/publishers.ts';
import { limitBreach } from '#sync/core/rule-set-limits.ts';
import { checkRuleSet } from './check-rule-set.ts';
import type { CheckedRuleSet, HashPorts, RuleSetCheck } from './check-rule-set.ts';

export type PublishPorts = HashPorts & { readonly verifySignature: VerifySignature };

/** Of a chain that has none yet: nothing has to be signed. */
export const noPublishers: PublisherList = { version: 0, publishers: [] };

/** Whether a list takes the place of the one that is held. None at all never does. */
export function mayReplacePublishers(
  next: SignedPublisherList,
  held: PublisherList,
  ports: PublishPorts,
): boolean {
  if (next.publishers.length === 0 && held.publishers.length > 0) return false;
  return isSuccessor(next, held, ports);
}

/** The rule set as it can be scored with, or why the one in force stays. */
export function acceptRuleSet(
  pulled: PulledRuleSet,
  { publishers, currency }: { readonly publishers: PublisherList; readonly currency: Currency },
  ports: PublishPorts,
): RuleSetCheck {
  const { approvals, canonicalJson } = pulled;
  const ruleSetHash = hexToBytes(pulled.ruleSetHash) ?? new Uint8Array();
  if (!isApproved({ ruleSetHash, approvals }, publishers, ports)) {
    return err({ path: '', reason: 'not signed by two publishers' });
  }
  const json = parseJson(canonicalJson);
  if (json === undefined) return err({ path: '', reason: 'not JSON' });
  const checked = checkRuleSet(json, pulled.ruleSetHash, ports);
  if (!checked.ok) return checked;
  const { ruleSet } = checked.value;
  if (ruleSet.currency !== currency) {
    return err({ path: 'currency', reason: `not the currency of the store, ${currency}` });
  }
  const { limits = null } = publishers;
  const breach = limits === null ? undefined : limitBreach(ruleSet, limits);
  if (breach !== undefined) return err({ path: breach.path, reason: `above the limit ${breach.limit}` });
  return checked;
}

/** Of a chain that has published nothing yet: every sale is one without an offer. */
export function plainRuleSet(
  { currency, calendar }: { readonly currency: Currency; readonly calendar: CalendarName },
  { sha256, utf8 }: HashPorts,
): CheckedRuleSet {
  const ruleSet: RuleSet = {
    schemaVersion: 2,
    ruleSetId: 'none',
    currency,
    calendar,
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: minor(0) },
    offers: [],
  };
  const body = canonicalRuleSet(ruleSet);
  return { ruleSetHash: bytesToHex(sha256(utf8.encode(body))), body, ruleSet };
}

/** `undefined` for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined; // no JSON, which the caller says
  }
}
