/** Three figures: off the price, into the wallet, points. What is zero steps back. */

import { Sparkles, Tag, WalletMinimal } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';

export function BenefitTiles({ score }: { readonly score: BasketView['score'] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <dl className="grid grid-cols-[1fr_1fr_auto] gap-2 px-3 pb-2">
      <Tile icon={Tag} name={t('score.discount')} isZero={score.discountMinor === 0} testId="score-discount">
        <Money amountMinor={score.discountMinor} className="figure" />
      </Tile>
      <Tile
        icon={WalletMinimal}
        name={t('score.walletCredit')}
        isZero={score.walletCreditMinor === 0}
        testId="score-wallet"
      >
        <Money amountMinor={score.walletCreditMinor} className="figure" />
      </Tile>
      <Tile
        icon={Sparkles}
        name={t('score.pointsEarned')}
        isZero={score.pointsEarned === 0}
        testId="score-points"
      >
        <span>{number.count(score.pointsEarned)}</span>
      </Tile>
    </dl>
  );
}

type TileProps = {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly isZero: boolean;
  readonly children: ReactNode;
  readonly testId: string;
};

function Tile({ icon: Icon, name, isZero, children, testId }: TileProps) {
  return (
    <div
      data-testid={testId}
      className={cx(
        'rounded-2xl px-3 py-1 wide:py-1.5',
        isZero ? 'bg-sunken text-ink-faint' : 'bg-success-soft text-success',
      )}
    >
      <dt className="flex items-center gap-1.5 text-[0.8125rem] font-medium whitespace-nowrap">
        <Icon aria-hidden="true" size={15} strokeWidth={2.25} className="shrink-0" />
        {name}
      </dt>
      <dd className={cx('leading-snug', isZero ? 'text-base' : 'text-[1.0625rem] font-bold')}>{children}</dd>
    </div>
  );
}
