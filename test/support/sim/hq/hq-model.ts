/** What members have, worked out once more from entries alone: brought figures and every posting that counts. */

import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { mustHold } from '../violation.ts';
import type { EntryAtHq } from './hq-books.ts';

/** Of one member, as text: points, points held back, wallet, wallet held back. */
export type Figures = readonly [number, number, number, number];

export type HqModel = {
  readonly figuresOf: (memberRef: string) => Figures;
  readonly members: () => readonly string[];
  /** Entries of one device alone, without what was brought. */
  readonly ownFiguresOf: (deviceId: string, memberRef: string) => Figures;
};

const purseOrder = ['points', 'points_pending', 'wallet', 'wallet_pending'] as const;
const nothing: Figures = [0, 0, 0, 0];

export type ModelInput = {
  readonly brought: readonly MemberRecord[];
  readonly entries: readonly EntryAtHq[];
  /** Entries that repeat an operation: counted once, by another entry. */
  readonly uncounted: ReadonlySet<string>;
  /** Whom a reference means now. */
  readonly meant: (memberRef: string) => string;
};

export function createHqModel({ brought, entries, uncounted, meant }: ModelInput): HqModel {
  const all = new Map<string, Figures>();
  const own = new Map<string, Figures>();
  for (const { memberRef, pointsBalance, walletMinor } of brought) {
    addTo(all, meant(memberRef), [pointsBalance, 0, walletMinor, 0]);
  }
  for (const { entry, deviceId, entryId } of entries) {
    if (uncounted.has(entryId)) continue;
    const units = new Map<string, number>();
    for (const { account, unit, amount } of postingsOf(entry)) {
      units.set(unit, (units.get(unit) ?? 0) + amount);
      const [, memberRef, purse] = /^member:([^:]+):(.+)$/.exec(account) ?? [];
      const place = purseOrder.findIndex((name) => name === purse);
      if (memberRef === undefined || place < 0) continue;
      const change: Figures = nothing.with(place, amount) as unknown as Figures;
      addTo(all, meant(memberRef), change);
      addTo(own, `${deviceId} ${meant(memberRef)}`, change);
    }
    for (const [unit, sum] of units) mustHold(sum === 0, 'postings sum to zero', { entryId, unit, sum });
  }
  return {
    figuresOf: (memberRef) => all.get(memberRef) ?? nothing,
    members: () => [...all.keys()].toSorted(),
    ownFiguresOf: (deviceId, memberRef) => own.get(`${deviceId} ${memberRef}`) ?? nothing,
  };
}

function addTo(book: Map<string, Figures>, key: string, [points, held, wallet, walletHeld]: Figures): void {
  const [p, h, w, wh] = book.get(key) ?? nothing;
  book.set(key, [p + points, h + held, w + wallet, wh + walletHeld]);
}
