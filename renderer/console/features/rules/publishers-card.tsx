/** Who may publish, and what a rule set may give at most. */

import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publishers } from '#shared/contracts/sync/pull-records.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { Fact, Facts } from '#renderer/console/parts/facts.tsx';
import { Section } from '#renderer/console/parts/place.tsx';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { Waiting } from '#renderer/console/parts/waiting.tsx';
import { useLoaded } from '#renderer/console/use-loaded.ts';
import { SetListDialog } from './set-list-dialog.tsx';

export function PublishersCard({ maySet }: { readonly maySet: boolean }) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const loaded = useLoaded(useCallback(() => api.publishers(), [api]));
  const list = loaded.value?.publishers ?? null;
  const isMissing = loaded.value !== null && (list === null || list.publishers.length === 0);
  return (
    <Section
      title={t('console.rules.publishers')}
      testId="publishers"
      actions={
        maySet && isMissing ? (
          <Button onPress={() => setIsOpen(true)} testId="set-list-open">
            {t('console.rules.setList')}
          </Button>
        ) : null
      }
    >
      <p className="mb-3 text-sm text-ink-soft">{t('console.rules.publishersWhy')}</p>
      <Waiting loaded={loaded} />
      {isMissing ? <p className="font-medium">{t('console.rules.noPublishers')}</p> : null}
      {list === null || isMissing ? null : <List list={list} />}
      {isOpen ? (
        <SetListDialog
          onClose={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false);
            loaded.load();
          }}
        />
      ) : null}
    </Section>
  );
}

function List({ list }: { readonly list: Publishers }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { limits } = list;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{t('console.rules.listVersion', { version: number.count(list.version) })}</p>
      <ul className="flex flex-col gap-1.5">
        {list.publishers.map(({ publisherId, publicKey }) => (
          <li key={publisherId} className="flex gap-4" data-testid={`publisher-${publisherId}`}>
            <span className="font-semibold">
              <ShortId id={publisherId} />
            </span>
            <bdi dir="ltr" className="selectable min-w-0 truncate font-mono text-sm text-ink-soft">
              {publicKey}
            </bdi>
          </li>
        ))}
      </ul>
      <h4 className="text-sm font-semibold">{t('console.rules.limits')}</h4>
      {limits === null ? (
        <p className="text-sm">{t('console.rules.noLimits')}</p>
      ) : (
        <Facts>
          <Fact name={t('console.rules.discountMax')}>{number.percent(limits.discountBasisPointsMax)}</Fact>
          <Fact name={t('console.rules.rateMax')}>{number.count(limits.pointsPerMillionMinorMax)}</Fact>
          <Fact name={t('console.rules.pointsMax')}>{number.count(limits.pointsAtOnceMax)}</Fact>
        </Facts>
      )}
    </div>
  );
}
