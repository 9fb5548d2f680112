/** What the tills of these tests book besides sales: gifts, payments and refunds. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import type { LotSource, Move } from '#shared/ledger/value/value-content.ts';
import { present } from '../present.ts';
import { memberId } from './truth-world.ts';
import type { ValueAsked } from './truth-world.ts';

export type Gift = {
  readonly unit: Move['unit'];
  readonly amount: number;
  readonly memberRef?: Uuid;
  readonly releaseOn?: IsoDate | null;
  readonly expiresOn?: IsoDate | null;
};

/** A new lot for the member. */
export function giftOf({ unit, amount, memberRef = memberId(1), ...terms }: Gift): ValueAsked {
  const { releaseOn = null, expiresOn = null } = terms;
  const isHeld = releaseOn !== null;
  const open = unit === 'points' ? 'points' : 'wallet';
  const held = unit === 'points' ? 'points_pending' : 'wallet_pending';
  const move: Move = {
    unit,
    amount,
    from: { kind: 'shop', account: 'issued' },
    to: { kind: 'member', memberRef, purse: isHeld ? held : open },
    lot: { kind: 'own', terms: { origin: 'gift', releaseOn, expiresOn } },
  };
  return {
    kind: 'grant',
    memberRef,
    moves: [move],
    detail: { cause: 'goodwill', level: 0, sourceRef: null },
  };
}

export type Payment = {
  readonly unit: Move['unit'];
  readonly amount: number;
  readonly lot: LotSource;
  readonly memberRef?: Uuid;
  readonly keyId?: Uuid;
};

/** Pays with points or credit out of one lot. */
export function paymentOf({ unit, amount, lot, memberRef = memberId(1), keyId }: Payment): ValueAsked {
  const move: Move = {
    unit,
    amount,
    from: { kind: 'member', memberRef, purse: unit === 'points' ? 'points' : 'wallet' },
    to: { kind: 'shop', account: unit === 'points' ? 'redeemed' : 'clearing' },
    lot,
  };
  const tender = {
    means: unit === 'points' ? ('points' as const) : ('wallet' as const),
    amount,
    worthMinor: minor(amount),
    codeId: null,
    holderRef: memberRef,
  };
  const detail = {
    basketId: memberId(250),
    tenders: [tender],
    dueMinor: minor(amount),
    outsideMinor: minor(0),
  };
  const asked = { kind: 'redeem', memberRef, moves: [move], detail } as const;
  return keyId === undefined ? asked : { ...asked, keyId };
}

/** A lot as a till names it that was told of it by HQ. */
export function lotNamed(entry: { readonly entryId: Uuid }, line = 0): LotSource {
  return { kind: 'snapshot', key: `${entry.entryId}.${line}` };
}

/** Gives so many pieces of the first line of a sale back, in money; `proof` at another till than the one that sold. */
export function refundOf(sale: SaleEntry, quantity: number, evidence: 'sale' | 'proof' = 'sale'): ValueAsked {
  const line = present(sale.content.lines[0]);
  const refundMinor = minor(line.unitPriceMinor * quantity - line.discountMinor);
  return {
    kind: 'refund',
    refEntryId: sale.entryId,
    detail: {
      scope: 'lines',
      evidence,
      reasonId: 'returned',
      saleEntryId: sale.entryId,
      lines: [{ lineId: line.lineId, quantity, refundMinor }],
      refundMinor,
      back: [],
      outsideMinor: refundMinor,
      toWalletMinor: minor(0),
    },
  };
}
