/** What the till said no to, inside the dialog that asked. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

export function CodeFailure() {
  const { t } = useTranslation();
  const failure = useStore(useCashier().stores.codes, (state) => state.failure);
  if (failure === null) return null;
  return (
    <p
      role="alert"
      data-testid="codes-failure"
      data-code={failure.code}
      className="mt-3 rounded-xl bg-danger-soft px-4 py-3 text-sm leading-snug text-danger"
    >
      <strong className="font-semibold">{t(`errors.${failure.code}.sentence`)}</strong>{' '}
      {t(`errors.${failure.code}.nextStep`)}
    </p>
  );
}
