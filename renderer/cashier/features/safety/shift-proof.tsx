/** The proof of a closed shift: a slip that can be printed, and what to do with it. */

import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShiftProofView } from '#shared/contracts/till/safety-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { ChainName } from '#renderer/cashier/brand/chain-name.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import { Code, Detail } from './details-list.tsx';

export function ShiftProof({ proof }: { readonly proof: ShiftProofView }) {
  const { t } = useTranslation();
  const { hideProof } = useActions();
  return (
    <div className="flex justify-center gap-6">
      <ProofSlip proof={proof} />
      <div className="sticky top-0 flex w-64 flex-col gap-3 self-start pt-7">
        <p
          data-testid="proof-state"
          data-state={proof.missing.length === 0 ? 'complete' : 'missing'}
          className={proof.missing.length === 0 ? 'text-lg font-bold text-success' : 'font-bold text-danger'}
        >
          <Completeness proof={proof} />
        </p>
        <Button look="primary" size="large" autoFocus onPress={() => window.print()} testId="print-proof">
          <Printer aria-hidden="true" size={22} />
          {t('safety.proof.print')}
        </Button>
        <Button size="large" onPress={hideProof} testId="proof-back">
          {t('safety.proof.back')}
        </Button>
      </div>
    </div>
  );
}

function Completeness({ proof: { missing } }: { readonly proof: ShiftProofView }) {
  const { t } = useTranslation();
  if (missing.length === 0) return t('safety.proof.complete');
  return missing.map(({ fromSeq: from, toSeq: to }) => t('safety.proof.missing', { from, to })).join(' ');
}

function ProofSlip({ proof }: { readonly proof: ShiftProofView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { operator, notAtHq } = proof;
  return (
    <article
      data-testid="shift-proof"
      data-entries={proof.entries}
      className="slip printed selectable w-96 bg-paper px-6 pt-7 pb-8 text-sm"
    >
      <header className="text-center">
        <ChainName />
        <p className="text-xl font-extrabold">
          <bdi>{format.local(proof.storeName)}</bdi>
        </p>
        <p className="text-ink-soft">
          <bdi>{proof.tillName}</bdi>, {format.date.dateTime(proof.closedAtMs)}
        </p>
        {operator === null ? null : <bdi>{format.personName(operator)}</bdi>}
      </header>
      <Rule />
      <dl>
        <Detail name={t('safety.proof.entries')}>
          <span className="figure text-lg font-extrabold">{format.number.count(proof.entries)}</span>
        </Detail>
        <Detail name={t('safety.proof.range')}>
          {proof.entries === 0 ? (
            t('safety.proof.none')
          ) : (
            <bdi dir="ltr">
              {format.number.count(proof.firstSeq)} – {format.number.count(proof.lastSeq)}
            </bdi>
          )}
        </Detail>
        {proof.byKind.map(({ kind, entries }) => (
          <Detail key={kind} name={t(`safety.kinds.${kind}`)}>
            {format.number.count(entries)}
          </Detail>
        ))}
        <Detail name={t('safety.proof.outside')}>
          <Money amountMinor={proof.outsideMinor} className="font-semibold" />
        </Detail>
      </dl>
      <Rule />
      <Seal proof={proof} />
      <Rule />
      <p className="text-center font-bold">
        <Completeness proof={proof} />
      </p>
      {notAtHq === null ? null : (
        <p className="text-center text-ink-soft" data-testid="not-at-hq" data-entries={notAtHq}>
          {notAtHq === 0 ? t('safety.proof.allAtHq') : t('safety.proof.notAtHq', { count: notAtHq })}
        </p>
      )}
    </article>
  );
}

/** With these anybody can check that no entry before was changed, dropped or put in between. */
function Seal({ proof }: { readonly proof: ShiftProofView }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const parts = [
    { name: t('safety.proof.head'), text: proof.headHash },
    { name: `${t('safety.proof.closing')} ${number.count(proof.seq)}`, text: proof.hash },
    { name: t('safety.proof.signature'), text: proof.signature },
    { name: t('safety.proof.key'), text: proof.publicKey },
  ];
  return (
    <dl>
      {parts.map(({ name, text }) => (
        <div key={text} className="py-0.5">
          <dt className="text-xs text-ink-soft">{name}</dt>
          <dd>
            <Code text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rule() {
  return <hr className="my-3 border-t border-dashed border-edge/60" />;
}
