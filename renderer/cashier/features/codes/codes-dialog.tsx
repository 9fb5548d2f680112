/** Coupons and gift cards: what a code is, selling a card, and the batches; codes to hand over come before all of it. */

import { TicketPercent } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useCashier, useOverlay, useTill } from '#renderer/cashier/cashier-context.tsx';
import { VoucherPane } from '#renderer/cashier/codes/voucher-pane.tsx';
import { BatchesPane } from './batches-pane.tsx';
import { LookUpPane } from './look-up-pane.tsx';
import { SellPane } from './sell-pane.tsx';

export function CodesDialog() {
  const overlay = useOverlay();
  if (overlay.kind !== 'codes') return null;
  const { text = '' } = overlay;
  return <OpenDialog key={text} text={text} />;
}

const panes = ['lookUp', 'sell', 'batches'] as const;
type Pane = (typeof panes)[number];

function OpenDialog({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { stores, actions } = useCashier();
  const isManager = useTill(({ signedIn }) => signedIn?.role === 'manager');
  const vouchers = useStore(stores.codes, (state) => state.vouchers);
  const isIssuing = useStore(stores.codes, ({ progress }) => progress !== null);
  const [pane, setPane] = useState<Pane>('lookUp');
  const show = (next: Pane): void => {
    stores.codes.setState({ failure: null });
    setPane(next);
  };
  // The limits of what is sold stand with the batches.
  useEffect(() => void actions.loadBatches(), [actions]);
  const hasVoucher = vouchers.length > 0 && !isIssuing;
  return (
    <Dialog
      title={t(hasVoucher ? 'codes.voucherTitle' : 'codes.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<TicketPercent aria-hidden="true" size={24} className="text-brand" />}
      className="w-[44rem]"
      testId="codes-dialog"
    >
      {hasVoucher ? (
        <VoucherPane vouchers={vouchers} />
      ) : (
        <>
          <div
            role="group"
            aria-label={t('codes.title')}
            className="mb-4 grid auto-cols-fr grid-flow-col gap-1.5"
          >
            {panes
              .filter((candidate) => candidate !== 'batches' || isManager)
              .map((candidate) => (
                <ToggleButton
                  key={candidate}
                  isSelected={pane === candidate}
                  onChange={() => show(candidate)}
                  data-testid={`codes-${candidate}`}
                  className="h-11 rounded-xl border border-hairline bg-surface text-sm font-medium text-ink-soft transition-colors data-hovered:border-edge data-selected:border-brand data-selected:bg-brand-soft data-selected:font-semibold data-selected:text-brand-ink"
                >
                  {t(`codes.${candidate}`)}
                </ToggleButton>
              ))}
          </div>
          <div className="min-h-80">
            {pane === 'lookUp' ? <LookUpPane text={text} /> : null}
            {pane === 'sell' ? <SellPane /> : null}
            {pane === 'batches' ? <BatchesPane /> : null}
          </div>
        </>
      )}
    </Dialog>
  );
}
