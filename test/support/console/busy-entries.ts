/** Entries of one member over several tills, with every fate that an entry can have, and sums that agree with them. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { broughtDeviceId } from '#sync/server/db/stores/publication/brought-store.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';

type Booked = {
  readonly kind: string;
  readonly till: number;
  readonly points?: number;
  readonly walletMinor?: number;
  readonly fate?: readonly ['flagged' | 'repeated' | 'quarantined', string];
  readonly isAlias?: boolean;
  readonly isAboutLast?: boolean;
};

/** The oldest first. */
const story: readonly Booked[] = [
  ...Array.from({ length: 56 }, (_, index): Booked => ({
    kind: 'sale',
    till: index % 3,
    points: 40 + index,
  })),
  { kind: 'sale', till: 3, points: 310, isAlias: true },
  { kind: 'topUp', till: 0, walletMinor: 2_500_000 },
  { kind: 'sale', till: 0, points: 1_240 },
  { kind: 'redeem', till: 0, points: -800, isAboutLast: true },
  { kind: 'redeem', till: 1, points: -800, fate: ['repeated', 'finished_elsewhere'] },
  { kind: 'sale', till: 2, points: 95, fate: ['flagged', 'score_differs'] },
  { kind: 'adjust', till: 5, walletMinor: 9_000_000, fate: ['quarantined', 'after_revocation'] },
  { kind: 'refund', till: 0, points: -120, walletMinor: 450_000, isAboutLast: true },
  { kind: 'tierChange', till: 0 },
];
const storyMs = 3 * 60 * 60_000;
const brought = 1_000;

export type EntriesOf = { readonly memberRef: Uuid; readonly alias: Uuid };

/** How many entries there are. */
export const busyEntries = story.length;

export async function addEntries(
  deps: HqDeps,
  tills: readonly Uuid[],
  { memberRef, alias }: EntriesOf,
): Promise<void> {
  const { db, clock, randomBytes } = deps;
  const beganMs = clock.nowMs() - story.length * storyMs;
  let lastId: Uuid | null = null;
  for (const [
    place,
    { kind, till, fate, isAlias = false, isAboutLast = false, ...amounts },
  ] of story.entries()) {
    const atMs = beganMs + place * storyMs;
    const device_id = tills[till] ?? '';
    const entry_id = uuidV7(atMs, randomBytes(10));
    const at = { device_id, epoch: 1, branch: 0, seq: place + 1, hlc_ms: atMs };
    const member_ref = isAlias ? alias : memberRef;
    const isCounted = fate === undefined || fate[0] === 'flagged';
    const { points, walletMinor } = { points: 0, walletMinor: 0, ...(isCounted ? amounts : {}) };
    await db
      .insertInto('entry')
      .values({
        ...at,
        entry_id,
        op_key: randomBytes(32),
        kind,
        member_ref,
        store_id: till === 3 ? 'chaharbagh' : 'tajrish',
        business_day: new Date(atMs).toISOString().slice(0, 10),
        wall_ms: atMs,
        rule_set_hash: null,
        ref_entry_id: isAboutLast ? lastId : null,
        disposition: fate?.[0] ?? 'accepted',
        reason: null,
      })
      .execute();
    await sql`UPDATE entry SET reason = ${fate?.[1] ?? null} WHERE entry_id = ${entry_id}::UUID`.execute(db);
    await db
      .insertInto('member_entry')
      .values({
        ...at,
        member_ref,
        points: String(points),
        points_pending: '0',
        wallet_minor: String(walletMinor),
        wallet_pending_minor: '0',
      })
      .execute();
    await addToSums(deps, { device_id, member_ref }, { points, walletMinor });
    if (kind === 'sale') lastId = entry_id;
  }
  await addToSums(
    deps,
    { device_id: broughtDeviceId, member_ref: memberRef },
    { points: brought, walletMinor: 0 },
  );
}

type Amounts = { readonly points: number; readonly walletMinor: number };

/** What members hold, in accounts, by member and by lot: the same three times. */
async function addToSums(
  { db, clock, randomBytes }: HqDeps,
  { device_id, member_ref }: { readonly device_id: string; readonly member_ref: Uuid },
  { points, walletMinor }: Amounts,
): Promise<void> {
  await sql`INSERT INTO member_sum AS s (member_ref, device_id, points, wallet_minor)
    VALUES (${member_ref}, ${device_id}, ${points}, ${walletMinor}) ON CONFLICT (member_ref, device_id) DO UPDATE
    SET points = s.points + excluded.points, wallet_minor = s.wallet_minor + excluded.wallet_minor`.execute(
    db,
  );
  for (const [unit, account, amount] of [
    ['points', 'points', points],
    ['money', 'wallet', walletMinor],
  ] as const) {
    for (const [name, sum] of [
      [`members:${account}`, amount],
      ['issued', -amount],
    ] as const) {
      await sql`INSERT INTO account_sum AS s (device_id, account, unit, amount)
        VALUES (${device_id}, ${name}, ${unit}, ${sum}) ON CONFLICT (device_id, account, unit) DO UPDATE
        SET amount = s.amount + excluded.amount`.execute(db);
    }
    const lot = { member_ref, lot_entry_id: uuidV7(clock.nowMs(), randomBytes(10)), lot_line: 0 };
    await db
      .insertInto('lot')
      .values({ ...lot, unit, origin: 'earned', made_on: '2026-01-01', release_on: null, expires_on: null })
      .execute();
    await db
      .insertInto('lot_sum')
      .values({ ...lot, device_id, open: String(amount) })
      .execute();
  }
}
