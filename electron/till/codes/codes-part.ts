/** Codes and rewards put together, and who may do what with them. */

import type { codesOperations } from '#shared/contracts/till/codes-operations.ts';
import type { CodeBatchesView } from '#shared/contracts/till/codes-views.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SaleFollowUp } from '../commands/sale-follow-up.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import type { BelievedClock } from '../believed-clock.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import { isOnHold } from '../members/known-members.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Approve } from '../operators/approval.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import type { LetGo } from '../safety/let-go.ts';
import { createCancelCodes } from './cancel-codes.ts';
import { createCodesAtTill } from './codes-at-till.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import { createEarnedCoupons } from './earned-coupons.ts';
import { createIssueBatch } from './issue-codes.ts';
import { createLookUpCode, nameOfCoupon } from './look-up-code.ts';
import { createRewardViews } from './reward-views.ts';
import { createRewards } from './rewards.ts';
import { createSellGiftCard } from './sell-gift-card.ts';
import { createVouchers } from './vouchers.ts';
import type { Vouchers } from './vouchers.ts';

type CodesContract = {
  readonly operations: typeof codesOperations;
  readonly events: Readonly<Record<never, never>>;
};
export type CodesHandlers = Handlers<CodesContract>;

/** Needed by others before any operation is: what codes are worth, and what a sale makes. */
export type CodesPart = {
  readonly codes: CodesAtTill;
  readonly vouchers: Vouchers;
  readonly earnedCoupons: SaleFollowUp;
};

export type CodesPartDeps = {
  readonly db: WriteDb;
  readonly chain: ChainAtTill;
  readonly ledger: Ledger;
  readonly ports: TillPorts;
  readonly ids: Ids;
  readonly believed: Pick<BelievedClock, 'nowMs'>;
};

export function createCodesPart({ db, chain, ledger, ports, ids, believed }: CodesPartDeps): CodesPart {
  const { programme } = chain;
  const codes = createCodesAtTill({ db, chain, ledger, ports, believed });
  const vouchers = createVouchers(codes, programme);
  return { codes, vouchers, earnedCoupons: createEarnedCoupons({ codes, programme, ids }) };
}

export type CodesHandlersDeps = CodesPart &
  CodesPartDeps & {
    readonly health: LedgerHealth;
    readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
    readonly approve: Approve;
    readonly session: Session;
    readonly letGo: LetGo;
    /** What the open basket costs now. */
    readonly payableMinor: () => Minor;
  };

export function createCodesHandlers(deps: CodesHandlersDeps): CodesHandlers {
  const { codes, vouchers, ports } = deps;
  const { programme } = deps.chain;
  const { clock, sha256 } = ports;
  const signedIn = createGuard(deps.session);
  const waiting = createWaitingGuard(deps.session);
  const parts = { ...deps, programme, clock, sha256 };
  const cancel = createCancelCodes(parts);
  const rewards = createRewards({
    ...parts,
    views: createRewardViews(parts),
    isHeld: (memberRef) => isOnHold(deps.members.byRef(memberRef)),
  });
  return {
    lookUpCode: signedIn(createLookUpCode(parts)),
    sellGiftCard: waiting(createSellGiftCard(parts)),
    waitingVouchers: signedIn((_input: unknown, { role }) => {
      // What was issued in a batch is not for everybody's eyes.
      const causes = role === 'manager' ? issuedCauses : paidCauses;
      const waitingFor = codes.texts.waiting(causes, vouchersShownMax);
      return ok({ vouchers: waitingFor.flatMap((forId) => vouchers.keptFor(forId) ?? []) });
    }),
    codesHandedOver: signedIn(createHandedOver(deps)),
    issueCodes: waiting(createIssueBatch(parts)),
    codeBatches: signedIn(() => ok(batchesView(deps))),
    previewCancel: signedIn(cancel.previewCancel),
    cancelCodes: waiting(cancel.cancelCodes),
    rewardsFor: signedIn(rewards.rewardsFor),
    claimReward: waiting(rewards.claimReward),
    handOverReward: signedIn(rewards.handOverReward),
    cancelClaim: signedIn(rewards.cancelClaim),
  };
}

const paidCauses = ['sold', 'claim'] as const;
const issuedCauses = [...paidCauses, 'batch'] as const;
const vouchersShownMax = 20;
const batchesShownMax = 100;

function batchesView({ codes, chain }: CodesHandlersDeps): CodeBatchesView {
  const { coupons, giftCards } = chain.programme;
  const batches = codes.batches(batchesShownMax).map(({ refId, ...batch }) => ({
    ...batch,
    name: nameOfCoupon({ refId }, chain.programme),
  }));
  return {
    batches,
    coupons: coupons.map(({ couponId, name }) => ({ couponId, name })),
    giftCards: giftCards && {
      valueMinMinor: giftCards.valueMinMinor,
      valueMaxMinor: giftCards.valueMaxMinor,
    },
  };
}

/** Nothing of the ledger changes: what is taken out is only the text, which its owner has now. */
function createHandedOver({ db, codes, health }: CodesHandlersDeps) {
  return ({ forId }: { readonly forId: Uuid }): Result<Record<string, never>, AppError<WriteCode>> => {
    const written = health.afterLedgerWrite(inTransaction(db, () => codes.texts.handedOver(forId)));
    return written.ok ? ok({}) : written;
  };
}
