/** What the member holds, lot by lot in the order in which it is spent, and giving points to somebody else. */

import { Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LotView, MemberFileView } from '#shared/contracts/till/standing-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useGlanceWords } from '#renderer/cashier/standing/use-glance-words.ts';
import { Empty } from './empty.tsx';
import { TransferForm } from './transfer-form.tsx';

export function LotsTab({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  return (
    <div className={cx('grid gap-5', file.transfer !== null && 'grid-cols-[minmax(0,1fr)_17rem]')}>
      {file.lots.length === 0 ? (
        <Empty icon={Layers} title={t('standing.noLots')} hint={t('standing.noLotsHint')} />
      ) : (
        <LotTable lots={file.lots} today={file.today} />
      )}
      {file.transfer === null ? null : <TransferForm file={file} limits={file.transfer} />}
    </div>
  );
}

function LotTable({ lots, today }: Pick<MemberFileView, 'lots' | 'today'>) {
  const { t } = useTranslation();
  return (
    <table className="w-full self-start text-sm" data-testid="lot-table">
      <thead>
        <tr className="text-start text-xs text-ink-faint">
          <th className="pb-2 text-start font-medium">{t('standing.lotOrigin')}</th>
          <th className="pb-2 text-start font-medium">{t('standing.lotMade')}</th>
          <th className="pb-2 text-end font-medium">{t('standing.lotAmount')}</th>
          <th className="ps-6 pb-2 text-start font-medium">{t('standing.lotEnds')}</th>
        </tr>
      </thead>
      <tbody>
        {lots.map((lot, place) => (
          // Lots have no name of their own on the screen, and their order is fixed.
          <LotRow key={`${place} ${lot.madeOn} ${lot.endsOn}`} lot={lot} today={today} />
        ))}
      </tbody>
    </table>
  );
}

function LotRow({ lot, today }: { readonly lot: LotView; readonly today: string }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const words = useGlanceWords();
  const { unit, open, held, madeOn, releaseOn, endsOn, endCause } = lot;
  const isHeld = held > 0 && releaseOn !== null;
  return (
    <tr className="border-t border-hairline" data-testid="lot">
      <td className="py-2.5">{t(`standing.${madeOn === null ? 'snapshot' : lot.origin}`)}</td>
      <td className="py-2.5 text-ink-soft">{madeOn === null ? '–' : day.day(madeOn, today)}</td>
      <td className={cx('figure py-2.5 text-end font-semibold', open < 0 && 'text-danger')}>
        {words.amount({ unit, amount: isHeld ? held : open })}
      </td>
      <td className="py-2.5 ps-6 text-ink-soft">
        {isHeld ? (
          <span className="text-warn">{t('standing.lotReleased', { date: day.day(releaseOn, today) })}</span>
        ) : endsOn === null ? (
          t('standing.lotNever')
        ) : (
          <>
            {day.day(endsOn, today)}
            {endCause === null || endCause === 'due' ? null : (
              <span className="block text-xs text-ink-faint">{t(`standing.${endCause}`)}</span>
            )}
          </>
        )}
      </td>
    </tr>
  );
}
