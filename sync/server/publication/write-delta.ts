/** Everything that changed after a cursor, as records for one till, read within one transaction. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import {
  membersByRef,
  membersChangedAfter,
  membersTouchedBy,
  offerUsesChangedAfter,
  placeAfter,
  productsChangedAfter,
} from '../db/stores/publication/pull-store.ts';
import type { PullState } from '../db/stores/publication/pull-state.ts';
import { approvalsOf, publishedRuleSet } from '../db/stores/publication/rule-set-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { createPersonSeal } from '../members/person.ts';
import { chainLine } from './chain-line.ts';
import { memberLines } from './member-records.ts';
import type { RecordDeps } from './member-records.ts';
import type { PageWriter } from './page-writer.ts';
import { isToldId, toldAmount } from './told-names.ts';

export type DeltaDeps = Pick<HqDeps, 'serviceKeys' | 'randomBytes'>;

export type Delta = {
  readonly deviceId: string;
  /** Told are members whose last change is above this one. */
  readonly membersAfter: number;
  /** The same for everything else. */
  readonly restAfter: number;
  /** Also members to whose figures the till itself added: pages that tills share have them with its part. */
  readonly withOwnMembers: boolean;
  /** Where the transaction stands. */
  readonly newest: number;
  /** The last change of each area: what did not change since is not read. */
  readonly changedAt: PullState['changedAt'];
  /** About so many members at most. */
  readonly membersMax: number;
  readonly pieceMembers: number;
};

export type WrittenDelta = {
  /** What the till has with these records: `newest`, or less where there was too much. */
  readonly changed: number;
  readonly hasMore: boolean;
};

const pieceMax = 1_000;

export async function writeDelta(
  transaction: HqTransaction,
  delta: Delta,
  { deps, writer }: { readonly deps: DeltaDeps; readonly writer: PageWriter },
): Promise<WrittenDelta> {
  const { deviceId, restAfter } = delta;
  const recordDeps: RecordDeps = {
    db: transaction,
    withoutDevice: deviceId,
    personSeal: createPersonSeal(deps.serviceKeys.dataSeal, deps.randomBytes),
  };
  if (delta.changedAt.chain > restAfter) {
    const line = await chainLine(transaction, deviceId, deps);
    if (line !== undefined) await writer.add(line);
  }
  if (delta.changedAt.ruleSet > restAfter) await writeRuleSet(transaction, restAfter, writer);
  if (delta.changedAt.product > restAfter) await writeProducts(transaction, restAfter, writer);
  if (delta.changedAt.offerUse > restAfter) await writeOfferUses(transaction, delta, writer);
  if (delta.withOwnMembers) await writeOwnMembers(transaction, { delta, recordDeps, writer });
  if (delta.changedAt.member <= delta.membersAfter) return { changed: delta.newest, hasMore: false };
  return writeMembers(transaction, { delta, recordDeps, writer });
}

async function writeRuleSet(transaction: HqTransaction, after: number, writer: PageWriter): Promise<void> {
  const ruleSet = await publishedRuleSet(transaction);
  if (ruleSet === undefined || ruleSet.changed <= after) return;
  const approvals = await approvalsOf(transaction, ruleSet.ruleSetHash);
  await writer.add({
    t: 'ruleSet',
    ruleSetHash: bytesToHex(ruleSet.ruleSetHash),
    canonicalJson: ruleSet.canonicalJson,
    approvals: approvals.slice(0, approvalsMax).map(({ publisherId, signature }) => ({
      publisherId: uuid(publisherId),
      signature: bytesToHex(signature),
    })),
  });
}

/** What the contract lets a record carry. */
const approvalsMax = 10;

async function writeProducts(transaction: HqTransaction, changed: number, writer: PageWriter): Promise<void> {
  let productId = '';
  for (;;) {
    const products = await productsChangedAfter(transaction, { changed, productId, countMax: pieceMax });
    await writer.addAll(
      products.map(({ productId: id, body }) =>
        body === null
          ? { t: 'productGone', productId: id }
          : { t: 'product', product: JSON.parse(body) as unknown },
      ),
    );
    const last = products.at(-1);
    if (last === undefined || products.length < pieceMax) return;
    productId = last.productId;
  }
}

async function writeOfferUses(transaction: HqTransaction, delta: Delta, writer: PageWriter): Promise<void> {
  let after = { offerId: '', storeId: '', date: '' };
  for (;;) {
    const uses = await offerUsesChangedAfter(transaction, {
      changed: delta.restAfter,
      withoutDevice: delta.deviceId,
      after,
      countMax: pieceMax,
    });
    const told = uses.filter(({ offerId, storeId }) => isToldId(offerId) && isToldId(storeId));
    await writer.addAll(
      told.map(({ offerId, storeId, date, ...sums }) => {
        const [used, costMinor] = [toldAmount(sums.uses), toldAmount(sums.costMinor)];
        return { t: 'offerUse', offerId, storeId, date, uses: used, costMinor };
      }),
    );
    const last = uses.at(-1);
    if (last === undefined || uses.length < pieceMax) return;
    after = last;
  }
}

type MemberPart = {
  readonly delta: Delta;
  readonly recordDeps: RecordDeps;
  readonly writer: PageWriter;
};

async function writeOwnMembers(transaction: HqTransaction, part: MemberPart): Promise<void> {
  const { delta, recordDeps, writer } = part;
  let memberRef = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const own = await membersTouchedBy(transaction, {
      deviceId: delta.deviceId,
      memberRef,
      countMax: delta.pieceMembers,
    });
    const meant = [...new Set(own.map((row) => row.meant))];
    const rows = await membersByRef(transaction, meant);
    await writer.addAll(await memberLines(rows, recordDeps));
    const last = own.at(-1);
    if (last === undefined || own.length < delta.pieceMembers) return;
    memberRef = last.memberRef;
  }
}

/** In the order of changes, so that a delta that is cut short ends between two changes. */
async function writeMembers(
  transaction: HqTransaction,
  { delta, recordDeps, writer }: MemberPart,
): Promise<WrittenDelta> {
  let place = placeAfter(delta.membersAfter);
  let written = 0;
  for (;;) {
    const rows = await membersChangedAfter(transaction, place, delta.pieceMembers);
    const last = rows.at(-1);
    // What was written of one change must be all of it.
    const isFull = written >= delta.membersMax;
    const taken = isFull ? rows.filter(({ changed }) => changed === place.changed) : rows;
    await writer.addAll(await memberLines(taken, recordDeps));
    written += taken.length;
    if (isFull && taken.length < rows.length) return { changed: place.changed, hasMore: true };
    if (last === undefined || rows.length < delta.pieceMembers)
      return { changed: delta.newest, hasMore: false };
    place = { changed: last.changed, memberRef: last.memberRef };
  }
}
