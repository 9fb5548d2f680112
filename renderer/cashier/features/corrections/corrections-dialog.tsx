/** Booked sales beside what can be done with the chosen one: give back, exchange, void, give to another member. */

import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { RefundSlip } from './refund-slip.tsx';
import { SaleList } from './sale-list.tsx';
import { SalePane } from './sale-pane.tsx';

export function CorrectionsDialog() {
  return useOverlay().kind === 'corrections' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { stores, searches } = useCashier();
  const { corrections } = searches;
  const state = useStore(corrections.store);
  useEffect(() => {
    corrections.open();
    return corrections.clear;
  }, [corrections]);
  return (
    <Dialog
      title={t('corrections.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<Undo2 aria-hidden="true" size={24} className="text-brand rtl:-scale-x-100" />}
      className="w-[62rem] wide:w-[68rem]"
      testId="corrections-dialog"
    >
      <div className="grid h-[34rem] wide:h-[38rem] max-h-[calc(100vh-11rem)] grid-cols-[14rem_minmax(0,1fr)] wide:grid-cols-[17rem_minmax(0,1fr)] gap-5">
        <SaleList corrections={corrections} state={state} />
        {state.slip === null ? (
          <SalePane corrections={corrections} state={state} />
        ) : (
          <RefundSlip slip={state.slip} onClose={corrections.hideSlip} />
        )}
      </div>
    </Dialog>
  );
}
