/** The newest sales, those under a number, or those of the member at the till. */

import { Eraser, Search as SearchIcon, SlidersHorizontal, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { proofTypedCharsMax } from '#shared/domain/proof-text.ts';
import type { SaleRowView } from '#shared/contracts/till/corrections-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { useBasket, useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';
import type { Corrections, CorrectionsState } from '#renderer/cashier/stores/corrections-store.ts';
import { Refusal } from './refusal.tsx';

export type CorrectionsProps = { readonly corrections: Corrections; readonly state: CorrectionsState };

export function SaleList({ corrections, state }: CorrectionsProps) {
  const { t } = useTranslation();
  const { personName } = useFormat();
  const member = useBasket(({ basket }) => basket?.member ?? null);
  const { list, text } = state;
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <div className="relative">
        <SearchIcon aria-hidden="true" size={20} className="absolute start-3.5 top-3.5 text-ink-faint" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened to look a sale up
          autoFocus
          data-testid="sales-search"
          aria-label={t('corrections.searchLabel')}
          placeholder={t('corrections.searchPlaceholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={proofTypedCharsMax}
          value={text}
          onChange={(event) => corrections.setText(event.target.value)}
          className="h-12 w-full rounded-xl border border-edge/60 bg-surface ps-11 pe-3 text-base shadow-low focus-visible:border-brand focus-visible:outline-offset-0"
        />
      </div>
      {member === null ? null : (
        <Button look="soft" onPress={() => corrections.ofMember(member.memberRef)} testId="sales-of-member">
          <User aria-hidden="true" size={18} />
          <span className="truncate">{t('corrections.ofMember', { name: personName(member) })}</span>
        </Button>
      )}
      <ManagerActions hasMember={member !== null} />
      <Rows corrections={corrections} state={state} />
      {typeof list === 'string' ? null : <Refusal error={list} />}
    </div>
  );
}

/** What was found, or what there is to say while there is nothing. */
function Rows({ corrections, state: { rows, list, sale, text } }: CorrectionsProps) {
  const { t } = useTranslation();
  if (list === 'reading') {
    return (
      <p role="status" className="flex-1 px-3 py-2 text-sm text-ink-soft" data-testid="sales-reading">
        {t('corrections.readingCode')}
      </p>
    );
  }
  if (list === 'answered' && rows.length === 0) {
    return (
      <p
        role="status"
        className="flex-1 px-3 pt-6 text-center text-sm text-ink-soft"
        data-testid="sales-none"
      >
        {t(text === '' ? 'corrections.noSales' : 'corrections.noneFound')}
      </p>
    );
  }
  return (
    <ul
      className={cx('-me-2 min-h-0 flex-1 overflow-y-auto pe-2', list === 'asked' && 'opacity-60')}
      aria-label={t('corrections.list')}
      aria-busy={list === 'asked'}
    >
      {rows.map((row) => (
        <SaleRow
          key={row.entryId}
          row={row}
          isChosen={row.entryId === sale?.entryId}
          onTake={() => void corrections.chooseSale(row.entryId)}
        />
      ))}
    </ul>
  );
}

/** What lies beyond a single sale; managers only, and never alone. */
function ManagerActions({ hasMember }: { readonly hasMember: boolean }) {
  const { t } = useTranslation();
  const isManager = useTill((till) => till.signedIn?.role === 'manager');
  const { stores } = useCashier();
  const show = (kind: 'adjust' | 'cancelBatch'): void => stores.overlay.setState({ overlay: { kind } });
  if (!isManager) return null;
  return (
    <div className="flex flex-col">
      {hasMember ? (
        <Button look="quiet" onPress={() => show('adjust')} testId="adjust-open">
          <SlidersHorizontal aria-hidden="true" size={18} />
          {t('corrections.adjust.open')}
        </Button>
      ) : null}
      <Button look="quiet" onPress={() => show('cancelBatch')} className="px-2" testId="cancel-batch-open">
        <Eraser aria-hidden="true" size={18} className="shrink-0" />
        {t('corrections.batch.open')}
      </Button>
    </div>
  );
}

type RowProps = { readonly row: SaleRowView; readonly isChosen: boolean; readonly onTake: () => void };

function SaleRow({ row, isChosen, onTake }: RowProps) {
  const { t } = useTranslation();
  const { date, personName } = useFormat();
  return (
    <li>
      <button
        type="button"
        data-testid="sale-row"
        data-state={row.state}
        aria-pressed={isChosen}
        onClick={onTake}
        className={cx(
          'flex w-full flex-col gap-0.5 rounded-xl px-3 py-2 text-start',
          isChosen ? 'bg-brand-soft' : 'hover:bg-sunken',
        )}
      >
        <span className="flex w-full flex-wrap items-baseline justify-between gap-x-2">
          <bdi dir="ltr" className="font-semibold whitespace-nowrap">
            {row.receiptNumber}
          </bdi>
          <Money amountMinor={row.paidMinor} className="shrink-0 font-semibold" />
        </span>
        <span className="flex w-full items-center justify-between gap-2 text-[0.8125rem] text-ink-soft">
          <span className="min-w-0 truncate">
            {date.dateTime(row.soldAtMs)}
            {row.member === null ? null : <bdi className="ms-2">{personName(row.member)}</bdi>}
          </span>
          {row.state === 'whole' ? null : (
            <Chip tone={row.state === 'refunded' ? 'neutral' : 'warn'} className="h-6! px-2!">
              {t(`corrections.${row.state}`)}
            </Chip>
          )}
        </span>
      </button>
    </li>
  );
}
