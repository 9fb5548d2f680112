/** Codes and rewards of the fake till: real codes in memory, the demo's catalogue, and no ledger behind them. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { ClaimView, CodeView, RewardsView, VoucherView } from '#shared/contracts/till/codes-views.ts';
import { codeInGroups, codeRandomBytes, makeCode, parseCode } from '#shared/domain/code.ts';
import { couponTermsOf, couponWorthMinor } from '#shared/domain/coupon.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain } from './demo-data.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

type FakeCode = {
  readonly codeId: Uuid;
  readonly text: string;
  readonly kind: CodeView['kind'];
  readonly refId: string | null;
  readonly batchId: Uuid;
  readonly valueMinor: Minor;
  isCancelled: boolean;
};

const programme = programmeSchema.parse(chain.programme ?? {});
const endsOn = '2027-11-21';
const claimsMax = 50;

type CodesName =
  | 'lookUpCode'
  | 'sellGiftCard'
  | 'waitingVouchers'
  | 'codesHandedOver'
  | 'issueCodes'
  | 'codeBatches'
  | 'previewCancel'
  | 'cancelCodes'
  | 'rewardsFor'
  | 'claimReward'
  | 'handOverReward'
  | 'cancelClaim';

export function fakeCodes(world: FakeWorld): FakeHandlers<CodesName> {
  const codes: FakeCode[] = [];
  const waiting = new Map<Uuid, VoucherView>();
  const make = (sketch: Omit<FakeCode, 'codeId' | 'text' | 'isCancelled'>): FakeCode => {
    const text = makeCode(crypto.getRandomValues(new Uint8Array(codeRandomBytes)));
    const code = { ...sketch, codeId: pageIds.uuid(), text, isCancelled: false };
    codes.push(code);
    return code;
  };
  const found = (texts: readonly string[], batchId: Uuid | null): readonly FakeCode[] => {
    const wanted = new Set<string>(texts.flatMap((text) => parseCode(text) ?? []));
    return codes.filter((code) => code.batchId === batchId || wanted.has(code.text));
  };
  return {
    lookUpCode: ({ text }) => {
      const parsed = parseCode(text);
      if (parsed === undefined) return err(appError('code_invalid'));
      const code = codes.find((known) => known.text === parsed);
      return code === undefined ? err(appError('code_unknown')) : ok(viewOf(world, code));
    },
    sellGiftCard: ({ commandId, valueMinor }) => {
      const code = make({ kind: 'giftCard', refId: null, batchId: pageIds.uuid(), valueMinor });
      const voucher = voucherOf(commandId, [code]);
      waiting.set(commandId, voucher);
      return ok(voucher);
    },
    waitingVouchers: () => ok({ vouchers: [...waiting.values()] }),
    codesHandedOver: ({ forId }) => {
      waiting.delete(forId);
      return ok({});
    },
    issueCodes: ({ commandId, batchId, codeKind, refId, valueMinor, count, approval }) => {
      if (approval === null) return err(appError('approval_needed'));
      const made = Array.from({ length: count }, () =>
        make({ kind: codeKind, refId, batchId, valueMinor: valueMinor ?? minor(0) }),
      );
      return ok(voucherOf(commandId, made));
    },
    codeBatches: () => ok({ batches: batchesOf(codes), ...issuable }),
    previewCancel: ({ texts, batchId }) => {
      const open = found(texts, batchId).filter(({ isCancelled }) => !isCancelled);
      const balance = open.reduce(
        (sum, { kind, valueMinor }) => sum + (kind === 'giftCard' ? valueMinor : 0),
        0,
      );
      return ok({ open: open.length, used: 0, cancelled: 0, unknown: 0, balanceMinor: minor(balance) });
    },
    cancelCodes: ({ texts, batchId, approval }) => {
      if (approval === null) return err(appError('approval_needed'));
      const open = found(texts, batchId);
      for (const code of open) code.isCancelled = true;
      return ok({ cancelled: open.length, left: 0 });
    },
    ...fakeRewards(world, (reward, forId) =>
      voucherOf(forId, [make({ ...reward, batchId: pageIds.uuid() })]),
    ),
  };
}

const issuable = {
  coupons: programme.coupons.map(({ couponId, name }) => ({ couponId, name })),
  giftCards: programme.giftCards && {
    valueMinMinor: programme.giftCards.valueMinMinor,
    valueMaxMinor: programme.giftCards.valueMaxMinor,
  },
};

function batchesOf(codes: readonly FakeCode[]) {
  const batchIds = [...new Set(codes.map(({ batchId }) => batchId))];
  return batchIds
    .map((batchId) => [batchId, codes.filter((code) => code.batchId === batchId)] as const)
    .filter(([, batch]) => batch.length > 1)
    .map(([batchId, batch]) => ({
      batchId,
      codeKind: batch[0]?.kind ?? 'coupon',
      name: nameOf(batch[0]?.refId ?? null),
      codes: batch.length,
      used: 0,
      cancelled: batch.filter(({ isCancelled }) => isCancelled).length,
    }));
}

function nameOf(refId: string | null) {
  const coupon = programme.coupons.find(({ couponId }) => couponId === refId);
  return coupon?.name ?? programme.rewards.find(({ rewardId }) => rewardId === refId)?.name ?? null;
}

function viewOf({ sale }: FakeWorld, code: FakeCode): CodeView {
  const { codeId, valueMinor, isCancelled, refId } = code;
  const refused = isCancelled ? 'code_cancelled' : null;
  const common = { codeId, expiresOn: endsOn };
  if (code.kind === 'giftCard') {
    return { kind: 'giftCard', ...common, balanceMinor: valueMinor, valueMinor, refused };
  }
  if (code.kind === 'guestCard') {
    return { kind: 'guestCard', ...common, introducerRef: null, usesLeft: 1, refused };
  }
  const gain = couponTermsOf({ refId, valueMinor }, programme.coupons) ?? null;
  const worthMinor = gain === null ? minor(0) : couponWorthMinor(gain, sale.view().score.payableMinor);
  const isSmall = worthMinor === 0 ? 'coupon_basket_too_small' : null;
  return {
    kind: 'coupon',
    ...common,
    name: nameOf(refId),
    gain,
    usesLeft: 1,
    worthMinor,
    refused: refused ?? isSmall,
  };
}

function voucherOf(forId: Uuid, codes: readonly FakeCode[]): VoucherView {
  const [first] = codes;
  invariant(first !== undefined, 'a voucher is of at least one code');
  const { kind, refId, valueMinor } = first;
  return {
    forId,
    codeKind: kind,
    codes: codes.flatMap(({ text }) => {
      const code = parseCode(text);
      return code === undefined ? [] : [codeInGroups(code)];
    }),
    name: kind === 'coupon' ? nameOf(refId) : null,
    valueMinor,
    gain: kind === 'coupon' ? (couponTermsOf({ refId, valueMinor }, programme.coupons) ?? null) : null,
    expiresOn: endsOn,
  };
}

type MakeReward = (reward: Pick<FakeCode, 'kind' | 'refId' | 'valueMinor'>, forId: Uuid) => VoucherView;

function fakeRewards(
  { members }: FakeWorld,
  makeReward: MakeReward,
): FakeHandlers<'rewardsFor' | 'claimReward' | 'handOverReward' | 'cancelClaim'> {
  const claims: (ClaimView & { readonly memberRef: Uuid })[] = [];
  const viewFor = (memberRef: Uuid): RewardsView => {
    const own = claims.filter((claim) => claim.memberRef === memberRef);
    const balance = members.find(({ panel }) => panel.memberRef === memberRef)?.panel.pointsBalance ?? 0;
    const spent = own
      .filter(({ status }) => status !== 'cancelled')
      .reduce((sum, { costPoints }) => sum + costPoints, 0);
    const pointsSpendable = points(Math.max(0, balance - spent));
    const rewards = programme.rewards
      .map((reward) => ({
        rewardId: reward.rewardId,
        kind: reward.kind,
        name: reward.name,
        costPoints: points(reward.costPoints),
        valueMinor: reward.valueMinor,
        left: reward.stock,
        until: reward.until,
        isFitting: reward.rewardId === 'coffee',
        refused: reward.costPoints > pointsSpendable ? ('balance_too_small' as const) : null,
        missingPoints: points(Math.max(0, reward.costPoints - pointsSpendable)),
      }))
      .toSorted(
        (left, right) => left.missingPoints - right.missingPoints || left.costPoints - right.costPoints,
      );
    return { memberRef, pointsSpendable, rewards, claims: own.toReversed().slice(0, claimsMax) };
  };
  const close = (claimEntryId: Uuid, status: ClaimView['status']) => {
    const place = claims.findIndex((claim) => claim.claimEntryId === claimEntryId);
    const claim = claims[place];
    if (claim === undefined) return err(appError('claim_unknown'));
    if (claim.status !== 'open') return err(appError('claim_closed'));
    claims[place] = { ...claim, status };
    return ok(viewFor(claim.memberRef));
  };
  return {
    rewardsFor: ({ memberRef }) => ok(viewFor(memberRef)),
    claimReward: ({ commandId, memberRef, rewardId, count }) => {
      const reward = programme.rewards.find((known) => known.rewardId === rewardId);
      if (reward === undefined) return err(appError('reward_unknown'));
      const isCode = reward.kind === 'discount' || reward.kind === 'giftCard';
      const kind = reward.kind === 'giftCard' ? 'giftCard' : 'coupon';
      const { valueMinor, name, costPoints } = reward;
      const voucher = isCode ? makeReward({ kind, refId: rewardId, valueMinor }, commandId) : null;
      claims.push({
        memberRef,
        claimEntryId: pageIds.uuid(),
        name,
        kind: reward.kind,
        count,
        costPoints: points(costPoints),
        claimedOn: '2026-11-21',
        status: 'open',
        isCode,
      });
      return ok({ rewards: viewFor(memberRef), voucher });
    },
    handOverReward: ({ claimEntryId }) => close(claimEntryId, 'handedOver'),
    cancelClaim: ({ claimEntryId }) => close(claimEntryId, 'cancelled'),
  };
}
