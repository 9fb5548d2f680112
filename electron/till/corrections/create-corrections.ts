/** The operations that find booked sales and correct them. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { salesListedMax } from '#shared/contracts/till/corrections-operations.ts';
import type { correctionsOperations } from '#shared/contracts/till/corrections-operations.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { tillCode } from '#shared/domain/receipt-number.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import type { ReadDb } from '../db/database.ts';
import { createCodeStore } from '../db/stores/code-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createKeptRuleSets } from '../db/stores/rule-set-store.ts';
import { createProofRefundStore } from '../db/stores/proof-refund-store.ts';
import { createSaleStore } from '../db/stores/sale-store.ts';
import { createFrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { OwnUses } from '../members/own-uses.ts';
import type { Approve } from '../operators/approval.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { TillPorts } from '../ports.ts';
import type { Session } from '../operators/session.ts';
import type { LineViews } from '../queries/basket-view.ts';
import { createAuthority } from '../safety/authority.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { StandingParts } from '../standing/create-standing.ts';
import { createAdjustMember } from './adjust-member.ts';
import { createBookedSales } from './booked-sales.ts';
import { createCancelBatch } from './cancel-batch.ts';
import { createCancelEarnedCoupons } from './cancel-earned-coupons.ts';
import { createChangeSaleMember } from './change-sale-member.ts';
import type { CorrectionDeps } from './correction-deps.ts';
import { createCorrectionViews } from './correction-views.ts';
import { createProvenSales } from './proven-sales.ts';
import { createRefundSale } from './refund-sale.ts';
import { createScoreForMember } from './score-for-member.ts';

export type CorrectionHandlers = Pick<Handlers<TillContract>, keyof typeof correctionsOperations>;

export type CorrectionsDeps = {
  readonly db: ReadDb;
  readonly ledger: Ledger;
  readonly health: LedgerHealth;
  readonly members: KnownMembers;
  readonly ownUses: OwnUses;
  readonly ruleSets: Pick<RuleSets, 'current'>;
  readonly approve: Approve;
  readonly session: Session;
  readonly chain: ChainAtTill;
  readonly lines: LineViews;
  readonly standing: Pick<StandingParts, 'tierAfter'>;
  readonly clock: Clock;
  readonly ports: Pick<TillPorts, 'sha256' | 'utf8' | 'signHead' | 'verifySignature' | 'publicKey'>;
};

export function createCorrections(deps: CorrectionsDeps): CorrectionHandlers {
  const { chain, session, ports } = deps;
  const saleStore = createSaleStore(deps.db);
  const sales = createBookedSales({
    ledger: deps.ledger,
    store: saleStore,
    tillCode: tillCode(chain.tillName, chain.deviceId),
  });
  const views = createCorrectionViews({ ...deps, sales });
  const refundsByProof = createProofRefundStore(deps.db);
  const proven = createProvenSales({ chain, sales, refunds: refundsByProof, ports });
  const common: CorrectionDeps = {
    ...deps,
    sales,
    proven,
    authority: createAuthority({ chain, clock: deps.clock }),
    views,
    programme: chain.programme,
    store: chain.ownStore,
    frame: createFrameValue({ store: chain.ownStore, clock: deps.clock, sha256: ports.sha256 }),
    tierAfter: deps.standing.tierAfter,
  };
  const scoreForMember = createScoreForMember({
    ruleSets: createKeptRuleSets(deps.db),
    ports,
    ownUses: deps.ownUses,
  });
  const signedIn = createGuard(session);
  const signedInWaiting = createWaitingGuard(session);
  const codes = createCodeStore(deps.db);
  const cancelEarnedCoupons = createCancelEarnedCoupons(codes);
  const refunds = createRefundSale({ ...common, cancelEarnedCoupons, codes });
  const memberChange = createChangeSaleMember({ ...common, scoreForMember });
  const batches = createCancelBatch({ ...common, saleStore });
  return {
    correctionRules: signedIn(() => ok(rulesView(chain))),
    findSales: signedIn(
      ({ text, memberRef }: { readonly text: string; readonly memberRef: MemberRef | null }) => {
        const byProof = proven.read(text);
        if (byProof !== undefined) {
          return byProof.ok ? ok({ sales: [views.row(byProof.value)] }) : byProof;
        }
        const found =
          memberRef === null ? sales.find(text, salesListedMax) : sales.ofMember(memberRef, salesListedMax);
        return ok({ sales: found.map(views.row) });
      },
    ),
    saleLeft: signedIn(({ entryId, proof }: { readonly entryId: EntryId; readonly proof?: string }) => {
      const at = proven.sale(entryId, proof);
      return at.ok ? ok(views.left(at.value)) : at;
    }),
    saleProof: signedIn(({ entryId }: { readonly entryId: EntryId }) => {
      const at = sales.byEntry(entryId);
      if (at === undefined) return err(appError('sale_unknown'));
      const text = proven.codeOf(at);
      return text.ok ? ok({ text: text.value }) : text;
    }),
    previewRefund: signedIn(refunds.previewRefund),
    refundSale: signedInWaiting(refunds.refundSale),
    refundSlip: signedIn(refunds.refundSlip),
    previewMemberChange: signedIn(memberChange.previewMemberChange),
    changeSaleMember: signedInWaiting(memberChange.changeSaleMember),
    adjustMember: signedInWaiting(createAdjustMember(common)),
    previewBulkCancel: signedIn(batches.previewBulkCancel),
    bulkCancel: signedInWaiting(batches.bulkCancel),
  };
}

function rulesView({ programme: { corrections } }: ChainAtTill) {
  const { refundReasons, adjustReasons, adjustPointsMax, adjustMinorMax } = corrections;
  return {
    refundReasons: [...refundReasons],
    adjustReasons: [...adjustReasons],
    adjustPointsMax,
    adjustMinorMax,
  };
}
