/** Every change of what the member holds, the newest first, as of now or of a day that is chosen. */

import { ScrollText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MemberFileView, StatementView } from '#shared/contracts/till/standing-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChoiceChip } from '#renderer/ui/choice-chip.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { daysBack } from '#renderer/cashier/standing/days-back.ts';
import { statementKindKey } from '#renderer/cashier/standing/statement-kinds.ts';
import { useGlanceWords } from '#renderer/cashier/standing/use-glance-words.ts';
import { Empty } from './empty.tsx';

/** As of how many days ago; 0 for now. */
const choices = [0, 7, 30, 90] as const;

export function StatementTab({ file }: { readonly file: MemberFileView }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { stores, actions } = useCashier();
  const [ago, setAgo] = useState(0);
  const [page, setPage] = useState(0);
  const statement = useStore(stores.standing, (state) => state.statement);
  const asOf = ago === 0 ? null : daysBack(file.today, ago);
  // The file is told anew after each command: then the statement is another one, too.
  useEffect(() => void actions.loadStatement(asOf, page), [actions, asOf, page, file]);
  const isShown = statement !== null && statement.memberRef === file.member.memberRef;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2" role="group" aria-label={t('standing.asOfDay')}>
        {choices.map((choice) => (
          <ChoiceChip
            key={choice}
            name={choice === 0 ? t('standing.now') : day.day(daysBack(file.today, choice), file.today)}
            isChosen={ago === choice}
            onChoose={() => {
              setAgo(choice);
              setPage(0);
            }}
            testId={`statement-${choice}`}
          />
        ))}
      </div>
      {isShown ? (
        <Shown statement={statement} today={file.today} page={page} onPage={setPage} />
      ) : (
        <p className="py-10 text-center text-ink-soft">{t('standing.loading')}</p>
      )}
    </div>
  );
}

type ShownProps = {
  readonly statement: StatementView;
  readonly today: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
};

function Shown({ statement, today, page, onPage }: ShownProps) {
  const { t } = useTranslation();
  const { number, money } = useFormat();
  const { lines, hasMore, closing, brought } = statement;
  return (
    <>
      <p
        className="flex flex-wrap gap-x-6 rounded-2xl bg-canvas px-4 py-3 text-sm"
        data-testid="statement-closing"
      >
        <Sum name={t('standing.points')} value={number.count(closing.points)} />
        <Sum name={t('standing.pointsHeld')} value={number.count(closing.pointsHeld)} />
        <Sum name={t('standing.wallet')} value={money.text(closing.walletMinor)} />
        <Sum
          name={t('standing.snapshot')}
          value={`${t('standing.heldPoints', { points: number.count(brought.points) })} · ${money.text(brought.walletMinor)}`}
        />
      </p>
      {lines.length === 0 ? (
        <Empty icon={ScrollText} title={t('standing.noLines')} hint={t('standing.noLinesHint')} />
      ) : (
        <ul className="text-sm" data-testid="statement-lines">
          {lines.map((line) => (
            <Line key={`${line.entryId} ${line.unit} ${line.isHeld}`} line={line} today={today} />
          ))}
        </ul>
      )}
      {page === 0 && !hasMore ? null : (
        <div className="flex items-center justify-center gap-3">
          <Button onPress={() => onPage(page - 1)} isDisabled={page === 0}>
            {t('standing.newer')}
          </Button>
          <span className="figure text-sm text-ink-soft">{number.count(page + 1)}</span>
          <Button onPress={() => onPage(page + 1)} isDisabled={!hasMore}>
            {t('standing.older')}
          </Button>
        </div>
      )}
    </>
  );
}

function Sum({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span>
      <span className="text-ink-soft">{name}</span> <span className="figure font-semibold">{value}</span>
    </span>
  );
}

type LineProps = { readonly line: StatementView['lines'][number]; readonly today: string };

function Line({ line, today }: LineProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const words = useGlanceWords();
  const { unit, amount, balance } = line;
  const sign = amount > 0 ? '+' : '−';
  return (
    <li className="flex items-baseline gap-3 border-b border-hairline py-2 last:border-0">
      <span className="w-24 shrink-0 text-ink-soft">{day.day(line.businessDay, today)}</span>
      <span className="min-w-0 flex-1 truncate">
        {t(statementKindKey(line.kind))}
        {line.isHeld ? <span className="text-ink-faint"> · {t('standing.pointsHeld')}</span> : null}
      </span>
      <span className={cx('figure font-semibold', amount > 0 ? 'text-success' : 'text-ink')}>
        <bdi dir="ltr">{sign}</bdi>
        {words.amount({ unit, amount: Math.abs(amount) })}
      </span>
      <span className="figure w-40 shrink-0 text-end text-ink-soft">
        {words.amount({ unit, amount: balance })}
      </span>
    </li>
  );
}
