/** Sealed records and rule sets that come beside entries. */

import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { addRecord } from '#sync/server/db/stores/publication/waiting-store.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { takeRuleSet } from '#sync/server/push/take-rule-set.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { attachmentOf, joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld, storedByPushes } from '#test/support/hq/push-world.ts';
import { knowMember, memberId } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const [sara, omid, stranger] = ['sara', 'omid', 'stranger'].map(attachmentOf);
if (sara === undefined || omid === undefined || stranger === undefined) throw new Error('three records');

async function kept(): Promise<readonly string[]> {
  const rows = await db().selectFrom('attachment').select('record_hash').orderBy('record_hash').execute();
  return rows.map((row) => bytesToHex(row.record_hash));
}

describe('an attachment', () => {
  const till = pushingTill()
    .booked({ records: [sara.recordHash, omid.recordHash] })
    .booked({ count: 2 });

  it('that an entry of the push names is kept, and one that is lacking is asked for until it comes', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const first = expectOk(await world.push(till, { to: 3, attachments: [sara] }));
    expect(first.missingAttachments).toEqual([bytesToHex(omid.recordHash)]);
    expect(expectOk(await world.push(till, { to: 3 })).missingAttachments).toEqual(first.missingAttachments);
    const later = expectOk(await world.push(till, { from: 4, attachments: [omid] }));
    expect(later.missingAttachments).toEqual([]);
    expect(await kept()).toEqual([sara, omid].map(({ recordHash }) => bytesToHex(recordHash)).toSorted());
  });

  it('comes later with a push of no entries, which moves nothing', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    const { chains } = (await storedByPushes(db())) as { chains: unknown };
    const late = { from: 5, to: 4, attachments: [omid, sara, omid] };
    const answer = expectOk(await world.push(till, late));
    expect(answer).toMatchObject({ received: till.head(), missingAttachments: [] });
    expect(expectOk(await world.push(till, late))).toEqual(answer);
    expect(await storedByPushes(db())).toMatchObject({ chains, missing: [] });
    expect(await kept()).toHaveLength(2);
  });

  it('that no entry names, or whose hash is another, is left out', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const forged = { ...sara, ciphertext: new Uint8Array([1, 2, 3]) };
    const answer = expectOk(await world.push(till, { attachments: [stranger, forged] }));
    expect(answer.missingAttachments).toHaveLength(2);
    expect(await kept()).toEqual([]);
  });

  it('of somebody who was erased meanwhile is neither kept nor asked for, however often it is sent', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const first = expectOk(await world.push(till, { to: 3 }));
    expect(first.missingAttachments).toHaveLength(2);
    const [gone, other] = [memberId(1), memberId(2)];
    const { deviceId } = till;
    for (const [memberRef, { recordHash }] of [[gone, sara] as const, [other, omid] as const]) {
      await knowMember(db(), memberRef);
      const record = { deviceId, memberRef, recordHash, isWaiting: true };
      await inTransaction(world.deps, (transaction) => addRecord(transaction, record));
    }
    await eraseMember(world.deps, { memberRef: gone, orderedBy: other });
    expect(expectOk(await world.push(till, { to: 3 })).missingAttachments).toEqual([
      bytesToHex(omid.recordHash),
    ]);
    for (let sent = 0; sent < 2; sent += 1) {
      const late = expectOk(await world.push(till, { from: 4, attachments: [sara, omid] }));
      expect(late.missingAttachments).toEqual([]);
      expect(await kept()).toEqual([bytesToHex(omid.recordHash)]);
    }
    // A copy of the till brings the same enrolment in another branch.
    const image = pushingTill();
    const copy = image.booked({ copy: 'two', records: [sara.recordHash] });
    const forked = expectOk(await world.push({ ...copy, deviceId }, { attachments: [sara] }));
    expect(forked.missingAttachments).toEqual([]);
    expect(await kept()).toEqual([bytesToHex(omid.recordHash)]);
  });

  it('without entries before HQ has the chain up to it is told where HQ stands', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expect(expectCode(await world.push(till, { from: 5, to: 4, attachments: [sara] }))).toBe('expected_seq');
    expect(await kept()).toEqual([]);
  });

  it('is kept once where both copies of a till name it', async () => {
    const image = pushingTill();
    const one = image.booked({ copy: 'one', records: [sara.recordHash] });
    const two = image.booked({ copy: 'two', records: [sara.recordHash] });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one, { attachments: [sara] }));
    expect(expectOk(await world.push(two, { attachments: [sara] })).missingAttachments).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });

  it('past the limits of size and number is refused as too large', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const large = { ...sara, ciphertext: new Uint8Array(64 * 1024 + 1) };
    expect(expectCode(await world.push(till, { attachments: [large] }))).toBe('too_large');
    const many = Array.from({ length: 1_001 }, () => sara);
    expect(expectCode(await world.push(till, { attachments: many }))).toBe('too_large');
    expect(await kept()).toEqual([]);
  });
});

describe('a rule set that entries name', () => {
  const till = pushingTill().booked({ count: 2 });

  async function wanted(): Promise<readonly string[]> {
    const world = await pushWorld(db());
    const pushed = expectOk(await world.push(till)).wantedRuleSets;
    expect(expectOk(await world.contact(till)).wantedRuleSets).toEqual(pushed);
    return pushed;
  }

  it('is asked for until it comes, and never kept under another hash', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const [name = ''] = await wanted();
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    const bring = (canonicalJson: string, asked = name) =>
      takeRuleSet(world.deps, { deviceId: till.deviceId, name: asked, ruleSetHash: asked, canonicalJson });
    expect(expectCode(await bring('{"offers":[]}'))).toBe('malformed');
    expect(await wanted()).toEqual([name]);
  });

  it('is kept as seen, and one that no entry of this till names is not', async () => {
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const canonicalJson = '{"made":"up"}';
    const hash = bytesToHex(world.deps.sha256(world.deps.utf8.encode(canonicalJson)));
    const brought = { deviceId: till.deviceId, name: hash, ruleSetHash: hash, canonicalJson };
    expectOk(await takeRuleSet(world.deps, brought));
    expect(await db().selectFrom('rule_set').selectAll().execute()).toEqual([]);
    await db()
      .insertInto('named_rule_set')
      .values({
        device_id: till.deviceId,
        rule_set_hash: world.deps.sha256(world.deps.utf8.encode(canonicalJson)),
      })
      .execute();
    expectOk(await takeRuleSet(world.deps, brought));
    expectOk(await takeRuleSet(world.deps, brought));
    expect(await db().selectFrom('rule_set').select(['state', 'canonical_json']).execute()).toEqual([
      { state: 'seen', canonical_json: canonicalJson },
    ]);
    const elsewhere = { ...brought, ruleSetHash: hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) };
    expect(expectCode(await takeRuleSet(world.deps, elsewhere))).toBe('malformed');
  });
});
