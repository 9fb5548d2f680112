/** Sales and what was booked about them, in memory: entries by the real functions, lots kept by what the entries say. */

import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { CorrectionRules, RedemptionRules } from '#shared/domain/programme.ts';
import { isValueEntry } from '#shared/ledger/entry.ts';
import type { Entry, EntryStamp, SaleEntry, ValueEntry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { unbalancedUnits } from '#shared/ledger/posting.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import type { KeptItem, KeptTimedGrant } from '#shared/ledger/sale-content.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { decideRedeem } from '#shared/ledger/value/decide-redeem.ts';
import { decideRefund } from '#shared/ledger/value/decide-refund.ts';
import type { DecidedRefund, RefundAsked, RefundCode } from '#shared/ledger/value/decide-refund.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { ValueToDecide } from '#shared/ledger/value/decide-value.ts';
import { lotChangesOf, newLotsOf } from '#shared/ledger/value/lot-state.ts';
import type { LotChange, LotState } from '#shared/ledger/value/lot-state.ts';
import type { Refusal } from '#shared/ledger/value/refusal.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import type { SaleLeft } from '#shared/ledger/value/sale-left.ts';
import type { Result } from '#shared/kernel/result.ts';
import { rial } from './lots.ts';
import { memberOf } from './scoring.ts';

export const soldOn = '2026-11-22';
export const soldMoment = { localDate: soldOn, minuteOfDay: 600 };

export const buyer = soldId('b', 1);
export const relative = soldId('b', 2);
const cashierId = soldId('a', 1);

export function soldId(kind: string, number: number): Uuid {
  const code = kind.codePointAt(0)?.toString(16) ?? '';
  return uuid(`0193a0b0-0000-7000-80${code}-${number.toString(16).padStart(12, '0')}`);
}

export const correctionRules: CorrectionRules = {
  refundDays: 30,
  refundAloneMinor: minor(1_000_000),
  refundReasons: [{ reasonId: 'changed-mind', name: { fa: 'پشیمانی', en: 'Changed their mind' } }],
  memberChangeMinutes: 30,
  adjustReasons: [{ reasonId: 'goodwill', name: { fa: 'دلجویی', en: 'Goodwill' } }],
  adjustPointsMax: 500,
  adjustMinorMax: minor(200_000),
};

const redemption: RedemptionRules = {
  pointMinor: minor(100),
  pointsMin: 1,
  pointsStep: 1,
  pointsMax: null,
  shareBasisPointsMax: 10_000,
  roundToMinor: minor(1_000),
  index: null,
};

export type SoldSketch = {
  /** Price of a unit, how many of them, and what the line was let off. */
  readonly lines: readonly (readonly [unitPriceMinor: number, quantity: number, discountMinor?: number])[];
  readonly member?: Uuid | null;
  readonly timed?: readonly KeptTimedGrant[];
  readonly stamps?: number;
  /** On the member's stamp card before this sale. */
  readonly stampsBefore?: number;
  readonly chosen?: Partial<ChosenTenders>;
  /** On top of every line, in basis points of it; 0 where prices include the tax. */
  readonly taxMinor?: number;
};

/** Whole or in part, for the usual reason and in cash. */
export function askedFor(asked: Partial<RefundAsked> = {}): RefundAsked {
  return {
    scope: asked.lines === undefined ? 'whole' : 'lines',
    evidence: 'sale',
    lines: [],
    reasonId: 'changed-mind',
    toWallet: false,
    moment: soldMoment,
    businessDay: soldOn,
    ...asked,
  };
}

export type SoldWorld = {
  readonly entries: readonly Entry[];
  /** Gives the member a lot of points or money to spend. */
  readonly give: (unit: LotState['unit'], amount: number, expiresOn?: string) => void;
  /** The sale; what was chosen to pay with and is not there is left out. */
  readonly sell: (sketch: SoldSketch) => SaleEntry;
  readonly left: (sale: SaleEntry) => SaleLeft;
  /** Booked, unless it is refused. */
  readonly refund: (
    sale: SaleEntry,
    asked?: Partial<RefundAsked>,
    /** Of the sale; all of it where none is given. */
    left?: SaleLeft,
  ) => Result<DecidedRefund, Refusal<RefundCode>>;
  readonly book: (value: BookedValue) => ValueEntry;
  readonly lots: (memberRef?: Uuid) => readonly LotState[];
  /** Everything that the member holds, held back or not. */
  readonly held: (unit: LotState['unit'], memberRef?: Uuid) => number;
  readonly lineId: (sale: SaleEntry, place: number) => Uuid;
};

export type BookedValue = {
  readonly [Kind in ValueToDecide['kind']]: {
    readonly kind: Kind;
    readonly content: Extract<ValueToDecide, { kind: Kind }>['content'];
    readonly memberRef?: Uuid | null;
    readonly refEntryId?: Uuid | null;
    readonly approverId?: Uuid | null;
    readonly ruleSetHash?: string | null;
  };
}[ValueToDecide['kind']];

type KeptEntries = {
  readonly entries: Entry[];
  readonly postings: Posting[];
  readonly lots: Map<string, LotState & { readonly memberRef: Uuid }>;
  readonly add: <Added extends Entry>(entry: Added) => Added;
};

function createKeptEntries(): KeptEntries {
  const entries: Entry[] = [];
  const postings: Posting[] = [];
  const lots: KeptEntries['lots'] = new Map();
  return {
    entries,
    postings,
    lots,
    add: (entry) => {
      const posted = postingsOf(entry);
      if (unbalancedUnits(posted).length > 0) throw new Error('an entry is out of balance');
      entries.push(entry);
      postings.push(...posted);
      for (const { lot, memberRef, unit, origin, madeOn, releaseOn, expiresOn } of newLotsOf(entry)) {
        const source = { kind: 'entry', entryId: lot.entryId, line: lot.line } as const;
        const terms = { origin, madeOn, releaseOn, expiresOn };
        lots.set(JSON.stringify(source), { source, unit, memberRef, ...terms, open: 0, held: 0 });
      }
      for (const change of lotChangesOf(entry)) {
        const key = JSON.stringify(change.source);
        const lot = lots.get(key) ?? snapshotLot(change);
        if (lot === undefined) throw new Error('an entry changes a lot that nothing made');
        const { open, held } = change;
        lots.set(key, { ...lot, open: addInt(lot.open, open), held: addInt(lot.held, held) });
      }
      return entry;
    },
  };
}

export function createSoldWorld(): SoldWorld {
  const { entries, postings, lots, add } = createKeptEntries();
  const ownLots = (memberRef: Uuid = buyer): readonly LotState[] =>
    [...lots.values()].filter((lot) => lot.memberRef === memberRef);
  const book: SoldWorld['book'] = (value) =>
    add(
      decideValue(stampOf(entries.length), {
        ...common,
        memberRef: buyer,
        refEntryId: null,
        approverId: null,
        ruleSetHash: null,
        ...value,
      } as ValueToDecide), // the union is spread field by field: its kind and content still belong together
    );
  const aboutOf = (sale: SaleEntry): readonly ValueEntry[] =>
    entries.filter(isValueEntry).filter(({ refEntryId }) => refEntryId === sale.entryId);
  const left = (sale: SaleEntry): SaleLeft => saleLeft(sale, aboutOf(sale), postings);
  return {
    entries,
    give: (unit, amount, expiresOn) => {
      book({ kind: 'grant', content: grantOf(unit, amount, expiresOn ?? null) });
    },
    sell: (sketch) => {
      const sale = add(saleOf(entries.length, sketch));
      const redeemed = decideRedeem({
        basketId: sale.content.basketId,
        dueMinor: sale.content.totals.payableMinor,
        chosen: { ...noTenders, ...sketch.chosen },
        today: soldOn,
        purse: purseOf(ownLots()),
      });
      if (redeemed.ok && redeemed.value.detail.tenders.length > 0) {
        const content = { currency: rial, moment: soldMoment, facts: [], ...redeemed.value };
        book({ kind: 'redeem', content, refEntryId: sale.entryId });
      }
      return sale;
    },
    left,
    refund: (sale, asked, toUndo = left(sale)) => {
      const decided = decideRefund(toUndo, askedFor(asked), {
        corrections: correctionRules,
        walletTakesRefunds: true,
        deadCards: new Map(),
      });
      if (decided.ok) {
        book({ kind: 'refund', content: decided.value.content, refEntryId: sale.entryId });
      }
      return decided;
    },
    book,
    lots: ownLots,
    held: (unit, memberRef) =>
      addInt(
        ...ownLots(memberRef)
          .filter((lot) => lot.unit === unit)
          .map(({ open, held }) => addInt(open, held)),
      ),
    lineId: (sale, place) => {
      const line = sale.content.lines[place];
      if (line === undefined) throw new Error('the sale has no such line');
      return line.lineId;
    },
  };
}

/** What was drawn of a lot that the till was given: its beginning is not known here. */
function snapshotLot({
  memberRef,
  unit,
  source,
}: LotChange): (LotState & { readonly memberRef: Uuid }) | undefined {
  if (source.kind !== 'snapshot') return undefined;
  const terms = { origin: 'earned', madeOn: null, releaseOn: null, expiresOn: null } as const;
  return { source, unit, memberRef, ...terms, open: 0, held: 0 };
}

const common = {
  opKey: new Uint8Array(32),
  businessDay: soldOn,
  storeId: 'north',
  operatorId: cashierId,
  cardLevel: null,
};

function stampOf(seq: number): EntryStamp {
  const wallMs = epochMs(1_795_262_400_000 + seq);
  return {
    deviceId: soldId('d', 1),
    epoch: 1,
    seq: seq + 1,
    entryId: soldId('e', seq),
    hlc: { wallMs, counter: 0 },
    wallMs,
    clockState: 'unconfirmed',
  };
}

function purseOf(held: readonly LotState[]): Parameters<typeof decideRedeem>[0]['purse'] {
  return {
    buyerRef: buyer,
    points: {
      rules: redemption,
      pointWorthMinor: minor(100),
      lots: held.filter(({ unit }) => unit === 'points'),
    },
    wallet: held.filter(({ unit }) => unit === 'money'),
    household: null,
    coupons: [],
    giftCards: [],
  };
}

function grantOf(
  unit: LotState['unit'],
  amount: number,
  expiresOn: string | null,
): Extract<BookedValue, { kind: 'grant' }>['content'] {
  const purse = unit === 'points' ? 'points' : 'wallet';
  return {
    currency: rial,
    moment: soldMoment,
    facts: [],
    detail: { cause: 'goodwill', level: 0, sourceRef: null },
    moves: [
      {
        unit,
        amount,
        from: { kind: 'shop', account: 'issued' },
        to: { kind: 'member', memberRef: buyer, purse },
        lot: { kind: 'own', terms: { origin: 'bonus', releaseOn: null, expiresOn } },
      },
    ],
  };
}

function saleOf(seq: number, sketch: SoldSketch): SaleEntry {
  const { member = buyer, timed = [], stamps = 0, stampsBefore = null, taxMinor = 0 } = sketch;
  const lines = sketch.lines.map(([unitPriceMinor, quantity, discountMinor = 0], place) => ({
    lineId: soldId('f', seq * 1_000 + place),
    productId: null,
    groupId: null,
    unitPriceMinor: minor(unitPriceMinor),
    quantity,
    discountMinor: minor(discountMinor),
    taxMinor: minor(taxMinor),
  }));
  const grossMinor = addInt(...lines.map((line) => line.unitPriceMinor * line.quantity));
  const discountMinor = addInt(...lines.map((line) => line.discountMinor));
  const taxSum = taxMinor * lines.length;
  const amountOf = (unit: KeptTimedGrant['unit']): number =>
    addInt(...timed.filter((grant) => grant.unit === unit).map(({ amount }) => amount));
  const payableMinor = minor(grossMinor - discountMinor + taxSum);
  const given = {
    walletCreditMinor: minor(amountOf('walletCredit')),
    pointsEarned: points(amountOf('points')),
  };
  return {
    ...stampOf(seq),
    ...common,
    schemaVersion: 2,
    kind: 'sale',
    memberRef: member,
    actorId: cashierId,
    approverId: null,
    ruleSetHash: 'ab'.repeat(32),
    refEntryId: null,
    content: {
      basketId: soldId('9', seq),
      currency: rial,
      engineVersion: 2,
      moment: soldMoment,
      paymentMeans: 'cash',
      facts: stampsBefore === null ? null : { ...memberOf(), stamps: { tea: stampsBefore } },
      limitUses: {},
      wish: { with: [], without: [] },
      lines,
      offers: [
        {
          offerId: 'everything',
          verdict: { kind: 'applied' },
          worthMinor: minor(0),
          costMinor: minor(discountMinor + given.walletCreditMinor),
          discountMinor: minor(discountMinor),
          ...given,
          timed: member === null ? [] : timed,
          items: member === null ? [] : stampItems(stamps),
          cuts: [],
        },
      ],
      totals: {
        grossMinor: minor(grossMinor),
        discountMinor: minor(discountMinor),
        taxMinor: minor(taxSum),
        payableMinor,
        ...given,
        worthMinor: minor(0),
        bestWorthMinor: minor(0),
        isProven: true,
        gapMinor: minor(0),
      },
    },
  };
}

function stampItems(stamps: number): readonly KeptItem[] {
  if (stamps === 0) return [];
  return [{ kind: 'stamp', refId: 'tea', count: stamps, worthMinor: minor(0), expireAfterDays: null }];
}
