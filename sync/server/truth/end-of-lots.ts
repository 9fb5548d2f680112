/** Releases and ends lots, day by day, over all tills: HQ is the only one that does where there is an HQ. */

import type { MemberRef } from '#shared/domain/member.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { closedDaysMax } from '#shared/ledger/value/believed-day.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { meantMembers } from '../db/stores/truth/counted-members.ts';
import { listForDay, newestWallMs, takeDue } from '../db/stores/truth/due-lots.ts';
import { ensureHqDevice } from '../db/stores/truth/hq-device.ts';
import { lastPurchases, lotsOfMembers } from '../db/stores/truth/member-lots.ts';
import { noteCounted, takeTurn } from '../db/stores/truth/truth-turn.ts';
import { readProgramme } from '../publication/chain-documents.ts';
import { bookOwn, publish } from './book-turn.ts';
import type { TurnDeps } from './book-turn.ts';
import { hqEntriesMax, hqKey, hqPlace } from './hq-chain.ts';
import type { HqPlace, HqValue } from './hq-chain.ts';
import { lotsOfDay } from './lots-of-day.ts';
import type { DayMoves } from './lots-of-day.ts';

export type EndOfLotsDeps = TransactionDeps & TurnDeps;

/** Of one turn; each member gives at most four entries. */
const membersMax = hqEntriesMax / 4;
const dayMs = 86_400_000;

/**
 * One turn: the lots of some of those whose day has come. Taking them off the list and booking is one transaction, so
 * that a stop at any point leaves both or neither. Answers with the number of members; 0 when nobody is left today.
 */
export function endLots(deps: EndOfLotsDeps): Promise<number> {
  return inTransaction(deps, (transaction) => endIn(transaction, deps), { isRepeatable: true });
}

async function endIn(transaction: HqTransaction, deps: EndOfLotsDeps): Promise<number> {
  const place = await hqPlace(transaction, deps.clock.nowMs());
  if (!(await isDayBelieved(transaction, deps))) return 0;
  const programme = await readProgramme(transaction);
  const rules = programme?.points ?? { expireAfterQuietDays: null, closeOutOn: null };
  await listForDay(transaction, place.today, endedBy(rules, place));
  const due = await takeDue(transaction, place.today, membersMax);
  if (due.length === 0) return 0;
  const n = await takeTurn(transaction);
  const meant = await meantMembers(transaction, due);
  const members = [...new Set(meant.values())].toSorted();
  const values = await valuesOf(transaction, members, { n, place, rules, deps });
  const own = await bookOwn(transaction, values, { place, deps });
  await noteCounted(transaction, n, own.ranges);
  await publish(transaction, own.counted, []);
  return due.length;
}

type Ending = {
  readonly n: number;
  readonly place: HqPlace;
  readonly rules: Pick<PointsRules, 'expireAfterQuietDays' | 'closeOutOn'>;
  readonly deps: EndOfLotsDeps;
};

async function valuesOf(
  transaction: HqTransaction,
  members: readonly MemberRef[],
  { n, place, rules, deps }: Ending,
): Promise<readonly HqValue[]> {
  const lots = await lotsOfMembers(transaction, members);
  const purchases = await lastPurchases(transaction, members);
  return members.flatMap((memberRef) =>
    lotsOfDay({
      memberRef,
      lots: lots.get(memberRef) ?? [],
      today: place.today,
      rules,
      lastPurchaseOn: purchases.get(memberRef) ?? null,
      isDayBelieved: true,
    }).map((moves) => valueOf(memberRef, moves, { n, place, deps })),
  );
}

/** The turn is part of the key: what came back later on the same day is another operation. */
function valueOf(
  memberRef: MemberRef,
  { kind, cause, moves }: DayMoves,
  { n, place, deps }: Omit<Ending, 'rules'>,
): HqValue {
  const { currency, moment, today } = place;
  const opKey = hqKey(deps, kind, today, memberRef, cause, String(n));
  return { kind, opKey, memberRef, content: { currency, moment, moves, facts: [], detail: { cause } } };
}

function endedBy(
  { expireAfterQuietDays, closeOutOn }: Ending['rules'],
  { today }: HqPlace,
): Parameters<typeof listForDay>[2] {
  return {
    isClosedOut: closeOutOn !== null && closeOutOn <= today,
    quietSince: expireAfterQuietDays === null ? null : addDays(today, -expireAfterQuietDays),
  };
}

/** Nobody's points end on the word of a clock that stands far from that of every till. */
async function isDayBelieved(transaction: HqTransaction, deps: EndOfLotsDeps): Promise<boolean> {
  const exceptDevice = await ensureHqDevice(transaction, deps);
  const nowMs = deps.clock.nowMs();
  const notAfterMs = nowMs + closedDaysMax * dayMs;
  const newest = await newestWallMs(transaction, { exceptDevice, notAfterMs });
  return newest !== undefined && nowMs - newest <= closedDaysMax * dayMs;
}
