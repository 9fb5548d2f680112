/** A file with everything that HQ does not have, for carrying it there by hand. */

import { FileLock2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Busy } from '#renderer/ui/busy.tsx';
import { useActions, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { CarryFailure } from './carry-failure.tsx';

export function CarryByHand({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { exportBacklog } = useActions();
  const { asked, carried } = useStore(useCashier().stores.line);
  const isWriting = asked === 'exportBacklog';
  if (line.backlog.entries === 0 && carried === null) return null;
  return (
    <section className="rounded-2xl border border-hairline p-4">
      <h3 className="font-bold">{t('line.carry.title')}</h3>
      <p className="mt-1 text-sm text-ink-soft">{t('line.carry.hint')}</p>
      {carried === null ? null : (
        <p role="status" data-testid="carried" className="mt-3 rounded-xl bg-success-soft p-3 text-success">
          {t('line.carry.done', { count: carried.entries })}
          <bdi dir="ltr" className="selectable mt-1 block text-start text-sm break-all">
            {carried.file}
          </bdi>
          <span className="mt-1 block text-sm">{t('line.carry.next')}</span>
        </p>
      )}
      <CarryFailure />
      <Button
        onPress={() => void exportBacklog()}
        isPending={isWriting}
        isDisabled={!isWriting && line.backlog.entries === 0}
        className="mt-3 w-full"
        testId="export-backlog"
      >
        {isWriting ? <Busy /> : <FileLock2 aria-hidden="true" size={19} />}
        {t(isWriting ? 'line.carry.writing' : 'line.carry.write')}
      </Button>
    </section>
  );
}
