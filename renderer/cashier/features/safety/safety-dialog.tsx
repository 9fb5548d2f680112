/** Till and shift: how the till is, what can be lost while it is alone, and the close of the shift. */

import { ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useActions, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { HealthDetails } from './health-details.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { LossPanel } from './loss-panel.tsx';
import { ShiftPanel } from './shift-panel.tsx';
import { ShiftProof } from './shift-proof.tsx';
import { Verdict } from './verdict.tsx';

export function SafetyDialog() {
  return useOverlay().kind === 'safety' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { stores } = useCashier();
  const { askHealth, leaveSafety } = useActions();
  useEffect(() => {
    void askHealth();
    return leaveSafety;
  }, [askHealth, leaveSafety]);
  const proof = useStore(stores.safety, (state) => state.proof);
  return (
    <Dialog
      title={t(proof === null ? 'safety.title' : 'safety.proof.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<ShieldCheck aria-hidden="true" size={24} className="text-brand" />}
      className="w-[62rem]"
      testId="safety-dialog"
    >
      {proof === null ? <Health /> : <ShiftProof proof={proof} />}
    </Dialog>
  );
}

function Health() {
  const { t } = useTranslation();
  const { stores } = useCashier();
  const { askHealth } = useActions();
  const { health, failure } = useStore(stores.safety);
  if (failure !== null) {
    return (
      <p role="alert" className="flex items-center gap-3 rounded-2xl bg-danger-soft p-4 text-danger">
        <span className="flex-1">
          <strong className="font-semibold">{t(`errors.${failure.code}.sentence`)}</strong>{' '}
          {t(`errors.${failure.code}.nextStep`)}
        </span>
        <Button onPress={() => void askHealth()}>{t('safety.retry')}</Button>
      </p>
    );
  }
  if (health === null) return <p className="p-8 text-center text-ink-soft">{t('safety.asking')}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] gap-5">
      <div className="flex flex-col gap-4">
        <Verdict health={health} />
        <ShiftPanel health={health} />
        <HealthDetails health={health} />
      </div>
      <div className="flex flex-col gap-4">
        <LimitsPanel offline={health.offline} />
        <LossPanel offline={health.offline} />
      </div>
    </div>
  );
}
