/** One reward: what it is, what it costs, and one press to claim it, or why not. */

import {
  ArrowBigUp,
  Bike,
  FlaskConical,
  Gift,
  HandHeart,
  HandHelping,
  Heart,
  Package,
  TicketPercent,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RewardView } from '#shared/contracts/till/codes-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { ApprovalDialog } from '#renderer/cashier/approval/approval-dialog.tsx';
import { useApproval } from '#renderer/cashier/approval/use-approval.ts';
import { useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';
import { useRedemptionOff } from '#renderer/cashier/redemption/use-redemption-off.ts';

const icons: { readonly [Kind in RewardView['kind']]: LucideIcon } = {
  item: Package,
  sample: FlaskConical,
  service: HandHelping,
  discount: TicketPercent,
  giftCard: Gift,
  freeDelivery: Bike,
  donation: HandHeart,
  upgrade: ArrowBigUp,
};

export function RewardCard({ reward }: { readonly reward: RewardView }) {
  const Icon = icons[reward.kind];
  const isOpen = reward.refused === null;
  return (
    <li
      data-testid={`reward-${reward.rewardId}`}
      data-refused={reward.refused ?? ''}
      className={`flex flex-col gap-2 rounded-2xl border p-4 ${isOpen ? 'border-hairline bg-surface shadow-low' : 'border-transparent bg-sunken'}`}
    >
      <div className="flex items-start gap-3">
        <span
          className={`flex size-10 shrink-0 items-center justify-center rounded-xl ${isOpen ? 'bg-saffron-soft text-saffron' : 'bg-surface text-ink-faint'}`}
        >
          <Icon aria-hidden="true" size={20} />
        </span>
        <NameAndCost reward={reward} />
      </div>
      <Facts reward={reward} />
      <ClaimButton reward={reward} />
    </li>
  );
}

function NameAndCost({ reward }: { readonly reward: RewardView }) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  return (
    <div className="min-w-0 flex-1">
      <p className="leading-snug font-semibold">
        <bdi>{local(reward.name)}</bdi>
      </p>
      <p className="figure mt-0.5 text-sm font-medium text-ink-soft">
        {t('rewards.cost', { points: number.count(reward.costPoints) })}
      </p>
    </div>
  );
}

function Facts({ reward }: { readonly reward: RewardView }) {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const today = useTill(({ businessDay }) => businessDay);
  const { left, until, isFitting } = reward;
  if (!isFitting && left === null && until === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
      {isFitting ? (
        <Chip icon={Heart} tone="saffron" className="h-6! px-2! text-xs!">
          {t('rewards.fits')}
        </Chip>
      ) : null}
      {left === null ? null : <span>{t('rewards.left', { count: number.count(left) })}</span>}
      {until === null ? null : <span>{t('rewards.until', { date: day.day(until, today) })}</span>}
    </div>
  );
}

function ClaimButton({ reward }: { readonly reward: RewardView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { stores, actions } = useCashier();
  const isBusy = useStore(stores.codes, (state) => state.isBusy);
  const isOff = useRedemptionOff() !== null;
  const claim = useApproval((approval) => actions.claimReward(reward.rewardId, approval));
  if (reward.refused !== null) {
    return (
      <p className="mt-auto flex min-h-11 items-center text-sm text-ink-soft">
        {reward.refused === 'balance_too_small'
          ? t('rewards.missing', { points: number.count(reward.missingPoints) })
          : t(`rewards.${reward.refused}`)}
      </p>
    );
  }
  return (
    <>
      <Button
        look="soft"
        className="mt-auto w-full"
        isDisabled={isBusy || isOff}
        onPress={() => void claim.send()}
        testId={`claim-${reward.rewardId}`}
      >
        {t('rewards.claim')}
      </Button>
      {claim.isApproving ? (
        <ApprovalDialog onApprove={claim.send} onClose={claim.stopApproving}>
          <NameAndCost reward={reward} />
        </ApprovalDialog>
      ) : null}
    </>
  );
}
