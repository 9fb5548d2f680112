/** Puts a chain into an HQ's database that has something of everything that its pages show. */

import { readFileSync } from 'node:fs';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { publishBytes } from '#sync/core/envelope.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { insertOperator } from '#sync/server/db/stores/people/operators.ts';
import { writeDocument } from '#sync/server/db/stores/publication/document-store.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import { openHq } from '#tools/hq/open-hq.ts';
import { knowMember } from '../hq/truth-world.ts';
import { expectOk } from '../expect-ok.ts';
import { addEntries } from './busy-entries.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const demoRuleSet = new URL('../../../resources/demo/rule-set.json', import.meta.url);

const stores = [
  { id: 'tajrish', fa: 'شعبهٔ تجریش', en: 'Tajrish' },
  { id: 'chaharbagh', fa: 'شعبهٔ چهارباغ', en: 'Chaharbagh' },
  { id: 'hafezieh', fa: 'شعبهٔ حافظیه', en: 'Hafezieh' },
] as const;

/** Members by what somebody has to decide about them. */
export const busyMembers = {
  overdrawn: uuid('01990000-0000-7000-8000-000000000001'),
  stopped: uuid('01990000-0000-7000-8000-000000000002'),
  /** The two have one phone number. */
  oldTwin: uuid('01990000-0000-7000-8000-000000000003'),
  newTwin: uuid('01990000-0000-7000-8000-000000000004'),
  merged: uuid('01990000-0000-7000-8000-000000000005'),
  /** Whom nothing is said about. */
  plain: uuid('01990000-0000-7000-8000-000000000006'),
} as const;

/** Beside the running HQ of the data folder. */
export async function fillWithBusyChain(dataFolder: string): Promise<void> {
  const { deps, close } = expectOk(await openHq({ data: dataFolder }));
  try {
    await addChain(deps);
    await addStores(deps);
    await addPeopleOfTills(deps);
    const tills = await addTills(deps);
    await addMembers(deps);
    await addEntries(deps, tills, { memberRef: busyMembers.stopped, alias: busyMembers.merged });
    await addNotices(deps, tills);
    await addErasure(deps, tills);
    await addRuleSets(deps);
  } finally {
    await close();
  }
}

function newId({ clock, randomBytes }: HqDeps): Uuid {
  return uuidV7(clock.nowMs(), randomBytes(10));
}

async function addChain(deps: HqDeps): Promise<void> {
  await inTransaction(deps, async (transaction) => {
    const name = { fa: 'فروشگاه‌های سرو', en: 'Sarv Stores' };
    const tiers = [{ tierId: 'bronze', name: { fa: 'برنزی', en: 'Bronze' }, rank: 0, tone: 'bronze' }];
    const kept = { chainId: 'sarv', calendar: 'persian', country: 'IR', tiers, productGroups: [] };
    await writeDocument(transaction, 'chain', { ...kept, name });
    const receiptLines = ['سرو؛ همیشه سبز', 'www.sarv.example'];
    await writeDocument(transaction, 'branding', { accent: '#b4472b', receiptLines });
  });
}

async function addStores({ db }: HqDeps): Promise<void> {
  const rows = stores.map(({ id, fa, en }) => ({
    store_id: id,
    name_fa: fa,
    name_en: en,
    currency: 'IRR',
    time_zone: 'Asia/Tehran',
    day_starts_at_hour: 5,
  }));
  await db.insertInto('store').values(rows).execute();
}

async function addPeopleOfTills(deps: HqDeps): Promise<void> {
  const people = [
    { name: 'نسترن داوودی', latinName: 'Nastaran Davoudi', role: 'manager', storeIds: null, state: 'active' },
    {
      name: 'حامد سلیمی',
      latinName: 'Hamed Salimi',
      role: 'cashier',
      storeIds: ['tajrish'],
      state: 'active',
    },
    { name: 'Claire Dawson', latinName: null, role: 'cashier', storeIds: null, state: 'suspended' },
  ] as const;
  await inTransaction(deps, async (transaction) => {
    for (const person of people) {
      const storeIds = person.storeIds === null ? null : [...person.storeIds];
      const operator = { operatorId: newId(deps), ...person, storeIds };
      await insertOperator(transaction, operator, deps.randomBytes(16));
    }
  });
}

/** One till in each state that somebody has to look at, and some that are well. */
async function addTills(deps: HqDeps): Promise<readonly Uuid[]> {
  const nowMs = deps.clock.nowMs();
  const joined = {
    public_key: deps.randomBytes(32),
    box_key: deps.randomBytes(32),
    app: 'Vafa 0.1.0',
    joined_ms: nowMs - 300 * hourMs,
    lease_issued_ms: nowMs - hourMs,
    lease_expires_ms: nowMs + 200 * hourMs,
    last_contact_ms: nowMs - minuteMs,
    backlog: 0,
    clock_ahead_ms: 900,
  };
  const rows = [
    { name: 'صندوق ۱', store_id: 'tajrish', state: 'active', ...joined },
    { name: 'صندوق ۲', store_id: 'tajrish', state: 'frozen', reason: 'fork', ...joined },
    {
      name: 'صندوق ۳',
      store_id: 'tajrish',
      state: 'active',
      ...joined,
      backlog: 1284,
      oldest_unsent_ms: nowMs - 3 * hourMs,
    },
    {
      name: 'Till 1',
      store_id: 'chaharbagh',
      state: 'active',
      ...joined,
      last_contact_ms: nowMs - 9 * hourMs,
    },
    { name: 'Till 2', store_id: 'chaharbagh', state: 'active', ...joined, clock_ahead_ms: -17 * minuteMs },
    { name: 'Till 3', store_id: 'chaharbagh', state: 'frozen', reason: 'byHand', ...joined },
    { name: 'صندوق تازه', store_id: 'hafezieh', state: 'waiting' },
    {
      name: 'صندوق قدیمی',
      store_id: 'hafezieh',
      state: 'revoked',
      ...joined,
      revoked_ms: nowMs - 30 * hourMs,
    },
  ] as const;
  const ids = rows.map(() => newId(deps));
  for (const [place, row] of rows.entries()) {
    const fixed = { device_id: ids[place] ?? newId(deps), created_ms: nowMs - 400 * hourMs };
    await deps.db
      .insertInto('till')
      .values({ ...fixed, ...row })
      .execute();
  }
  return ids;
}

async function addMembers({ db, clock }: HqDeps): Promise<void> {
  const { overdrawn, stopped, oldTwin, newTwin, merged } = busyMembers;
  for (const [place, memberRef] of Object.values(busyMembers).entries()) {
    await knowMember(db, memberRef, clock.nowMs() - (100 - place) * hourMs);
  }
  type Change = {
    hold?: 'overdraft' | 'byHand';
    phone_index?: Uint8Array;
    state?: 'merged';
    merged_into?: Uuid;
  };
  const set = async (memberRef: Uuid, change: Change): Promise<void> => {
    await db.updateTable('member').set(change).where('member_ref', '=', memberRef).execute();
  };
  const phone_index = new Uint8Array(32).fill(7);
  await set(overdrawn, { hold: 'overdraft' });
  await set(stopped, { hold: 'byHand' });
  for (const twin of [oldTwin, newTwin]) await set(twin, { phone_index });
  await set(merged, { state: 'merged', merged_into: stopped });
}

async function addNotices(deps: HqDeps, tills: readonly Uuid[]): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const { overdrawn, merged, stopped } = busyMembers;
  const notices = [
    { kind: 'fork', device_id: tills[1], facts: { epoch: 1, branch: 1, afterSeq: 4211, seq: 4212 } },
    {
      kind: 'overdraft',
      member_ref: overdrawn,
      device_id: tills[2],
      facts: { points: 320, walletMinor: 1_500_000 },
    },
    { kind: 'membersMerged', member_ref: merged, facts: { into: stopped, aliases: [] } },
    { kind: 'finishedElsewhere', device_id: tills[3], entry_id: newId(deps), facts: {} },
    { kind: 'refundAboveOriginal', entry_id: newId(deps), facts: {} },
    { kind: 'codeUsedTwice', entry_id: newId(deps), facts: {} },
    { kind: 'recordUnreadable', member_ref: newId(deps), device_id: tills[0], facts: {} },
    { kind: 'hqSetBack', device_id: tills[0], facts: { epoch: 1, seq: 88 } },
    { kind: 'fromTheFuture', facts: {} },
  ];
  const rows = notices.map(({ facts, ...notice }, place) => ({
    notice_id: newId(deps),
    at_ms: nowMs - place * 37 * minuteMs,
    facts: JSON.stringify(facts),
    ...notice,
  }));
  await deps.db.insertInto('notice').values(rows).execute();
}

async function addErasure(deps: HqDeps, tills: readonly Uuid[]): Promise<void> {
  const order = { order_id: newId(deps), member_ref: newId(deps), ordered_by: newId(deps) };
  const nowMs = deps.clock.nowMs();
  await deps.db
    .insertInto('erasure_order')
    .values({ ...order, ordered_ms: nowMs - hourMs })
    .execute();
  const done = tills
    .slice(0, 3)
    .map((device_id) => ({ order_id: order.order_id, device_id, done_ms: nowMs }));
  await deps.db.insertInto('erasure_done').values(done).execute();
}

/** One in force, one that a single publisher has approved, and the list of three publishers. */
async function addRuleSets(deps: HqDeps): Promise<void> {
  const first = expectOk(readRuleSet(JSON.parse(readFileSync(demoRuleSet, 'utf8'))));
  const [gone, changed, ...kept] = first.offers;
  if (gone === undefined || changed === undefined) throw new Error('the demo has offers');
  const added = { ...gone, offerId: 'evening-credit', name: { fa: 'اعتبار عصرگاهی', en: 'Evening credit' } };
  const next = {
    ...first,
    ruleSetId: 'winter',
    offers: [added, { ...changed, name: { ...changed.name, en: `${changed.name.en} (more)` } }, ...kept],
  };
  const nowMs = deps.clock.nowMs();
  const publishers = [1, 2, 3].map(() => {
    const signer = signerOfSeed(bytesToHex(deps.randomBytes(32)));
    return { publisherId: newId(deps), publicKey: bytesToHex(signer.publicKey), signer };
  });
  await inTransaction(deps, async (transaction) => {
    await writeDocument(transaction, 'publishers', {
      version: 2,
      publishers: publishers.map(({ publisherId, publicKey }) => ({ publisherId, publicKey })),
      signatures: [],
      limits: { discountBasisPointsMax: 4000, pointsPerMillionMinorMax: 100, pointsAtOnceMax: 50_000 },
    });
    for (const [ruleSet, state, signers] of [
      [first, 'published', publishers.slice(0, 2)],
      [next, 'proposed', publishers.slice(2)],
    ] as const) {
      const canonicalJson = canonicalRuleSet(ruleSet);
      const hash = deps.sha256(deps.utf8.encode(canonicalJson));
      await transaction
        .insertInto('rule_set')
        .values({
          rule_set_hash: hash,
          canonical_json: canonicalJson,
          state,
          proposed_by: newId(deps),
          proposed_ms: nowMs - 30 * hourMs,
          published_ms: state === 'published' ? nowMs - 29 * hourMs : null,
          changed: 0,
        })
        .execute();
      const approvals = signers.map(({ publisherId, signer }) => ({
        rule_set_hash: hash,
        publisher_id: publisherId,
        signature: signer.sign(publishBytes(hash, deps)),
        approved_ms: nowMs,
      }));
      await transaction.insertInto('rule_set_approval').values(approvals).execute();
    }
  });
}
