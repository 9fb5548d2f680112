/** The operations of a till, put together from its parts. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { createCodesHandlers } from './codes/codes-part.ts';
import { createRunBasketCommand } from './commands/basket-command.ts';
import { createLineCommands } from './commands/change-lines.ts';
import type { LineCommands } from './commands/change-lines.ts';
import { createMemberCommands } from './commands/change-member.ts';
import type { MemberCommands } from './commands/change-member.ts';
import { createEnrolMember } from './commands/enrol-member.ts';
import { createOfferCommands } from './commands/choose-offers.ts';
import type { OfferCommands } from './commands/choose-offers.ts';
import { createPaySale } from './commands/pay-sale.ts';
import { createRewardEnrolment } from './commands/reward-enrolment.ts';
import { createCorrections } from './corrections/create-corrections.ts';
import { createEnrolmentStore } from './db/stores/enrolment-store.ts';
import { createMemberWriter } from './db/stores/member-writer.ts';
import { createStandingHandlers } from './standing/standing-handlers.ts';
import { createSignInStore } from './db/stores/sign-in-store.ts';
import { createApprove } from './operators/approval.ts';
import type { Approve } from './operators/approval.ts';
import { createCheckPin } from './operators/sign-in.ts';
import { createPaymentHandlers } from './payment/payment-part.ts';
import { createTillView } from './queries/till-view.ts';
import { letGoOf } from './safety/let-go-of.ts';
import type { ReaderLink } from './reader-link.ts';
import { createTillHandlers } from './till-handlers.ts';
import type { TillHandlersDeps } from './till-handlers.ts';
import { createTillIds } from './till-ids.ts';
import type { Parts } from './parts-of-till.ts';
import type { TillDeps } from './till-deps.ts';

type HandlerParts = Parts & { readonly reader: ReaderLink };

/** Inputs are taken as checked. */
export function createHandlers(deps: TillDeps, parts: HandlerParts): Handlers<TillContract> {
  const { ports, databases, chain, ledger, demo } = deps;
  const { clock } = ports;
  const checkPin = createCheckPin({
    chain,
    attempts: createSignInStore(databases.ledger),
    pinHasher: ports.pinHasher,
    clock,
  });
  const approve = createApprove({
    chain,
    checkPin,
    session: parts.session,
    health: parts.health,
  });
  return createTillHandlers({
    ...parts,
    ...createBasketCommands(deps, parts),
    ...createAreaHandlers(deps, parts, approve),
    checkPin,
    tillView: createTillView({
      ...deps,
      ...parts,
      clock,
      readerState: parts.reader.state,
      concerns: parts.safety.concerns,
      clockAheadMs: parts.believed.clockAheadMs,
    }),
    ledger,
    chain,
    demo,
  });
}

type BasketCommands = LineCommands & OfferCommands & MemberCommands & Pick<TillHandlersDeps, 'enrolMember'>;

function createBasketCommands(deps: TillDeps, parts: HandlerParts): BasketCommands {
  const { ports, databases, chain, ledger } = deps;
  const { basket, views, health, members, taps, ruleSets, ownUses } = parts;
  const { clock } = ports;
  const { wasTapped, forgetTaps } = taps;
  const ids = createTillIds(clock, ports.randomBytes);
  const run = createRunBasketCommand(parts);
  const store = chain.ownStore;
  const common = { basket, views, health, run };
  return {
    ...createLineCommands({ run, products: parts.products, ids }),
    ...createOfferCommands({ run, ruleSets }),
    ...createMemberCommands({ ...common, members, wasTapped, forgetTaps }),
    enrolMember: createEnrolMember({
      ...common,
      members,
      enrolments: createEnrolmentStore(databases.ledger),
      writer: createMemberWriter(databases.ledger, chain.storeNumbers),
      ledger,
      rewardEnrolment: createRewardEnrolment({ ruleSets, ownUses, store, clock: parts.believed, ports }),
      ownUses,
      chain,
      clock,
      ids,
      utf8: ports.utf8,
      introduce: parts.standing.introduce,
    }),
  };
}

type AreaHandlers = Pick<
  TillHandlersDeps,
  'correctionsHandlers' | 'standingHandlers' | 'paymentHandlers' | 'codesHandlers' | 'safetyHandlers'
>;

function createAreaHandlers(deps: TillDeps, parts: HandlerParts, approve: Approve): AreaHandlers {
  const { ports, databases, chain, ledger } = deps;
  const { clock } = ports;
  const { basket, views } = parts;
  const run = createRunBasketCommand(parts);
  const db = databases.ledger;
  const paySale = createPaySale({
    ...parts,
    ledger,
    store: chain.ownStore,
    clock,
    settle: parts.payment.settle,
    followUps: [...parts.standing.followUps, parts.codesPart.earnedCoupons],
    forgetTaps: parts.taps.forgetTaps,
  });
  const letGo = letGoOf({ ...parts, chain, ports, approve });
  const common = { ...parts, db, chain, ledger, ports, approve, letGo };
  return {
    correctionsHandlers: createCorrections({ ...deps, ...parts, db, approve, clock }),
    standingHandlers: createStandingHandlers({ ...deps, ...parts, approve, letGo }),
    paymentHandlers: createPaymentHandlers({
      ...common,
      ...parts.payment,
      codes: parts.codesPart.codes,
      run,
      paySale,
    }),
    codesHandlers: createCodesHandlers({
      ...common,
      ...parts.codesPart,
      ids: createTillIds(clock, ports.randomBytes),
      payableMinor: () => views.scored(basket.draft()).score.payableMinor,
    }),
    safetyHandlers: parts.safety.handlers,
  };
}
