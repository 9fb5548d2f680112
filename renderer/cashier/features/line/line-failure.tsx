/** What could not be done, and what to do now. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { syncCauses } from '#shared/contracts/till/sync-views.ts';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

export function LineFailure() {
  const { t } = useTranslation();
  const failure = useStore(useCashier().stores.line, (state) => state.failure);
  if (failure === null) return null;
  const cause = syncCauses.find((name) => name === failure.details['cause']);
  return (
    <p role="alert" data-testid="line-failure" className="rounded-2xl bg-danger-soft p-4 text-danger">
      <strong className="font-semibold">
        {cause === undefined ? t(`errors.${failure.code}.sentence`) : t(`line.causes.${cause}.sentence`)}
      </strong>{' '}
      {cause === undefined ? t(`errors.${failure.code}.nextStep`) : t(`line.causes.${cause}.nextStep`)}
    </p>
  );
}
