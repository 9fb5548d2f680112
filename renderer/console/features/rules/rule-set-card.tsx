/** One rule set: since when, who approved it, and what can be done about it. */

import { useState } from 'react';
import { Terminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RuleSetView } from '#shared/contracts/hq/publishing.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { CopyLine } from '#renderer/console/parts/copy-line.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { publishCommands } from './publish-commands.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const shownHash = 12;

export type RuleSetCardProps = {
  readonly ruleSet: RuleSetView;
  readonly mayWithdraw: boolean;
  readonly onLook: () => void;
  readonly onChanged: () => void;
};

export function RuleSetCard({ ruleSet, mayWithdraw, onLook, onChanged }: RuleSetCardProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const [isExplained, setIsExplained] = useState(false);
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { ruleSetHash, state, publishedAtMs, proposedAtMs, missing } = ruleSet;
  const isProposed = state === 'proposed';
  return (
    <li
      className="flex flex-col gap-3 border-t border-hairline py-4 first:border-0 first:pt-0 last:pb-0"
      data-testid={`rule-set-${ruleSetHash}`}
      data-state={state}
    >
      <div className="flex flex-wrap items-center gap-3">
        <bdi dir="ltr" title={ruleSetHash} className="selectable font-mono text-lg font-bold">
          {ruleSetHash.slice(0, shownHash)}
        </bdi>
        <Chip tone={state === 'published' ? 'success' : isProposed ? 'saffron' : 'neutral'}>
          {isProposed && missing > 0
            ? t('console.rules.missing', { count: missing })
            : t(`console.rules.states.${state}`)}
        </Chip>
        <span className="flex-1" />
        <Button onPress={onLook} testId="look">
          {t('console.rules.look')}
        </Button>
        {isProposed ? (
          <Button onPress={() => setIsExplained(!isExplained)} testId="how-to-approve">
            <Terminal aria-hidden="true" size={18} />
            {t('console.rules.how')}
          </Button>
        ) : null}
        {isProposed && mayWithdraw ? (
          <Button
            look="quiet"
            className="text-danger"
            onPress={() => setIsWithdrawing(true)}
            testId="withdraw"
          >
            {t('console.rules.withdraw')}
          </Button>
        ) : null}
      </div>
      <p className="text-sm text-ink-soft">
        {publishedAtMs === null
          ? proposedAtMs === null
            ? null
            : t('console.rules.proposedAt', { at: date.dateTime(proposedAtMs) })
          : t('console.rules.since', { at: date.dateTime(publishedAtMs) })}
      </p>
      <ApprovedBy publisherIds={ruleSet.approvedBy} />
      {isExplained ? <HowToApprove ruleSetHash={ruleSetHash} /> : null}
      {isWithdrawing ? (
        <WithdrawDialog
          ruleSetHash={ruleSetHash}
          onClose={() => setIsWithdrawing(false)}
          onDone={() => {
            setIsWithdrawing(false);
            onChanged();
          }}
        />
      ) : null}
    </li>
  );
}

function ApprovedBy({ publisherIds }: { readonly publisherIds: RuleSetView['approvedBy'] }) {
  const { t } = useTranslation();
  return (
    <Facts>
      <Fact name={t('console.rules.approvedBy')} testId="approved-by">
        {publisherIds.length === 0 ? (
          t('console.rules.nobody')
        ) : (
          <span className="flex flex-wrap gap-3">
            {publisherIds.map((publisherId) => (
              <ShortId key={publisherId} id={publisherId} />
            ))}
          </span>
        )}
      </Fact>
    </Facts>
  );
}

function HowToApprove({ ruleSetHash }: { readonly ruleSetHash: string }) {
  const { t } = useTranslation();
  const { look, approve } = publishCommands(window.location.origin, ruleSetHash);
  return (
    <div className="flex flex-col gap-2" data-testid="how">
      <p className="text-sm">{t('console.rules.howWhy')}</p>
      <CopyLine text={look} testId="command-look" />
      <CopyLine text={approve} testId="command-approve" />
    </div>
  );
}
