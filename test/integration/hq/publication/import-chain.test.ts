import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { sharedPhones } from '#sync/server/db/stores/truth/merges.ts';
import { importMembers } from '#sync/server/members/import-members.ts';
import { importChain } from '#sync/server/publication/import-chain.ts';
import {
  bringChain,
  bringMembers,
  demoMembers,
  demoStoreId,
  pullOnce,
  smallChain,
} from '#test/support/hq/published-chain.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');

async function accountSums(deps: HqDeps): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ unit: string; total: string }>`
    SELECT unit, SUM(amount) AS total FROM account_sum GROUP BY unit ORDER BY unit`.execute(deps.db);
  return new Map(found.rows.map(({ unit, total }) => [unit, Number(total)]));
}

async function counts(deps: HqDeps): Promise<readonly number[]> {
  const found = await sql<{ members: number; sums: number; visits: number; held: string }>`
    SELECT (SELECT COUNT(*) FROM member) AS members, (SELECT COUNT(*) FROM member_sum) AS sums,
      (SELECT COUNT(*) FROM member_visit) AS visits,
      (SELECT SUM(amount) FROM account_sum WHERE account = 'members:points') AS held`.execute(deps.db);
  const [row] = found.rows;
  return [row?.members, row?.sums, row?.visits, row?.held].map(Number);
}

describe('the import of a chain', () => {
  it('brings balances as sums of nobody’s device that are zero over all accounts, and the same when run again', async () => {
    const deps = testHqDeps(database.db());
    const members = await bringChain(deps, 30);
    const points = members.reduce((sum, { pointsBalance }) => sum + pointsBalance, 0);
    const before = await counts(deps);
    expect(before.at(-1)).toBe(points);
    expect([...(await accountSums(deps)).values()]).toEqual([0, 0]);
    const again = await bringMembers(deps, members);
    expect([again, await counts(deps)]).toEqual([{ added: 0, known: 30, sharedNumbers: 0 }, before]);
  });

  it('goes on where it was ended', async () => {
    const deps = testHqDeps(database.db());
    await bringChain(deps, 0);
    const members = demoMembers(1_500);
    const broken = new Error('the disk was taken out');
    async function* untilBroken(): AsyncIterable<MemberRecord> {
      yield* members.slice(0, 1_200);
      throw broken;
    }
    const rest = { currency: 'IRR', figuresOn: '2026-11-21', onProgress: () => {} };
    await expect(importMembers({ ...rest, members: untilBroken() }, deps)).rejects.toBe(broken);
    expect((await counts(deps))[0]).toBe(1_000);
    expect(await bringMembers(deps, members)).toMatchObject({ added: 500, known: 1_000 });
    expect((await counts(deps)).slice(0, 2)).toEqual([1_500, 1_500]);
  });

  it('merges no two of the file who have one number, and puts them on the list of those who may be one', async () => {
    const deps = testHqDeps(database.db());
    await bringChain(deps, 0);
    const [one, two, three, four] = demoMembers(4);
    if (!one || !two || !three || !four) throw new Error('four members');
    const phone = '+989121234567';
    const members = [{ ...one, phone }, two, { ...three, phone }, { ...four, phone: null }];
    expect(await bringMembers(deps, members)).toEqual({ added: 4, known: 0, sharedNumbers: 1 });
    const pair = [one.memberRef, three.memberRef].toSorted();
    expect(await sharedPhones(deps.db, 10)).toEqual([pair]);
    // Brought again by another file, beside a third with the number.
    const late = { ...two, memberRef: uuid('0193a0b0-0000-7000-8000-0000000000e1'), phone, cards: [] };
    expect(await bringMembers(deps, [...members, late])).toEqual({ added: 1, known: 4, sharedNumbers: 1 });
    expect((await sharedPhones(deps.db, 10))[0]).toHaveLength(3);
    expect(await deps.db.selectFrom('member').select('state').distinct().execute()).toEqual([
      { state: 'active' },
    ]);
  });

  it('tells tills of products that changed or went, and leaves the rule set in force alone', async () => {
    const deps = testHqDeps(database.db());
    await bringChain(deps, 1);
    await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
    const { cursor } = (await pullOnce(deps, { deviceId, cursor: null })).manifest;
    const chain = smallChain();
    const [first, second, ...others] = chain.products;
    const changed = { ...chain, products: [{ ...first, name: { fa: 'نو', en: 'New' } }, ...others] };
    const ruleSetHash = 'ab'.repeat(32);
    const imported = await importChain(
      { chain: changed as typeof chain, ruleSetHash, canonicalJson: '{}' },
      deps,
    );
    expect(imported.isRuleSetInForce).toBe(false);
    const { records } = await pullOnce(deps, { deviceId, cursor });
    expect(records.map(({ t }) => t)).toEqual(['chain', 'product', 'productGone'].toSorted());
    expect(records.find((record) => record.t === 'productGone')?.productId).toBe(second?.productId);
    expect(records.find((record) => record.t === 'product')?.product.name.en).toBe('New');
  });

  it('keeps PINs only as sealed proofs, of which two of one PIN are not alike', async () => {
    const deps = testHqDeps(database.db());
    const chain = smallChain();
    const [operator] = chain.operators;
    const twin = { ...operator, operatorId: uuid('0193a0b0-0000-7000-8000-0000000000cc') };
    const operators = [operator, twin] as typeof chain.operators;
    await importChain(
      { chain: { ...chain, operators }, ruleSetHash: 'cd'.repeat(32), canonicalJson: '{}' },
      deps,
    );
    const rows = await deps.db.selectFrom('operator').select(['operator_id', 'sealed_verifier']).execute();
    const verifiers = rows.map((row) => Buffer.from(row.sealed_verifier).toString('latin1'));
    expect(new Set(verifiers).size).toBe(2);
    expect(verifiers.some((text) => text.includes(operator?.initialPin ?? ''))).toBe(false);
    for (const row of rows) {
      const opened = deps.serviceKeys.dataSeal.open(
        row.sealed_verifier,
        `operator/verifier/${row.operator_id}`,
      );
      expect(opened?.length).toBeGreaterThan(48);
    }
  });
});
