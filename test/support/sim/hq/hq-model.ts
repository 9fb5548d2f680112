/** What members have, worked out once more from entries alone: brought figures and every posting that counts. */

import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { mustHold } from '../violation.ts';
import type { EntryAtHq } from './hq-books.ts';

/** Of one member, as text: points, points held back, wallet, wallet held back. */
export type Figures = readonly [number, number, number, number];

export type HqModel = {
  readonly members: () => readonly string[];
  readonly meant: ModelInput['meant'];
  /** Over all devices. */
  readonly figuresOf: (memberRef: string) => Figures;
  /** As a till has them that holds just these entries of its own device. */
  readonly figuresAt: (till: AtTill, memberRef: string) => Figures;
};

export type AtTill = { readonly deviceId: string; readonly own: ReadonlySet<string> };

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

type Change = {
  readonly entryId: string;
  readonly deviceId: string;
  readonly memberRef: string;
  readonly by: Figures;
};

export function createHqModel({ brought, entries, uncounted, meant }: ModelInput): HqModel {
  const first = brought.map(({ memberRef, pointsBalance, walletMinor }): Change => {
    const by: Figures = [pointsBalance, 0, walletMinor, 0];
    return { entryId: '', deviceId: '', memberRef: meant(memberRef), by };
  });
  const changes = entries.flatMap((entry) => changesOf(entry, meant));
  const all = [...first, ...changes];
  const sum = (memberRef: string, isMeant: (change: Change) => boolean): Figures =>
    all.filter((change) => change.memberRef === memberRef && isMeant(change)).reduce(added, nothing);
  return {
    members: () => {
      const counted = all.filter(({ entryId }) => !uncounted.has(entryId));
      return [...new Set(counted.map(({ memberRef }) => memberRef))].toSorted();
    },
    meant,
    figuresOf: (memberRef) => sum(memberRef, ({ entryId }) => !uncounted.has(entryId)),
    figuresAt: ({ deviceId, own }, memberRef) =>
      sum(memberRef, (change) =>
        change.deviceId === deviceId ? own.has(change.entryId) : !uncounted.has(change.entryId),
      ),
  };
}

function changesOf({ entry, deviceId, entryId }: EntryAtHq, meant: ModelInput['meant']): readonly Change[] {
  const units = new Map<string, number>();
  const changes: Change[] = [];
  for (const { account, unit, amount } of postingsOf(entry)) {
    units.set(unit, (units.get(unit) ?? 0) + amount);
    const [, memberRef, purse] = /^member:([^:]+):(.+)$/.exec(account) ?? [];
    const place = purseOrder.findIndex((name) => name === purse);
    if (memberRef === undefined || place < 0) continue;
    const [p, h, w, wh] = purseOrder.map((_name, index) => (index === place ? amount : 0));
    changes.push({ entryId, deviceId, memberRef: meant(memberRef), by: [p ?? 0, h ?? 0, w ?? 0, wh ?? 0] });
  }
  for (const [unit, sum] of units) mustHold(sum === 0, 'postings sum to zero', { entryId, unit, sum });
  return changes;
}

function added([p, h, w, wh]: Figures, { by: [points, held, wallet, walletHeld] }: Change): Figures {
  return [p + points, h + held, w + wallet, wh + walletHeld];
}
