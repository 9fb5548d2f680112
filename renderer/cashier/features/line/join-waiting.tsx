/** The fingerprint that a person compares on both screens, until the head office has decided. */

import { LoaderCircle, ScanEye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JoinView } from '#shared/contracts/till/sync-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions, useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';
import { LineFailure } from './line-failure.tsx';
import { ProgressBar } from './progress-bar.tsx';

export function JoinWaiting({ join }: { readonly join: JoinView }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { cancelJoin } = useActions();
  const isManager = useTill((till) => till.signedIn?.role === 'manager');
  const { asked, line } = useStore(useCashier().stores.line);
  const { chainName, storeName, tillName, fingerprint, trouble, step } = join;
  return (
    <div className="flex flex-col gap-4" data-testid="join-waiting" data-step={step}>
      {chainName === null || storeName === null ? null : (
        <p className="text-lg">
          <bdi className="font-bold">{local(chainName)}</bdi>
          <span className="mx-2 text-ink-faint">·</span>
          <bdi>{local(storeName)}</bdi>
          <span className="mx-2 text-ink-faint">·</span>
          <bdi>{tillName}</bdi>
        </p>
      )}
      {step === 'receiving' ? (
        <p className="font-medium">{t('line.join.receiving')}</p>
      ) : (
        <Fingerprint fingerprint={fingerprint} />
      )}
      {line?.progress ? <ProgressBar progress={line.progress} /> : null}
      {trouble === null ? (
        <p role="status" className="flex items-center gap-2 text-ink-soft">
          <LoaderCircle aria-hidden="true" size={18} className="animate-spin motion-reduce:animate-none" />
          {t('line.join.waiting')}
        </p>
      ) : (
        <p role="status" className="rounded-2xl bg-warn-soft p-4 text-warn">
          <strong className="font-semibold">{t(`line.causes.${trouble}.sentence`)}</strong>{' '}
          {t('line.join.goesOn')}
        </p>
      )}
      <LineFailure />
      {isManager && step === 'waiting' ? (
        <Button onPress={() => void cancelJoin()} isDisabled={asked !== null} testId="cancel-join">
          {t('line.join.cancel')}
        </Button>
      ) : null}
    </div>
  );
}

function Fingerprint({ fingerprint }: Pick<JoinView, 'fingerprint'>) {
  const { t } = useTranslation();
  return (
    <div className="rounded-2xl bg-brand-soft p-5 text-brand-ink">
      <p className="flex items-center gap-2 font-semibold">
        <ScanEye aria-hidden="true" size={22} className="shrink-0" />
        {t('line.join.compare')}
      </p>
      <p
        dir="ltr"
        data-testid="join-fingerprint"
        className="selectable my-3 text-center font-mono text-3xl font-bold tracking-wider"
      >
        {fingerprint ?? '…'}
      </p>
      <p className="text-sm">{t('line.join.compareHint')}</p>
    </div>
  );
}
