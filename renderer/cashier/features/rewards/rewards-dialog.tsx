/** Rewards of the member at the till: what fits them first, and what they claimed. */

import { Gift, UserRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useBasket, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { CodeFailure } from '#renderer/cashier/codes/code-failure.tsx';
import { useVouchersMadeHere } from '#renderer/cashier/codes/use-vouchers-made-here.ts';
import { VoucherPane } from '#renderer/cashier/codes/voucher-pane.tsx';
import { RedemptionOffNote } from '#renderer/cashier/redemption/redemption-off-note.tsx';
import { useRedemptionOff } from '#renderer/cashier/redemption/use-redemption-off.ts';
import { ClaimList } from './claim-list.tsx';
import { RewardCard } from './reward-card.tsx';

export function RewardsDialog() {
  return useOverlay().kind === 'rewards' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { stores, actions } = useCashier();
  const vouchers = useVouchersMadeHere();
  const memberRef = useBasket(({ basket }) => basket?.member?.memberRef);
  // A tap may bring another member meanwhile: the rewards are those of who stands at the till.
  useEffect(() => void actions.loadRewards(), [actions, memberRef]);
  return (
    <Dialog
      title={t(vouchers.length > 0 ? 'codes.voucherTitle' : 'rewards.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<Gift aria-hidden="true" size={24} className="text-brand" />}
      className={vouchers.length > 0 ? 'w-[44rem]' : 'w-[62rem]'}
      testId="rewards-dialog"
    >
      {vouchers.length > 0 ? (
        <VoucherPane vouchers={vouchers} />
      ) : (
        <Catalogue hasMember={memberRef !== undefined} />
      )}
    </Dialog>
  );
}

function Catalogue({ hasMember }: { readonly hasMember: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const rewards = useStore(useCashier().stores.codes, (state) => state.rewards);
  const off = useRedemptionOff();
  if (!hasMember)
    return <Empty icon={UserRound} title={t('rewards.nobody')} hint={t('rewards.nobodyHint')} />;
  if (rewards === null) {
    return (
      <>
        <p className="py-14 text-center text-ink-soft">{t('rewards.loading')}</p>
        <CodeFailure />
      </>
    );
  }
  return (
    <>
      <p className="mb-4 flex items-baseline gap-2">
        <span className="text-ink-soft">{t('rewards.spendable')}</span>
        <span className="figure text-2xl font-extrabold text-saffron" data-testid="rewards-spendable">
          {number.count(rewards.pointsSpendable)}
        </span>
      </p>
      {off === null ? null : <RedemptionOffNote off={off} className="mb-4" />}
      <div className="grid h-[27rem] max-h-[calc(100vh-13rem)] grid-cols-[minmax(0,1fr)_20rem] gap-5">
        {rewards.rewards.length === 0 ? (
          <Empty icon={Gift} title={t('rewards.none')} hint={t('rewards.noneHint')} />
        ) : (
          <ul className="grid auto-rows-min grid-cols-2 gap-3 overflow-y-auto pe-1" data-testid="reward-list">
            {rewards.rewards.map((reward) => (
              <RewardCard key={reward.rewardId} reward={reward} />
            ))}
          </ul>
        )}
        <ClaimList claims={rewards.claims} />
      </div>
      <CodeFailure />
    </>
  );
}

type EmptyProps = { readonly icon: LucideIcon; readonly title: string; readonly hint: string };

function Empty({ icon: Icon, title, hint }: EmptyProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 py-14 text-center text-ink-soft">
      <Icon aria-hidden="true" size={40} strokeWidth={1.5} className="text-ink-faint" />
      <p className="font-semibold">{title}</p>
      <p className="max-w-sm text-sm">{hint}</p>
    </div>
  );
}
