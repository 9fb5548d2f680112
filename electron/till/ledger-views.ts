/** Booked sales as the screen is shown them, rebuilt from the entries themselves. */

import type { BasketLine } from '#shared/domain/basket.ts';
import type { MemberRef, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ActivityEntry, Entry, FormerSaleEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { activityKey, saleKey } from '#shared/ledger/operation-key.ts';
import { memberPointsAccount, memberWalletAccount } from '#shared/ledger/posting.ts';
import type { FormerSoldLine } from '#shared/ledger/former-sale-content.ts';
import type { EntryStore, StoredEntry } from './db/stores/entry-store.ts';
import type { LotStore } from './db/stores/lot-store.ts';
import type { OfferFactsStore } from './db/stores/offer-facts-store.ts';
import type { ProjectionStore } from './db/stores/projection-store.ts';
import type { ReceiptStore } from './db/stores/receipt-store.ts';
import type { KeptRuleSets } from './db/stores/rule-set-store.ts';
import type { BookedSale, Ledger, OfferById, OwnStanding } from './ledger-port.ts';
import { rebuildReward, rebuildScore } from './ledger-score.ts';
import type { TillPorts } from './ports.ts';

export type ViewStores = {
  readonly entries: EntryStore;
  readonly projections: ProjectionStore;
  readonly offerFacts: OfferFactsStore;
  readonly receipts: ReceiptStore;
  readonly lots: LotStore;
  readonly ruleSets: KeptRuleSets;
};

/** `knowOffers`: the rule set of a sale that is about to be read back is at hand already. */
export type LedgerViews = { readonly knowOffers: (ruleSetHash: string, offerOf: OfferById) => void } & Pick<
  Ledger,
  | 'ownLots'
  | 'snapshotDraws'
  | 'entryById'
  | 'entryByKey'
  | 'entriesAbout'
  | 'entriesOfMember'
  | 'ownStanding'
  | 'ownVisits'
  | 'ownHistory'
  | 'offerUses'
  | 'usesOfOffer'
  | 'saleByBasket'
  | 'saleByEntry'
  | 'newestSale'
  | 'rewardOfCommand'
>;

export function createLedgerViews(stores: ViewStores, { sha256 }: Pick<TillPorts, 'sha256'>): LedgerViews {
  const { offersOf, knowOffers } = createOffersOf(stores.ruleSets);
  const saleFrom = (stored: StoredEntry | undefined): BookedSale | undefined => {
    if (stored === undefined) return undefined;
    const entry = entryOf(stored);
    return entry.kind === 'sale' ? bookedSale(stored, entry) : undefined;
  };
  const bookedSale = (stored: StoredEntry, entry: SaleEntry | FormerSaleEntry): BookedSale => ({
    entryId: stored.entryId,
    seq: stored.seq,
    bookedAtMs: stored.wallMs,
    basketId: entry.content.basketId,
    operatorId: entry.actorId,
    storeId: entry.storeId,
    businessDay: entry.businessDay,
    memberRef: entry.memberRef,
    lines: entry.content.lines.map(basketLine),
    score: rebuildScore(entry, offersOf(entry)),
    isReceiptSeen: stores.receipts.isSeen(stored.entryId),
  });
  return {
    ...valueViews(stores),
    ownStanding: (memberRef) => ownStanding(stores.projections, memberRef),
    knowOffers,
    ownHistory: (memberRef) => ({
      purchaseDays: stores.offerFacts.purchaseDaysOf(memberRef),
      offerUses: stores.offerFacts.offerUsesOf(memberRef),
      stampsCollected: stores.offerFacts.stampsOf(memberRef),
    }),
    offerUses: stores.offerFacts.allOfferUses,
    usesOfOffer: stores.offerFacts.usesOfOffer,
    ownVisits: (memberRef, limit) => stores.entries.salesOfMember(memberRef, limit).map(visitFrom),
    saleByBasket: (basketId) => saleFrom(stores.entries.byOpKey(saleKey(sha256, basketId))),
    saleByEntry: (entryId) => saleFrom(stores.entries.byEntryId(entryId)),
    newestSale: () => saleFrom(stores.entries.newestSale()),
    rewardOfCommand: (commandId) => {
      const stored = stores.entries.byOpKey(activityKey(sha256, commandId));
      if (stored === undefined) return undefined;
      const entry = entryOf(stored);
      invariant(entry.kind === 'activity', 'only an activity has the key of one');
      return rebuildReward(entry, offersOf(entry));
    },
  };
}

function valueViews({
  entries,
  lots,
}: ViewStores): Pick<
  Ledger,
  'ownLots' | 'snapshotDraws' | 'entryById' | 'entryByKey' | 'entriesAbout' | 'entriesOfMember'
> {
  const entryFrom = (stored: StoredEntry | undefined): Entry | undefined => stored && entryOf(stored);
  return {
    ownLots: lots.lotsOf,
    snapshotDraws: lots.snapshotDraws,
    entryById: (entryId) => entryFrom(entries.byEntryId(entryId)),
    entryByKey: (opKey) => entryFrom(entries.byOpKey(opKey)),
    entriesAbout: (entryId) => entries.about(entryId).map(entryOf),
    entriesOfMember: (memberRef, limit) => entries.ofMember(memberRef, limit).map(entryOf),
  };
}

/** The stored entry's own words; a body that this program wrote and cannot read is a bug or a broken file. */
export function entryOf(stored: StoredEntry): Entry {
  const entry = parseEntry(stored.body);
  invariant(entry !== undefined, 'a stored entry can be read');
  return entry;
}

function ownStanding(projections: ProjectionStore, memberRef: MemberRef): OwnStanding {
  const held = projections.balancesOf(memberPointsAccount(memberRef)).find(({ unit }) => unit === 'points');
  const wallets = projections.balancesOf(memberWalletAccount(memberRef));
  invariant(wallets.length <= 1, 'a till deals in one currency');
  const { visits, spentMinor } = projections.activityOf(memberRef);
  return {
    points: points(held?.amount ?? 0),
    walletMinor: minor(wallets[0]?.amount ?? 0),
    visitCount: visits,
    spentMinor,
  };
}

function visitFrom(stored: StoredEntry): Visit {
  const entry = entryOf(stored);
  invariant(entry.kind === 'sale', 'a visit is a sale');
  const { payableMinor, pointsEarned } = entry.content.totals;
  return { atMs: stored.wallMs, storeId: entry.storeId, paidMinor: payableMinor, pointsEarned };
}

function basketLine(line: SaleEntry['content']['lines'][number] | FormerSoldLine): BasketLine {
  const { discountMinor: _discount, ...sold } = line;
  if (!('taxMinor' in sold)) return sold;
  const { taxMinor: _tax, ...basketLineSold } = sold;
  return basketLineSold;
}

type OffersOf = {
  readonly offersOf: (entry: SaleEntry | FormerSaleEntry | ActivityEntry) => OfferById;
  readonly knowOffers: LedgerViews['knowOffers'];
};

/** Offers of a kept rule set; the one asked for last is kept ready, because receipts in a row share theirs. */
function createOffersOf(ruleSets: KeptRuleSets): OffersOf {
  let ready: { readonly hash: string; readonly offerOf: OfferById } | undefined;
  return {
    knowOffers: (hash, offerOf) => {
      ready = { hash, offerOf };
    },
    offersOf: ({ ruleSetHash }) => {
      invariant(ruleSetHash !== null, 'a sale names its rule set');
      if (ready?.hash === ruleSetHash) return ready.offerOf;
      const json = ruleSets.jsonOf(ruleSetHash);
      invariant(json !== undefined, 'a rule set that an entry names is kept');
      const ruleSet = readRuleSet(JSON.parse(json));
      invariant(ruleSet.ok, 'a rule set that an entry names can be read for ever');
      const offers = new Map(ruleSet.value.offers.map((offer) => [offer.offerId, offer]));
      ready = { hash: ruleSetHash, offerOf: (offerId) => offers.get(offerId) };
      return ready.offerOf;
    },
  };
}
