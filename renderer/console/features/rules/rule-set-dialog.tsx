/** What is in a rule set, and how it is approved: by the person's own key, outside the browser. */

import { ScrollText } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminApi, Answer } from '#shared/contracts/hq/admin-client.ts';
import type { RuleSetView } from '#shared/contracts/hq/publishing.ts';
import { ok } from '#shared/kernel/result.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import type { Tone } from '#renderer/ui/chip.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { ruleSetContent } from './rule-set-content.ts';
import type { OfferChange, RuleSetContent } from './rule-set-content.ts';

export type RuleSetDialogProps = {
  readonly ruleSet: RuleSetView;
  /** Hash of the one in force; null while none is. */
  readonly inForce: string | null;
  readonly onClose: () => void;
};

export function RuleSetDialog({ ruleSet, inForce, onClose }: RuleSetDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { ruleSetHash } = ruleSet;
  const compared = inForce === ruleSetHash ? null : inForce;
  const loaded = useLoaded(
    useCallback(() => readTexts(api, ruleSetHash, compared), [api, ruleSetHash, compared]),
    'once',
  );
  const content = loaded.value === null ? null : ruleSetContent(loaded.value.text, loaded.value.now);
  return (
    <Dialog
      title={t('console.rules.look')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<ScrollText aria-hidden="true" size={24} className="text-brand" />}
      className="w-[40rem]"
      testId="rule-set-dialog"
    >
      <p dir="ltr" className="selectable mb-4 font-mono text-xs break-all text-ink-soft">
        {ruleSetHash}
      </p>
      <Waiting loaded={loaded} />
      {content === null ? null : <OfferLines content={content} isCompared={compared !== null} />}
    </Dialog>
  );
}

type Texts = { readonly text: string; readonly now: string | null };

/** The text of a rule set, and of the one that it is compared with. */
async function readTexts(api: AdminApi, ruleSetHash: string, compared: string | null): Answer<Texts> {
  const wanted = await api.ruleSet(ruleSetHash);
  if (!wanted.ok) return wanted;
  const text = wanted.value.canonicalJson;
  if (compared === null) return ok({ text, now: null });
  const now = await api.ruleSet(compared);
  return now.ok ? ok({ text, now: now.value.canonicalJson }) : now;
}

const tones: { readonly [Change in OfferChange]: Tone } = {
  added: 'success',
  changed: 'saffron',
  removed: 'danger',
  same: 'neutral',
};

type OfferLinesProps = { readonly content: RuleSetContent; readonly isCompared: boolean };

function OfferLines({ content, isCompared }: OfferLinesProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { offers, hasOtherChanges } = content;
  return (
    <>
      <p className="mb-2 font-semibold">
        {t('console.rules.offers', { count: offers.filter(({ change }) => change !== 'removed').length })}
      </p>
      <ul className="flex flex-col gap-1.5" data-testid="rule-set-offers">
        {hasOtherChanges ? (
          <li className="flex items-center gap-3">
            <span className="flex-1">{t('console.rules.unnamed')}</span>
            <Chip tone={tones.changed}>{t('console.rules.changed')}</Chip>
          </li>
        ) : null}
        {offers.map(({ offerId, name, change }) => (
          <li key={offerId} className="flex items-center gap-3" data-change={change}>
            <bdi className={change === 'removed' ? 'flex-1 text-ink-soft line-through' : 'flex-1'}>
              {local(name)}
            </bdi>
            {isCompared ? <Chip tone={tones[change]}>{t(`console.rules.${change}`)}</Chip> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
