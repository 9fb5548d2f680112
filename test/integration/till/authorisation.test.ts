/** Who may do what: every operation of the contract, asked by nobody, by a cashier and by a manager. */

import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/contracts/error-codes.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { secondManager } from '#test/support/corrections.ts';
import { everyOperation, sceneForAll } from '#test/support/every-operation.ts';
import type { OperationName } from '#test/support/every-operation.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { cashier, manager, sara } from '#test/support/till-chain.ts';
import type { TillRun } from '#test/support/till-world.ts';

type Role = 'nobody' | 'cashier' | 'manager';
/** What the operation is refused with, or that it is done. */
type Answer = ErrorCode | 'done';

/** Done by whoever is signed in, and by nobody else. */
const signedIn = { nobody: 'not_signed_in', cashier: 'done', manager: 'done' } as const;
/** Done with the yes of a manager who is somebody else; asked for alone it is refused to both. */
const approved = { nobody: 'not_signed_in', cashier: 'approval_needed', manager: 'approval_needed' } as const;
/** A manager's alone, and not without another one. */
const managers = { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'approval_needed' } as const;
const anybody = { nobody: 'done', cashier: 'done', manager: 'done' } as const;

/** Without anybody's approval. */
const matrix: Readonly<Record<OperationName, Readonly<Record<Role, Answer>>>> = {
  till: anybody,
  signIn: anybody,
  signOut: anybody,
  tapDemoCard: anybody,
  searchMembers: signedIn,
  searchProducts: signedIn,
  attachMember: signedIn,
  detachMember: signedIn,
  enrolMember: signedIn,
  addProduct: signedIn,
  addBarcode: signedIn,
  addAmount: signedIn,
  setQuantity: signedIn,
  removeLine: signedIn,
  undoLine: signedIn,
  clearBasket: signedIn,
  choosePaymentMeans: signedIn,
  wishOffers: signedIn,
  searchOffers: signedIn,
  whyNot: signedIn,
  paySale: signedIn,
  receiptSeen: signedIn,
  lastReceipt: signedIn,
  lookUpCode: signedIn,
  sellGiftCard: signedIn,
  waitingVouchers: signedIn,
  codesHandedOver: signedIn,
  issueCodes: approved,
  codeBatches: signedIn,
  previewCancel: signedIn,
  cancelCodes: approved,
  rewardsFor: signedIn,
  claimReward: signedIn,
  handOverReward: signedIn,
  cancelClaim: signedIn,
  memberFile: signedIn,
  memberStatement: signedIn,
  transferPoints: signedIn,
  setHousehold: approved,
  setGuest: signedIn,
  correctionRules: signedIn,
  findSales: signedIn,
  saleLeft: signedIn,
  saleProof: signedIn,
  previewRefund: signedIn,
  refundSale: approved,
  refundSlip: signedIn,
  previewMemberChange: signedIn,
  changeSaleMember: approved,
  adjustMember: managers,
  previewBulkCancel: { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'done' },
  bulkCancel: managers,
  paymentOptions: signedIn,
  chooseTenders: signedIn,
  walletOptions: signedIn,
  topUpWallet: signedIn,
  giveCredit: approved,
  tillHealth: signedIn,
  closeShift: signedIn,
  shiftProof: signedIn,
  syncState: signedIn,
  sendNow: { nobody: 'not_signed_in', cashier: 'not_joined', manager: 'not_joined' },
  joinHq: { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'hq_not_reached' },
  joinState: signedIn,
  cancelJoin: { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'done' },
  exportBacklog: { nobody: 'not_signed_in', cashier: 'not_joined', manager: 'not_joined' },
};

type Answers = ReadonlyMap<OperationName, Answer>;

async function answersTo(role: Role): Promise<Answers> {
  const made = await sceneForAll();
  const { screen } = made.run;
  expectOk(await screen.signOut({ commandId: made.world.id() }));
  const who = { nobody: null, cashier, manager }[role];
  if (who !== null) expectOk(await screen.signIn({ commandId: made.world.id(), ...who }));
  const answers = new Map<OperationName, Answer>();
  for (const { name, ask } of everyOperation) {
    const answer = await call(screen, name, await ask(made));
    if (!answers.has(name) || answer !== 'done') answers.set(name, answer);
  }
  expect(made.world.bugs).toEqual([]);
  return answers;
}

async function call(screen: TillRun['screen'], name: OperationName, input: object): Promise<Answer> {
  // What is sent is checked by the till's contract, as what any page sends.
  const answer = await (screen[name] as (input: object) => ReturnType<typeof screen.signOut>)(input);
  return answer.ok ? 'done' : answer.error.code;
}

test.each(['nobody', 'cashier', 'manager'] as const)(
  'each operation is answered to %s as the table of who may do what says',
  async (role) => {
    const answers = await answersTo(role);
    const wanted = Object.entries(matrix).map(([name, roles]) => [name, roles[role]]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(wanted));
    expect([...answers.keys()].toSorted()).toEqual(Object.keys(tillContract.operations).toSorted());
  },
);

/** Whoever approves is somebody else, a manager, and knows their own PIN. */
const badApprovals: readonly (readonly [what: string, approval: object, code: ErrorCode])[] = [
  ['whoever acts', manager, 'approver_is_actor'],
  ['a cashier', cashier, 'approver_not_manager'],
  ['a manager with a wrong PIN', { ...secondManager, pin: '11111111' }, 'wrong_pin'],
  ['nobody known', { ...secondManager, operatorId: sara }, 'operator_unknown'],
];

test.each(badApprovals)('no privileged operation is approved by %s', async (_who, approval, code) => {
  const made = await sceneForAll();
  const entries = (): Promise<unknown> => made.run.screen.tillHealth({});
  const before = await entries();
  const privileged = everyOperation.filter(({ name }) => matrix[name].manager === 'approval_needed');
  const answers: Answer[] = [];
  for (const { name, ask } of privileged) {
    answers.push(await call(made.run.screen, name, { ...(await ask(made)), approval }));
    // A right PIN forgets the wrong ones, so that each operation is refused for its own.
    expectOk(await made.run.screen.signIn({ commandId: made.world.id(), ...secondManager }));
    expectOk(await made.run.screen.signIn({ commandId: made.world.id(), ...manager }));
  }
  expect(privileged.length).toBeGreaterThan(6);
  expect(new Set(answers)).toEqual(new Set([code]));
  expect(await entries()).toEqual(before);
});
