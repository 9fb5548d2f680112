/**
 * The chain as it is now, for whoever lives as long as the till: reads again what a pull changed. Hold the chain, its
 * programme, or the programme's `points`, `corrections` and `offline`, and ask when something is needed: every other part
 * is a value of one moment.
 */

import type { Programme } from '#shared/domain/programme.ts';
import type { ReadDb } from '../db/database.ts';
import { readChain } from '../db/stores/chain-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';

/** Parts that everything booked here rests on: another one wants another start of the service. */
const fixedParts = ['chainId', 'deviceId', 'ownStoreId', 'currency', 'timeZone', 'dayStartsAtHour'] as const;
export type FixedPart = (typeof fixedParts)[number];

export type Reread =
  | { readonly kind: 'reread'; readonly isRuleSetNew: boolean }
  /** The chain stays as it was: the service has to be started again. */
  | { readonly kind: 'restartNeeded'; readonly part: FixedPart };

export type LiveChain = {
  readonly chain: ChainAtTill;
  /** After the cache has changed. */
  readonly reread: () => Reread;
};

export function createLiveChain(db: ReadDb, first: ChainAtTill): LiveChain {
  let current = first;
  return {
    chain: chainView(() => current),
    reread: () => {
      const next = readChain(db);
      const part = fixedParts.find((name) => fixedOf(next)[name] !== fixedOf(current)[name]);
      if (part !== undefined) return { kind: 'restartNeeded', part };
      const isRuleSetNew =
        next.ruleSetHash !== current.ruleSetHash ||
        next.refusedRules?.reason !== current.refusedRules?.reason ||
        next.refusedRules?.path !== current.refusedRules?.path;
      current = next;
      return { kind: 'reread', isRuleSetNew };
    },
  };
}

function fixedOf({ chainId, deviceId, ownStore }: ChainAtTill): Readonly<Record<FixedPart, string | number>> {
  const { storeId: ownStoreId, currency, timeZone, dayStartsAtHour } = ownStore;
  return { chainId, deviceId, ownStoreId, currency, timeZone, dayStartsAtHour };
}

type Read<Value> = () => Value;

function chainView(now: Read<ChainAtTill>): ChainAtTill {
  const programme = programmeView(() => now().programme);
  const { chainId, deviceId, ownStore, demoCards, demoPins } = now();
  return {
    chainId,
    deviceId,
    // Its name may be another one; what a day and an amount are may not.
    ownStore: ownStoreView(ownStore, now),
    demoCards,
    demoPins,
    programme,
    storeNumbers: {
      numberOf: (storeId) => now().storeNumbers.numberOf(storeId),
      storeIdOf: (storeNumber) => now().storeNumbers.storeIdOf(storeNumber),
    },
    get snapshotAtMs() {
      return now().snapshotAtMs;
    },
    get calendar() {
      return now().calendar;
    },
    get country() {
      return now().country;
    },
    get tillName() {
      return now().tillName;
    },
    get stores() {
      return now().stores;
    },
    get tiers() {
      return now().tiers;
    },
    get productGroups() {
      return now().productGroups;
    },
    get operators() {
      return now().operators;
    },
    get hq() {
      return now().hq;
    },
    get tills() {
      return now().tills;
    },
    get ruleSetHash() {
      return now().ruleSetHash;
    },
    get ruleSetBody() {
      return now().ruleSetBody;
    },
    get autoLockMs() {
      return now().autoLockMs;
    },
    get lease() {
      return now().lease;
    },
    get branding() {
      return now().branding;
    },
    get chainName() {
      return now().chainName;
    },
    get refusedRules() {
      return now().refusedRules;
    },
  };
}

function ownStoreView(ownStore: ChainAtTill['ownStore'], now: Read<ChainAtTill>): ChainAtTill['ownStore'] {
  const { storeId, currency, timeZone, dayStartsAtHour } = ownStore;
  return {
    storeId,
    currency,
    timeZone,
    dayStartsAtHour,
    get name() {
      return now().ownStore.name;
    },
  };
}

function programmeView(now: Read<Programme>): Programme {
  return {
    points: pointsView(() => now().points),
    corrections: correctionsView(() => now().corrections),
    offline: offlineView(() => now().offline),
    get wallet() {
      return now().wallet;
    },
    get rewards() {
      return now().rewards;
    },
    get coupons() {
      return now().coupons;
    },
    get giftCards() {
      return now().giftCards;
    },
    get tiers() {
      return now().tiers;
    },
    get referral() {
      return now().referral;
    },
  };
}

function pointsView(now: Read<Programme['points']>): Programme['points'] {
  return {
    get redemption() {
      return now().redemption;
    },
    get expireAfterQuietDays() {
      return now().expireAfterQuietDays;
    },
    get warnDays() {
      return now().warnDays;
    },
    get closeOutOn() {
      return now().closeOutOn;
    },
    get transfer() {
      return now().transfer;
    },
  };
}

function correctionsView(now: Read<Programme['corrections']>): Programme['corrections'] {
  return {
    get refundDays() {
      return now().refundDays;
    },
    get refundAloneMinor() {
      return now().refundAloneMinor;
    },
    get refundReasons() {
      return now().refundReasons;
    },
    get memberChangeMinutes() {
      return now().memberChangeMinutes;
    },
    get adjustReasons() {
      return now().adjustReasons;
    },
    get adjustPointsMax() {
      return now().adjustPointsMax;
    },
    get adjustMinorMax() {
      return now().adjustMinorMax;
    },
  };
}

function offlineView(now: Read<Programme['offline']>): Programme['offline'] {
  return {
    get levels() {
      return now().levels;
    },
    get tillMax() {
      return now().tillMax;
    },
    get decay() {
      return now().decay;
    },
    get homeStoreOnly() {
      return now().homeStoreOnly;
    },
  };
}
