/** One entry of a member: when and where, what it was, what it changed, and what there was after it. */

import { useTranslation } from 'react-i18next';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { StatementEntry } from '#shared/contracts/hq/member-statement.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { createDateFormat } from '#renderer/ui/format/date-format.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { knownReason } from '#renderer/console/parts/known-reason.ts';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { Amounts } from './statement-amounts.tsx';
import { statementKind } from './statement-kinds.ts';

export type StatementRowProps = {
  readonly entry: StatementEntry;
  readonly memberRef: string;
  /** `undefined` for a store that HQ does not have. */
  readonly store: StoreView | undefined;
  readonly currencyCode: string;
};

export function StatementRow({ entry, memberRef, store, currencyCode }: StatementRowProps) {
  const { t } = useTranslation();
  const { language, calendar, local } = useFormat();
  const { atMs, tillName, change, after, disposition } = entry;
  const date = createDateFormat({ language, calendar, timeZone: store?.timeZone ?? 'UTC' });
  return (
    <tr
      className="border-t border-hairline align-top"
      data-testid="statement-entry"
      data-kind={entry.kind}
      data-disposition={disposition}
    >
      <td className="py-2 pe-4">{date.dateTime(atMs)}</td>
      <td className="py-2 pe-4">
        <bdi className="block">{store === undefined ? entry.storeId : local(store.name)}</bdi>
        <span className="block text-ink-soft">
          {tillName === null ? t('console.statement.byHq') : <bdi>{tillName}</bdi>}
        </span>
      </td>
      <td className="py-2 pe-4">
        <What entry={entry} memberRef={memberRef} />
      </td>
      <td className="py-2 pe-4">
        <Amounts amounts={change} currencyCode={currencyCode} isChange />
      </td>
      <td className="py-2">
        <Amounts amounts={after} currencyCode={currencyCode} />
      </td>
    </tr>
  );
}

function What({ entry, memberRef }: Pick<StatementRowProps, 'entry' | 'memberRef'>) {
  const { t } = useTranslation();
  const { kind, number, refNumber, disposition, reason } = entry;
  return (
    <>
      <span className="font-medium">{t(`console.statement.kinds.${statementKind(kind)}`)}</span>
      <span className="flex flex-wrap gap-x-3 text-ink-soft">
        {number === null ? null : (
          <span className="selectable">{t('console.statement.number', { number: isolated(number) })}</span>
        )}
        {refNumber === null ? null : (
          <span className="selectable">{t('console.statement.about', { number: isolated(refNumber) })}</span>
        )}
        {entry.memberRef === memberRef ? null : (
          <span>
            {t('console.statement.as')} <ShortId id={entry.memberRef} />
          </span>
        )}
      </span>
      {disposition === 'accepted' ? null : (
        <Chip tone={disposition === 'flagged' ? 'warn' : 'neutral'} className="my-1">
          {t(`console.statement.dispositions.${disposition}`)}
        </Chip>
      )}
      {reason === null ? null : (
        <span className="block text-ink-soft">{t(`console.report.reasons.${knownReason(reason)}`)}</span>
      )}
    </>
  );
}
