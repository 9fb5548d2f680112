/** Why the file for carrying was not written, that nothing is lost by it, and what to do. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { exportFaultOf } from '#renderer/cashier/line/export-fault.ts';

export function CarryFailure() {
  const { t } = useTranslation();
  const failure = useStore(useCashier().stores.line, (state) => state.failure);
  if (failure?.of !== 'exportBacklog') return null;
  const { code } = failure.error;
  const fault = exportFaultOf(code);
  return (
    <p
      role="alert"
      data-testid="carry-failure"
      className="mt-3 rounded-xl bg-danger-soft p-3 text-sm text-danger"
    >
      <strong className="font-semibold">
        {fault === null ? t(`errors.${code}.sentence`) : t('line.carry.failed.sentence')}
      </strong>{' '}
      {fault === null ? t(`errors.${code}.nextStep`) : t(`line.carry.failed.${fault}`)}
      <span className="mt-1 block">{t('line.carry.failed.kept')}</span>
    </p>
  );
}
