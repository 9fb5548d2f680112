/** Where a member's balance comes from: every entry over all tills, the newest first, and at the end what adds up. */

import { Download } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { adminRoot } from '#shared/contracts/hq/admin-common.ts';
import type {
  MemberStatement,
  StatementAmounts,
  StatementEntry,
} from '#shared/contracts/hq/member-statement.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { OlderButton } from '#renderer/console/parts/older-button.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { asPage, usePages } from '#renderer/console/use-pages.ts';
import { isOlderEntry } from './older-entry.ts';
import { Amounts } from './statement-amounts.tsx';
import { StatementRow } from './statement-row.tsx';

/** As long as nobody has named a store. */
const currencyOfNone = 'IRR';

export function MemberStatementSection({ memberRef }: { readonly memberRef: string }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const loaded = useLoaded(
    useCallback(() => api.stores(), [api]),
    'once',
  );
  const ask = useCallback(
    (last?: StatementEntry) =>
      asPage(api.memberStatement(memberRef, last?.cursor), ({ entries: items, ...rest }) => ({
        items,
        ...rest,
      })),
    [api, memberRef],
  );
  const pages = usePages({ ask, isBehind: isOlderEntry });
  const sums = pages.first.value;
  const stores = loaded.value?.stores ?? [];
  const currencyCode = stores[0]?.currency ?? currencyOfNone;
  return (
    <section className="flex flex-col gap-3 border-t border-hairline pt-4" data-testid="statement">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h4 className="flex-1 font-semibold">{t('console.statement.title')}</h4>
        {pages.items.length === 0 ? null : <SaveLink memberRef={memberRef} />}
      </header>
      <Waiting loaded={pages.first} />
      {sums === null ? null : <Balance amounts={sums.balance} currencyCode={currencyCode} />}
      {sums === null || pages.items.length > 0 ? null : (
        <p className="text-ink-soft" data-testid="no-entries">
          {t('console.statement.none')}
        </p>
      )}
      {sums === null || pages.items.length === 0 ? null : (
        <table className="w-full text-start text-sm">
          <caption className="mb-1 text-start text-ink-soft">{t('console.statement.note')}</caption>
          <StatementHead />
          <tbody>
            {pages.items.map((entry) => (
              <StatementRow
                key={entry.cursor}
                entry={entry}
                memberRef={memberRef}
                store={stores.find(({ storeId }) => storeId === entry.storeId)}
                currencyCode={currencyCode}
              />
            ))}
          </tbody>
          {pages.readOlder === undefined ? <StatementFoot sums={sums} currencyCode={currencyCode} /> : null}
        </table>
      )}
      <div className="flex flex-col gap-3 empty:hidden">
        <OlderButton pages={pages} testId="older-entries" />
      </div>
    </section>
  );
}

function SaveLink({ memberRef }: { readonly memberRef: string }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <a
      href={`${adminRoot}/members/${memberRef}/statement.csv?language=${language}`}
      download
      data-testid="save-statement"
      className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-hairline bg-surface px-4 font-medium whitespace-nowrap shadow-low hover:border-edge"
    >
      <Download aria-hidden="true" size={18} />
      {t('console.statement.save')}
    </a>
  );
}

type BalanceProps = { readonly amounts: StatementAmounts; readonly currencyCode: string };

/** What is held back is named where there is something. */
function Balance({ amounts, currencyCode }: BalanceProps) {
  const { t } = useTranslation();
  return (
    <Facts>
      <Fact name={t('console.statement.balance')} testId="statement-balance">
        <span className="flex flex-wrap gap-x-6">
          <Amounts amounts={amounts} currencyCode={currencyCode} />
        </span>
      </Fact>
    </Facts>
  );
}

function StatementHead() {
  const { t } = useTranslation();
  return (
    <thead className="text-ink-soft">
      <tr>
        {(['when', 'where', 'what', 'change', 'after'] as const).map((column) => (
          <th key={column} scope="col" className="py-1 pe-4 text-start font-medium">
            {t(`console.statement.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type StatementFootProps = {
  readonly sums: Pick<MemberStatement, 'balance' | 'brought' | 'unlisted'>;
  readonly currencyCode: string;
};

/** What the first entry found, and what all of it comes to. */
function StatementFoot({ sums, currencyCode }: StatementFootProps) {
  const { t } = useTranslation();
  const before = (['unlisted', 'brought'] as const).filter((name) => !isNothing(sums[name]));
  return (
    <tfoot>
      {before.map((name) => (
        <tr key={name} className="border-t border-hairline align-top" data-testid={`statement-${name}`}>
          <th scope="row" colSpan={3} className="py-2 pe-4 text-start font-medium">
            {t(`console.statement.${name}`)}
          </th>
          <td className="py-2 pe-4" colSpan={2}>
            <Amounts amounts={sums[name]} currencyCode={currencyCode} isChange />
          </td>
        </tr>
      ))}
      <tr className="border-t-2 border-edge align-top font-semibold" data-testid="statement-sum">
        <th scope="row" colSpan={3} className="py-2 pe-4 text-start">
          {t('console.statement.balance')}
        </th>
        <td className="py-2 pe-4" colSpan={2}>
          <Amounts amounts={sums.balance} currencyCode={currencyCode} />
        </td>
      </tr>
    </tfoot>
  );
}

function isNothing(amounts: StatementAmounts): boolean {
  return Object.values(amounts).every((amount) => amount === '0');
}
