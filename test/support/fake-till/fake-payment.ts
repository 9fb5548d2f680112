/** Paying of the fake till, and its wallets. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { decideTopUp } from '#shared/ledger/value/decide-top-up.ts';
import { chipsOf, pointsRange } from '#shared/ledger/value/redemption-options.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain } from './demo-data.ts';
import { endingPoints, fakeToday, purseOf, redeem, redemption } from './fake-tenders.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

const walletRules = chain.programme?.wallet ?? null;

type Paying = 'paymentOptions' | 'chooseTenders' | 'walletOptions' | 'topUpWallet' | 'giveCredit';

export function fakePayment({ sale, members }: FakeWorld): FakeHandlers<Paying> {
  return {
    paymentOptions: () => {
      const { member, score, payment } = sale.view();
      const purse = purseOf(member);
      const chosenPoints = payment?.tenders.find(({ means }) => means === 'points')?.worthMinor ?? 0;
      const paid = score.payableMinor - (payment?.outsideMinor ?? score.payableMinor);
      const at = purse.points && {
        ...purse.points,
        spendable: member?.pointsBalance ?? 0,
        dueMinor: score.payableMinor,
        otherMinor: minor(paid - chosenPoints),
      };
      const walletMinor = member?.walletMinor ?? 0;
      return ok({
        dueMinor: score.payableMinor,
        points: at && {
          ...pointsRange(at),
          spendable: at.spendable,
          pointWorthMinor: at.pointWorthMinor,
          index: redemption?.index ? { name: redemption.index.name, date: '2026-11-19' } : null,
          chips: [...chipsOf(at, Math.min(endingPoints, at.spendable))],
          expiring: [{ endsOn: '2026-12-05', points: Math.min(endingPoints, at.spendable) }],
        },
        wallet: member && {
          spendableMinor: minor(walletMinor),
          maxMinor: minor(
            Math.min(
              walletMinor,
              (payment?.outsideMinor ?? score.payableMinor) + (payment?.chosen.walletMinor ?? 0),
            ),
          ),
        },
        household: null,
        giftCards: [],
        changeRoomMinor: member && minor(500_000_000),
      });
    },
    chooseTenders: ({ tenders }) => {
      const { member, score } = sale.view();
      const decided = redeem({ member, chosen: tenders, dueMinor: score.payableMinor });
      if (!decided.ok) return err(appError(decided.error.code, decided.error.details));
      sale.setTenders(tenders);
      return ok(sale.view());
    },
    ...fakeWallets(sale, members),
  };
}

function fakeWallets(
  sale: FakeWorld['sale'],
  members: FakeWorld['members'],
): FakeHandlers<'walletOptions' | 'topUpWallet' | 'giveCredit'> {
  const memberOf = (memberRef: string): MemberPanel | undefined =>
    members.find(({ panel }) => panel.memberRef === memberRef)?.panel;
  const credited = (memberRef: string, amountMinor: Minor, cause: 'cash' | 'card' | 'transfer' | 'gift') => {
    const member = memberOf(memberRef);
    if (member === undefined) return err(appError('member_unknown'));
    const walletMinor = minor(member.walletMinor + amountMinor);
    sale.setMember({ ...member, walletMinor });
    const toppedUp = {
      entryId: pageIds.uuid(),
      receiptNumber: 'T1-0521-0099',
      atMs: epochMs(Date.now()),
      cause,
      amountMinor,
      member: { name: member.name, latinName: member.latinName },
      expiresOn: cause === 'gift' ? '2027-02-19' : null,
      balanceMinor: walletMinor,
    };
    return ok({ toppedUp, basket: sale.view() });
  };
  return {
    walletOptions: ({ memberRef }) => {
      const member = memberOf(memberRef);
      if (member === undefined) return err(appError('member_unknown'));
      if (walletRules === null) return err(appError('wallet_off'));
      return ok({
        balanceMinor: member.walletMinor,
        topUpMinMinor: walletRules.topUpMinMinor,
        topUpMaxMinor: walletRules.topUpMaxMinor,
        roomMinor: minor(walletRules.balanceMaxMinor - member.walletMinor),
        gifts: walletRules.gifts.map(({ reasonId, name, maxMinor }) => ({ reasonId, name, maxMinor })),
        giftAloneMinor: minor(1_000_000),
      });
    },
    topUpWallet: ({ memberRef, amountMinor, means }) => {
      const balanceMinor = minor(memberOf(memberRef)?.walletMinor ?? 0);
      const asked = { memberRef, cause: means, reasonId: null, amountMinor, balanceMinor, today: fakeToday };
      const decided = decideTopUp({ ...asked, rules: walletRules });
      if (!decided.ok) return err(appError(decided.error.code, decided.error.details));
      return credited(memberRef, amountMinor, means);
    },
    giveCredit: ({ memberRef, amountMinor, approval }) =>
      amountMinor > 1_000_000 && approval === null
        ? err(appError('approval_needed'))
        : credited(memberRef, amountMinor, 'gift'),
  };
}
