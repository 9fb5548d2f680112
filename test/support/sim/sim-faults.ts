/** Every fault that the simulation knows, and the places where each must have struck for a gate to count. */

import type { ValueKind } from '#shared/ledger/value/value-details.ts';

/** What strikes at a write of a file. */
export const diskFaults = ['crash', 'diskFull', 'ioError', 'busy'] as const;
export const diskFiles = ['ledger', 'drafts'] as const;
/** At a statement, before the commit, or after it while the caller has heard nothing. */
export const writePlaces = ['statement', 'beforeCommit', 'afterCommit'] as const;

export type DiskFault = (typeof diskFaults)[number];
export type DiskFile = (typeof diskFiles)[number];
export type WritePlace = (typeof writePlaces)[number];

export const wireFaults = ['requestLost', 'answerLost', 'answerLate'] as const;
export const clockFaults = ['hourForward', 'hourBack', 'dayBack', 'year1970', 'tenYears', 'sleep'] as const;
export const readerFaults = ['serviceLost', 'noReader', 'unreadable'] as const;

export type WireFault = (typeof wireFaults)[number];
export type ClockFault = (typeof clockFaults)[number];
export type ReaderFault = (typeof readerFaults)[number];

/** Operations during which the till has to have died at least once. */
const deadlyOperations = [
  'signIn',
  'addBarcode',
  'addProduct',
  'addAmount',
  'setQuantity',
  'removeLine',
  'undoLine',
  'clearBasket',
  'attachMember',
  'detachMember',
  'enrolMember',
  'paySale',
  'receiptSeen',
  'tap',
  'chooseTenders',
  'topUpWallet',
  'giveCredit',
  'refundSale',
  'changeSaleMember',
  'adjustMember',
  'transferPoints',
  'setHousehold',
  'claimReward',
  'handOverReward',
  'cancelClaim',
  'sellGiftCard',
  'issueCodes',
  'cancelCodes',
  'bulkCancel',
  'closeShift',
] as const;

/** Entries that must have been booked, and repeated without an effect, somewhere in a gate. */
const valueEntries = [
  'redeem',
  'topUp',
  'refund',
  'adjust',
  'transfer',
  'release',
  'expire',
  'claim',
  'handOver',
  'cancelClaim',
  'issueCodes',
  'useCode',
  'cancelCodes',
  'reassign',
  'tierChange',
  'grant',
  'household',
  'shiftClose',
] as const satisfies readonly ValueKind[];

/**
 * A commit that failed is undone, so only a crash comes after one; and a lock is met at the start of a transaction,
 * never later.
 */
export function isPossible(fault: DiskFault, place: WritePlace): boolean {
  if (fault === 'busy') return place === 'statement';
  return fault === 'crash' || place !== 'afterCommit';
}

export function allFaultPoints(): readonly string[] {
  const disk = diskFiles.flatMap((file) =>
    diskFaults.flatMap((fault) =>
      writePlaces.filter((place) => isPossible(fault, place)).map((place) => `${fault} ${file} ${place}`),
    ),
  );
  return [
    ...disk,
    ...deadlyOperations.map((operation) => `death ${operation}`),
    ...wireFaults.flatMap((fault) => [`${fault} paySale`, `${fault} addBarcode`, `${fault} signIn`]),
    ...valueEntries.map((kind) => `entry ${kind}`),
    ...clockFaults.map((fault) => `clock ${fault}`),
    ...readerFaults.map((fault) => `reader ${fault}`),
    'kill idle',
    'kill pinCheck',
    'restart readOnly',
  ];
}

/** Fault points that no run of a gate has struck. */
export function missedFaultPoints(hits: ReadonlySet<string>): readonly string[] {
  return allFaultPoints().filter((point) => !hits.has(point));
}
