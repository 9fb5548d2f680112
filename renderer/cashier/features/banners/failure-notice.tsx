/** A command that was refused: one sentence and what to do now. Stays until the next thing works or it is closed. */

import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { clearFailure } from '#renderer/cashier/stores/notice-store.ts';

export function FailureNotice({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  const { notice } = useCashier().stores;
  return (
    <div
      role="alert"
      data-testid="failure"
      data-code={error.code}
      className="animate-rise flex items-center gap-3 rounded-2xl border border-danger/25 bg-danger-soft py-2 ps-4 pe-2 text-danger shadow-mid"
    >
      <CircleAlert aria-hidden="true" size={22} className="shrink-0" />
      <p className="flex-1 leading-snug">
        <strong className="me-1.5 font-semibold">{t(`errors.${error.code}.sentence`)}</strong>
        {t(`errors.${error.code}.nextStep`)}
      </p>
      <Button look="quiet" size="icon" label={t('common.close')} onPress={() => clearFailure(notice)}>
        <X aria-hidden="true" size={20} className="text-danger" />
      </Button>
    </div>
  );
}
