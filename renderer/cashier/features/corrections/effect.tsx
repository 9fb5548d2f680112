/** What a refund gives back and takes, each on a line of its own; what is nothing is not said. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundEffectView } from '#shared/contracts/till/corrections-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

export function Effect({ effect }: { readonly effect: RefundEffectView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { balances } = effect;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 text-sm" data-testid="refund-effect">
      {effect.outsideMinor === 0 && effect.refundMinor > 0 ? null : (
        <Row name={t('corrections.handOut')} isStrong testId="effect-outside">
          <Money amountMinor={effect.outsideMinor} />
        </Row>
      )}
      {effect.toWalletMinor === 0 ? null : (
        <Row name={t('corrections.intoWallet')} isStrong testId="effect-to-wallet">
          <Money amountMinor={effect.toWalletMinor} />
        </Row>
      )}
      {effect.back.map(({ means, amount, worthMinor }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two gift cards of one sale have nothing else to tell them apart
        <Row
          key={`${means}-${place}`}
          name={t(`corrections.back.${backName(means, amount)}`)}
          testId={`effect-back-${means}`}
        >
          {means === 'points' ? (
            <span className="amount">
              {number.count(amount)} {t('units.points')}
            </span>
          ) : (
            <Money amountMinor={worthMinor} />
          )}
        </Row>
      ))}
      {effect.pointsTaken === 0 ? null : (
        <Row name={t('corrections.pointsTaken')} isLoss testId="effect-points-taken">
          <span className="amount">
            <bdi dir="ltr">−{number.count(effect.pointsTaken)}</bdi> {t('units.points')}
          </span>
        </Row>
      )}
      {effect.creditTakenMinor === 0 ? null : (
        <Row name={t('corrections.creditTaken')} isLoss testId="effect-credit-taken">
          <Money amountMinor={-effect.creditTakenMinor} />
        </Row>
      )}
      {balances === null ? null : (
        <Row
          name={t('corrections.balanceAfter')}
          isLoss={balances.pointsBalance < 0 || balances.walletMinor < 0}
          testId="effect-balance"
        >
          <span className="amount">
            <bdi dir="ltr">{number.count(balances.pointsBalance)}</bdi> {t('units.points')}
          </span>
          <span className="mx-1.5 text-ink-faint">·</span>
          <Money amountMinor={balances.walletMinor} />
        </Row>
      )}
    </dl>
  );
}

type Means = RefundEffectView['back'][number]['means'];

/** Nothing went back onto a given card that pays no more: its share is shown and paid out to nobody. */
function backName(means: Means, amount: number): Means | 'deadCard' {
  return means === 'giftCard' && amount === 0 ? 'deadCard' : means;
}

type RowProps = {
  readonly name: string;
  readonly children: ReactNode;
  readonly isStrong?: boolean;
  readonly isLoss?: boolean;
  readonly testId: string;
};

function Row({ name, children, isStrong = false, isLoss = false, testId }: RowProps) {
  return (
    <div
      data-testid={testId}
      className={cx(
        'col-span-2 grid min-h-7 grid-cols-subgrid items-baseline',
        isStrong && 'text-lg font-bold',
        isLoss && 'text-danger',
      )}
    >
      <dt className={cx(!isStrong && !isLoss && 'text-ink-soft')}>{name}</dt>
      <dd className="text-end">{children}</dd>
    </div>
  );
}
