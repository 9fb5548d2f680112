/** What HQ can tell of an entry from the entry alone, its place in the chain and the rule set that it names. */

import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { isFormerSale, isValueEntry } from '#shared/ledger/entry.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { scoreAgain } from '#sync/core/replay/score-again.ts';
import type { EntryPlace } from '../db/stores/truth/counted-entries.ts';
import type { FlagReason, QuarantineReason } from './dispositions.ts';
import { entryChanges } from './entry-changes.ts';
import type { EntryChanges } from './entry-changes.ts';
import { ifWhole } from './if-whole.ts';

export type StoredEntry = {
  readonly place: EntryPlace;
  readonly body: Uint8Array;
  /** `undefined` for bytes that are no entry of a version that this program knows. */
  readonly entry: Entry | undefined;
};

export type JudgedEntry =
  | {
      readonly kind: 'counts';
      readonly place: EntryPlace;
      readonly entry: Entry;
      readonly changes: EntryChanges;
      /** When it was booked, as far as HQ believes it: of two that set the same thing, the later one counts. */
      readonly believedMs: number;
      readonly flags: readonly FlagReason[];
    }
  | {
      readonly kind: 'quarantined';
      readonly place: EntryPlace;
      readonly reason: QuarantineReason;
      /** `undefined` where the body cannot be read. */
      readonly entry: Entry | undefined;
      readonly body: Uint8Array;
    };
export type CountingEntry = Extract<JudgedEntry, { readonly kind: 'counts' }>;

export type JudgingFacts = {
  readonly sha256: Sha256;
  /** When the till was revoked; null for one that was not. */
  readonly revokedMs: number | null;
  /** By HQ's clock: judged again, it is judged the same. */
  readonly receivedMs: EpochMs;
  /** `undefined` for a rule set that has not come; null for one that cannot be read. */
  readonly ruleSet: (ruleSetHash: string) => CompiledRuleSet | null | undefined;
};

/** A clock may be this much ahead of HQ's when an entry comes. */
const aheadMsMax = 10 * 60_000;

export function judgeEntry({ place, body, entry }: StoredEntry, facts: JudgingFacts): JudgedEntry {
  const quarantined = (reason: QuarantineReason): JudgedEntry => ({
    kind: 'quarantined',
    place,
    reason,
    entry,
    body,
  });
  if (entry === undefined) return quarantined('unreadable');
  const isHere = entry.deviceId === place.deviceId && entry.epoch === place.epoch && entry.seq === place.seq;
  if (!isHere) return quarantined('misplaced');
  if (facts.revokedMs !== null && entry.hlc.wallMs > facts.revokedMs) {
    return quarantined('after_revocation');
  }
  // HQ alone takes over what was spent beyond a balance.
  if (entry.kind === 'overdraft') return quarantined('misplaced');
  const changes = ifWhole(() => entryChanges(entry, facts.sha256));
  if (changes === undefined) return quarantined('out_of_range');
  const { receivedMs } = facts;
  const isAhead = Math.max(entry.wallMs, entry.hlc.wallMs) > receivedMs + aheadMsMax;
  return {
    kind: 'counts',
    place,
    entry,
    changes: isAhead ? noLaterThan(changes, receivedMs) : changes,
    believedMs: isAhead ? Math.min(entry.hlc.wallMs, receivedMs) : entry.hlc.wallMs,
    flags: flagsOf(entry, facts),
  };
}

/** Visits and uses of days that have not come would be the newest for years. */
function noLaterThan(changes: EntryChanges, receivedMs: EpochMs): EntryChanges {
  const today = localDate(receivedMs, 'UTC');
  const tomorrow = addDays(today, 1);
  const dated = <Change extends { readonly date: IsoDate }>(change: Change): Change =>
    change.date > tomorrow ? { ...change, date: today } : change;
  const { visit, days, uses } = changes;
  return {
    ...changes,
    visit: visit && { ...visit, atMs: Math.min(visit.atMs, receivedMs) },
    days: days.map(dated),
    uses: uses.map(dated),
  };
}

function flagsOf(entry: Entry, { ruleSet, receivedMs }: JudgingFacts): readonly FlagReason[] {
  const isSuspect =
    entry.clockState === 'suspect' || Math.max(entry.wallMs, entry.hlc.wallMs) > receivedMs + aheadMsMax;
  return [
    ...scoreFlags(entry, ruleSet),
    ...(isApproverMissing(entry) ? (['approver_missing'] as const) : []),
    ...(isSuspect ? (['clock_suspect'] as const) : []),
  ];
}

/** What the first engine scored cannot be scored again. */
export function scoreFlags(entry: Entry, ruleSet: JudgingFacts['ruleSet']): readonly FlagReason[] {
  if (isValueEntry(entry) || entry.kind === 'enrol' || isFormerSale(entry)) return [];
  const { ruleSetHash } = entry;
  if (ruleSetHash === null) return ['score_differs'];
  const compiled = ruleSet(ruleSetHash);
  if (compiled === undefined) return ['rule_set_missing'];
  if (compiled === null) return ['score_differs'];
  const again = ifWhole(() => scoreAgain(entry, compiled));
  return again?.differing.length === 0 ? [] : ['score_differs'];
}

/** What no till lets one person do alone, whatever the programme says. */
function isApproverMissing(entry: Entry): boolean {
  const { approverId, actorId } = entry;
  if (approverId !== null) return approverId === actorId;
  if (entry.kind === 'refund') return entry.content.detail.scope === 'void';
  return entry.kind === 'adjust' || entry.kind === 'household';
}
