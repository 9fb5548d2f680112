/** A ledger that books nothing: every command says so by one code, and everything can still be looked at. */

import path from 'node:path';
import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { secondManager } from '#test/support/corrections.ts';
import { everyOperation, sceneForAll } from '#test/support/every-operation.ts';
import type { OperationName } from '#test/support/every-operation.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { manager } from '#test/support/till-chain.ts';

/** Commands that book; whatever else there is is answered. */
const booking: readonly OperationName[] = [
  'enrolMember',
  'paySale',
  'sellGiftCard',
  'issueCodes',
  'cancelCodes',
  'claimReward',
  'handOverReward',
  'cancelClaim',
  'transferPoints',
  'setHousehold',
  'refundSale',
  'changeSaleMember',
  'adjustMember',
  'bulkCancel',
  'topUpWallet',
  'giveCredit',
  'closeShift',
];

test('with a ledger that is not as it was booked every command that books is refused as such, and nothing breaks', async () => {
  const scene = await sceneForAll();
  const { world } = scene;
  scene.run.close();
  const { databaseKey: key, dataDir } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabase({ ...file, mode: 'mustExist', durability: 'FULL' }));
  db.runScript('DROP TRIGGER entry_no_update; UPDATE entry SET hash = zeroblob(32)');
  db.close();
  const run = await world.open();
  expectOk(await run.screen.signIn({ commandId: world.id(), ...manager }));
  const answers = new Map<OperationName, string>();
  for (const { name, ask } of everyOperation) {
    if (name === 'signOut' || name === 'signIn') continue;
    const asked = await ask({ ...scene, run });
    const approved = 'approval' in asked ? { ...asked, approval: secondManager } : asked;
    // What is sent is checked by the till's contract, as what any page sends.
    const operation = run.screen[name] as (input: object) => ReturnType<typeof run.screen.signOut>;
    const answer = await operation(approved);
    answers.set(name, answer.ok ? 'done' : answer.error.code);
  }
  const refused = [...answers].filter(([, answer]) => answer === 'ledger_broken').map(([name]) => name);
  expect(refused).toEqual(expect.arrayContaining([...booking]));
  expect(world.bugs).toEqual([]);
});
