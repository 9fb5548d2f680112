import { expect, test } from 'vitest';
import { typedProof } from '#shared/domain/proof-text.ts';
import {
  balancesOf,
  bySecondPerson,
  knownTills,
  refundCommand,
  sellAmounts,
  threeTills,
} from '#test/support/corrections.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { omid, tinyChainData } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';
import type { TillRun } from '#test/support/till-world.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';

async function codeOf(run: TillRun, { entryId }: { readonly entryId: Uuid }): Promise<string> {
  return expectOk(await run.screen.saleProof({ entryId })).text;
}

test('a sale of one till is given back at another by its code: a line, then the rest, then nothing', async () => {
  const { north, south } = threeTills();
  const seller = await north.openSignedIn();
  const sale = await sellAmounts(north, seller, { amounts: [1_000_000, 500_000] });
  const proof = await codeOf(seller, sale);
  seller.close();

  let other = await south.openSignedIn();
  const before = await balancesOf(south, other);
  const { sales } = expectOk(await other.screen.findSales({ text: proof.toLowerCase(), memberRef: null }));
  expect(sales).toMatchObject([
    { entryId: sale.entryId, evidence: 'proof', receiptNumber: sale.receiptNumber, state: 'whole' },
  ]);
  expect(expectCode(await other.screen.saleLeft({ entryId: sale.entryId }))).toBe('sale_unknown');
  const command = await refundCommand(south, other, { sale, proof, places: [0] });
  const line = expectOk(await other.screen.refundSale(command));
  expect(line.slip).toMatchObject({
    saleNumber: sale.receiptNumber,
    refundMinor: 1_000_000,
    pointsTaken: 10,
  });
  expect(line.sale).toMatchObject({
    state: 'partly',
    isVoidable: false,
    memberChangeLeftMs: 0,
    operator: null,
  });
  expect(line.sale.holder).toMatchObject({ latinName: 'Sara Mohammadi' });
  other.close();

  // What was given back is known after a restart as well, and the same command is answered the same.
  other = await south.openSignedIn();
  expect(expectOk(await other.screen.refundSale(command))).toEqual(line);
  const slip = await other.screen.refundSlip({ entryId: line.slip.entryId, proof });
  expect(expectOk(slip)).toEqual(line.slip);
  const rest = expectOk(await other.screen.refundSale(await refundCommand(south, other, { sale, proof })));
  expect(rest.slip.refundMinor).toBe(500_000);
  expect(rest.sale).toMatchObject({ state: 'refunded', leftMinor: 0 });
  const third = { ...command, commandId: south.id() };
  expect(expectCode(await other.screen.refundSale(third))).toBe('already_refunded');
  const [pointsBefore = 0, walletBefore = 0] = before;
  expect(await balancesOf(south, other)).toEqual([pointsBefore - 15, walletBefore - 300_000]);
  expect([...north.bugs, ...south.bugs]).toEqual([]);
});

test('points that paid at one till come back at another, and can be spent there', async () => {
  const { north, south } = threeTills();
  const seller = await north.openSignedIn();
  await sellAmounts(north, seller, { member: omid, amounts: [6_000_000] });
  const sale = await sellAmounts(north, seller, { member: omid, amounts: [900_000], points: 60 });
  const proof = await codeOf(seller, sale);
  const other = await south.openSignedIn();
  const [earlier = 0] = await balancesOf(south, other, omid);
  const done = expectOk(await other.screen.refundSale(await refundCommand(south, other, { sale, proof })));
  expect(done.slip.back).toMatchObject([{ means: 'points', amount: 60 }]);
  const [now = 0] = await balancesOf(south, other, omid);
  expect(now).toBe(earlier + 60 - done.slip.pointsTaken);
  const paid = await sellAmounts(south, other, { member: omid, amounts: [900_000], points: 50 });
  expect(present(paid.payment).tenders).toMatchObject([{ means: 'points', amount: 50 }]);
});

test('a code that was changed, cut or made by a stranger gives nothing back', async () => {
  const { north, south, stranger } = threeTills();
  const seller = await north.openSignedIn();
  const sale = await sellAmounts(north, seller, { amounts: [1_000_000] });
  const proof = await codeOf(seller, sale);
  const elsewhere = await stranger.openSignedIn();
  const foreign = await sellAmounts(stranger, elsewhere, { amounts: [1_000_000] });
  const foreignProof = await codeOf(elsewhere, foreign);
  const other = await south.openSignedIn();
  const find = async (text: string) => expectCode(await other.screen.findSales({ text, memberRef: null }));
  const middle = Math.floor(proof.length / 2);
  const changed = proof.slice(0, middle) + (proof[middle] === '2' ? '3' : '2') + proof.slice(middle + 1);
  expect(['proof_unreadable', 'proof_not_ours']).toContain(await find(changed));
  const lastLetter = proof.slice(0, -9) + (proof.at(-9) === '2' ? '3' : '2') + proof.slice(-8);
  expect(await find(lastLetter)).toBe('proof_not_ours');
  expect(await find(proof.slice(0, -1))).toBe('proof_unreadable');
  expect(await find(foreignProof)).toBe('proof_not_ours');
  const wish = { scope: 'whole' as const, lines: [], toWallet: false };
  const asked = { entryId: foreign.entryId, proof, ...wish };
  expect(expectCode(await other.screen.previewRefund(asked))).toBe('sale_unknown');
  expect(expectCode(await other.screen.previewRefund({ ...asked, proof: 'no code' }))).toBe(
    'proof_unreadable',
  );
  expect(typedProof(proof).kind).toBe('whole');
});

test('a code that comes back to its own till leads to the sale itself', async () => {
  const { north } = threeTills();
  const run = await north.openSignedIn();
  const sale = await sellAmounts(north, run, { amounts: [1_000_000] });
  const proof = await codeOf(run, sale);
  const { sales } = expectOk(await run.screen.findSales({ text: proof, memberRef: null }));
  expect(sales).toMatchObject([{ entryId: sale.entryId, evidence: 'sale' }]);
  expectOk(await run.screen.refundSale(await refundCommand(north, run, { sale, proof })));
  expect(expectCode(await run.screen.saleProof(sale))).toBe('already_refunded');
  expect(expectCode(await run.screen.saleProof({ entryId: north.id() }))).toBe('sale_unknown');
});

test('while an HQ cannot be asked, money for another till’s sale waits for a manager', async () => {
  const { north } = threeTills();
  const seller = await north.openSignedIn();
  const sale = await sellAmounts(north, seller, { member: null, amounts: [100_000] });
  const proof = await codeOf(seller, sale);
  const data = tinyChainData();
  const till = { deviceId: uuid('0193a0b0-0000-4000-8000-0000000000d4'), name: 'Joined' };
  const chain = { ...data.chain, till, tills: knownTills(), hq: { tills: 3, included: null } };
  const joined = createTillWorld({ data: { ...data, chain } });
  const run = await joined.openSignedIn();
  const command = await refundCommand(joined, run, { sale, proof });
  expect(expectCode(await run.screen.refundSale(command))).toBe('approval_needed');
  const approved = expectOk(await run.screen.refundSale({ ...command, approval: bySecondPerson }));
  expect(approved.slip).toMatchObject({ outsideMinor: 100_000, approver: { latinName: 'Shahla' } });
});
