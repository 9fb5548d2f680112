/** The statement of a member as the screen shows it: page by page, the newest first, on top of what the snapshot brought. */

import type { StatementView } from '#shared/contracts/till/standing-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Statement, StatementLine, StatementOf } from '../queries/statement.ts';

export type MemberStatements = {
  /** `undefined` for a member whom this till does not know. */
  readonly pageOf: (asked: StatementPage) => StatementView | undefined;
};

export type StatementPage = {
  readonly memberRef: MemberRef;
  readonly asOf: IsoDate | null;
  readonly page: number;
};

export type MemberStatementsDeps = {
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly statementOf: StatementOf;
};

const linesPerPage = 50;

export function createMemberStatements({ members, statementOf }: MemberStatementsDeps): MemberStatements {
  return {
    pageOf: ({ memberRef, asOf, page }) => {
      const known = members.byRef(memberRef);
      if (known === undefined) return undefined;
      const linesWanted = (page + 1) * linesPerPage;
      // Each entry has a line at least, so the newest entries hold every line of the newest pages.
      const [survivor = memberRef, ...aliases] = known.refs;
      const part = asOf === null ? { entriesMax: linesWanted + 1 } : { asOf };
      const statement = statementOf(survivor, { ...part, aliases });
      const { pointsBalance, walletMinor } = known.brought;
      const closing = (purse: string): number =>
        addInt(
          ...statement.balances.filter((held) => held.purse === purse).map(({ amount }) => amount),
          broughtTo(purse, known.brought),
        );
      const newest = statement.lines.toReversed();
      return {
        memberRef: survivor,
        asOf,
        lines: newest
          .slice(page * linesPerPage, linesWanted)
          .map((line) => lineView(line, broughtTo(line.purse, known.brought))),
        hasMore: newest.length > linesWanted,
        brought: { points: pointsBalance, walletMinor },
        closing: {
          points: points(closing('points')),
          pointsHeld: points(closing('points_pending')),
          walletMinor: minor(closing('wallet')),
          walletHeldMinor: minor(closing('wallet_pending')),
        },
      };
    },
  };
}

type Brought = { readonly pointsBalance: number; readonly walletMinor: number };

/** Nothing of a snapshot is held back. */
function broughtTo(purse: Statement['balances'][number]['purse'], before: Brought): number {
  if (purse === 'points') return before.pointsBalance;
  return purse === 'wallet' ? before.walletMinor : 0;
}

function lineView(line: StatementLine, brought: number): StatementView['lines'][number] {
  const { entryId, kind, atMs, businessDay, unit, purse, amount, balance } = line;
  return {
    entryId,
    kind,
    atMs: epochMs(atMs),
    businessDay,
    unit: unit === 'points' ? 'points' : 'money',
    isHeld: purse.endsWith('_pending'),
    amount,
    balance: addInt(balance, brought),
  };
}
