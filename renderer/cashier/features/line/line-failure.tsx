/** What could not be done, and what to do now. */

import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { syncCauses } from '#shared/contracts/till/sync-views.ts';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';

type LineFailureProps = {
  /** Takes the focus where no field is to be corrected. */
  readonly ref?: Ref<HTMLParagraphElement>;
};

/** A file that was not written is told where it is written. */
export function LineFailure({ ref }: LineFailureProps) {
  const { t } = useTranslation();
  const failure = useStore(useCashier().stores.line, (state) => state.failure);
  if (failure === null || failure.of === 'exportBacklog') return null;
  const { code, details } = failure.error;
  const cause = syncCauses.find((name) => name === details['cause']);
  return (
    <p
      {...(ref === undefined ? {} : { ref })}
      tabIndex={-1}
      role="alert"
      data-testid="line-failure"
      className="rounded-2xl bg-danger-soft p-4 text-danger"
    >
      <strong className="font-semibold">
        {cause === undefined ? t(`errors.${code}.sentence`) : t(`line.causes.${cause}.sentence`)}
      </strong>{' '}
      {cause === undefined ? t(`errors.${code}.nextStep`) : t(`line.causes.${cause}.nextStep`)}
    </p>
  );
}
