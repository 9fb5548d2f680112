/** What is in force, what waits for approval, and who may approve it. */

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { RuleSetView } from '#shared/contracts/hq/publishing.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Place, Section } from '#renderer/console/parts/place.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { PublishersCard } from './publishers-card.tsx';
import { RuleSetCard } from './rule-set-card.tsx';
import { RuleSetDialog } from './rule-set-dialog.tsx';

/** Older ones are of interest to nobody but an archive. */
const formerMax = 10;

export function RulesPlace({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [looked, setLooked] = useState<RuleSetView | null>(null);
  const loaded = useLoaded(useCallback(() => api.ruleSets(), [api]));
  const all = loaded.value?.ruleSets ?? [];
  const inState = (state: RuleSetView['state']): readonly RuleSetView[] =>
    all.filter((ruleSet) => ruleSet.state === state);
  const inForce = inState('published');
  const former = [...inState('former'), ...inState('withdrawn')].slice(0, formerMax);
  const cards = (shown: readonly RuleSetView[]) => (
    <ul>
      {shown.map((ruleSet) => (
        <RuleSetCard
          key={ruleSet.ruleSetHash}
          ruleSet={ruleSet}
          mayWithdraw={role === 'publisher'}
          onLook={() => setLooked(ruleSet)}
          onChanged={loaded.load}
        />
      ))}
    </ul>
  );
  return (
    <Place title={t('console.rules.title')}>
      <Waiting loaded={loaded} />
      {loaded.value === null ? null : (
        <>
          <Section title={t('console.rules.inForce')} testId="rules-in-force">
            {inForce.length === 0 ? (
              <p className="text-ink-soft">{t('console.rules.none')}</p>
            ) : (
              cards(inForce)
            )}
          </Section>
          <Section title={t('console.rules.proposals')} testId="rules-proposed">
            {inState('proposed').length === 0 ? (
              <p className="text-ink-soft">{t('console.rules.noProposals')}</p>
            ) : (
              cards(inState('proposed'))
            )}
          </Section>
        </>
      )}
      <PublishersCard maySet={role === 'administrator'} />
      {former.length === 0 ? null : (
        <details className="rounded-3xl bg-surface p-5 shadow-low">
          <summary className="min-h-11 text-lg font-bold">{t('console.rules.former')}</summary>
          {cards(former)}
        </details>
      )}
      {looked === null ? null : (
        <RuleSetDialog
          ruleSet={looked}
          inForce={inForce[0]?.ruleSetHash ?? null}
          onClose={() => setLooked(null)}
        />
      )}
    </Place>
  );
}
