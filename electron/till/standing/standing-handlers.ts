/** The operations of a member's standing, for whoever is signed in. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { ReadDb } from '../db/database.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { OpenBasket } from '../basket/open-basket.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Approve } from '../operators/approval.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import { createStatementOf } from '../queries/statement.ts';
import type { BasketViews } from '../queries/basket-view.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { LetGo } from '../safety/let-go.ts';
import type { StandingParts } from './create-standing.ts';
import { createMemberFiles } from './member-file.ts';
import { createMemberStatements } from './member-statement.ts';
import { createStandingCommands } from './standing-commands.ts';

export type StandingHandlers = Pick<
  Handlers<TillContract>,
  'memberFile' | 'memberStatement' | 'transferPoints' | 'setHousehold' | 'setGuest'
>;

export type StandingHandlersDeps = {
  readonly standing: StandingParts;
  readonly chain: ChainAtTill;
  readonly databases: { readonly ledger: ReadDb };
  readonly ports: Pick<TillPorts, 'sha256' | 'clock'>;
  readonly letGo: LetGo;
  readonly ledger: Ledger;
  readonly members: KnownMembers;
  readonly ruleSets: RuleSets;
  readonly health: LedgerHealth;
  readonly approve: Approve;
  readonly basket: OpenBasket;
  readonly views: BasketViews;
  readonly session: Session;
};

export function createStandingHandlers(deps: StandingHandlersDeps): StandingHandlers {
  const { standing: parts, chain, members, ruleSets, session } = deps;
  const { programme } = chain;
  const { day, glances, store: standing } = parts;
  const files = createMemberFiles({ programme, day, members, standing, glances, ruleSets });
  const commands = createStandingCommands({
    ...deps,
    ...parts,
    programme,
    standing,
    files,
    statements: createMemberStatements({ members, statementOf: createStatementOf(deps.databases.ledger) }),
    sha256: deps.ports.sha256,
  });
  const signedIn = createGuard(session);
  const waiting = createWaitingGuard(session);
  return {
    memberFile: signedIn(commands.memberFile),
    memberStatement: signedIn(commands.memberStatement),
    transferPoints: waiting(commands.transferPoints),
    setHousehold: waiting(commands.setHousehold),
    setGuest: signedIn(commands.setGuest),
  };
}
