/** The chosen sale: its lines to tick, the way in which they go back, and what that does. */

import { QrCode as QrIcon, ReceiptText, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';
import { LineChoice } from './line-choice.tsx';
import { MemberChange } from './member-change.tsx';
import { RefundCode } from './refund-code.tsx';
import { RefundFooter } from './refund-footer.tsx';
import type { CorrectionsProps } from './sale-list.tsx';

export function SalePane({ corrections, state }: CorrectionsProps) {
  const { t } = useTranslation();
  const { sale } = state;
  if (sale === null) {
    return (
      <div className="flex flex-col items-center justify-center gap-3 rounded-2xl bg-sunken text-ink-soft">
        <ReceiptText aria-hidden="true" size={40} strokeWidth={1.5} />
        <p className="max-w-72 text-center text-balance">{t('corrections.chooseSale')}</p>
      </div>
    );
  }
  return (
    <section
      aria-label={t('corrections.saleLabel', { number: sale.receiptNumber })}
      className="flex min-h-0 flex-col gap-3"
      data-testid="sale-pane"
      data-state={sale.state}
    >
      <SaleHeader sale={sale} corrections={corrections} />
      {state.code === null ? null : <RefundCode code={state.code} onClose={corrections.hideCode} />}
      {state.change === null ? (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_20.5rem] wide:grid-cols-[minmax(0,1fr)_21rem] gap-4">
          <div className="flex min-h-0 flex-col gap-3">
            <ul className="-me-2 min-h-24 flex-1 overflow-y-auto pe-2">
              {sale.lines.map((line) => (
                <LineChoice
                  key={line.lineId}
                  line={line}
                  quantity={state.quantities[line.lineId] ?? 0}
                  onQuantity={(quantity) => corrections.setQuantity(line.lineId, quantity)}
                />
              ))}
            </ul>
            <EarlierRefunds sale={sale} onShow={(entryId) => void corrections.showSlip(entryId)} />
          </div>
          <RefundFooter corrections={corrections} state={state} sale={sale} />
        </div>
      ) : (
        <MemberChange corrections={corrections} change={state.change.view} sale={sale} />
      )}
    </section>
  );
}

type HeaderProps = { readonly sale: SaleLeftView; readonly corrections: CorrectionsProps['corrections'] };

function SaleHeader({ sale, corrections }: HeaderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const hasCode = sale.evidence === 'sale' && sale.state !== 'refunded';
  const canChange =
    member !== null && member.memberRef !== sale.holder?.memberRef && sale.memberChangeLeftMs > 0;
  return (
    <header className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <h3 className="text-lg font-bold">
          <bdi dir="ltr" data-testid="sale-number">
            {sale.receiptNumber}
          </bdi>
        </h3>
        <p className="text-sm text-ink-soft">
          {format.date.dateTime(sale.soldAtMs)}
          {' · '}
          <bdi data-testid="sale-holder">
            {sale.holder === null ? t('receipt.anonymous') : format.personName(sale.holder)}
          </bdi>
          {sale.leftMinor === sale.paidMinor ? null : (
            <>
              {' · '}
              {t('corrections.left')} <Money amountMinor={sale.leftMinor} testId="sale-left" />
            </>
          )}
        </p>
      </div>
      {sale.evidence === 'proof' ? <Chip testId="sale-elsewhere">{t('corrections.elsewhere')}</Chip> : null}
      {hasCode ? (
        <Button look="quiet" onPress={() => void corrections.showCode()} testId="refund-code">
          <QrIcon aria-hidden="true" size={18} />
          {t('corrections.code')}
        </Button>
      ) : null}
      {canChange ? (
        <Button
          look="soft"
          onPress={() => void corrections.askMemberChange(member.memberRef)}
          testId="change-member"
        >
          <UserRoundPlus aria-hidden="true" size={18} />
          <span className="max-w-44 truncate">
            {t('corrections.giveTo', { name: format.personName(member) })}
          </span>
        </Button>
      ) : null}
    </header>
  );
}

function EarlierRefunds({
  sale,
  onShow,
}: {
  readonly sale: SaleLeftView;
  readonly onShow: (entryId: SaleLeftView['entryId']) => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormat();
  if (sale.refunds.length === 0) return null;
  return (
    <div className="rounded-2xl bg-sunken px-4 py-2 text-sm">
      <p className="font-semibold">{t('corrections.earlier')}</p>
      <ul className="max-h-32 overflow-y-auto">
        {sale.refunds.map((refund) => (
          <li key={refund.entryId} className="flex items-center justify-between gap-2">
            <span>
              {t(`corrections.scopes.${refund.scope}`)}, {date.dateTime(refund.atMs)}
            </span>
            <Button look="quiet" onPress={() => onShow(refund.entryId)} testId="earlier-refund">
              <Money amountMinor={refund.refundMinor} />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
