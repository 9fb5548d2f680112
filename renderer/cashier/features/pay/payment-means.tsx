/** How the customer is going to pay, where offers depend on it. Paying never waits for a choice. */

import { ArrowLeftRight, Banknote, CreditCard, WalletMinimal } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { useSteadyPress } from '#renderer/ui/use-steady-press.ts';
import { useActions, useBasket } from '#renderer/cashier/cashier-context.tsx';

const icons: { readonly [Means in PaymentMeans]: LucideIcon } = {
  cash: Banknote,
  card: CreditCard,
  wallet: WalletMinimal,
  transfer: ArrowLeftRight,
};

export function PaymentMeansChips() {
  const { t } = useTranslation();
  const chosen = useBasket(({ basket }) => basket?.paymentMeans ?? null);
  return (
    <div role="group" aria-label={t('pay.means')} className="grid shrink-0 grid-cols-4 gap-1.5">
      {paymentMeansKinds.map((means) => (
        <MeansChip key={means} means={means} isChosen={chosen === means} />
      ))}
    </div>
  );
}

function MeansChip({ means, isChosen }: { readonly means: PaymentMeans; readonly isChosen: boolean }) {
  const { t } = useTranslation();
  const { choosePaymentMeans } = useActions();
  const press = useSteadyPress(() => void choosePaymentMeans(means));
  const Icon = icons[means];
  return (
    <ToggleButton
      isSelected={isChosen}
      onChange={press}
      data-testid={`means-${means}`}
      className="flex h-11 items-center justify-center gap-1.5 rounded-xl border border-hairline bg-surface text-[0.8125rem] font-medium text-ink-soft shadow-low transition-colors data-hovered:border-edge data-selected:border-brand data-selected:bg-brand-soft data-selected:font-semibold data-selected:text-brand-ink"
    >
      <Icon aria-hidden="true" size={17} className="shrink-0" />
      {t(`pay.${means}`)}
    </ToggleButton>
  );
}
