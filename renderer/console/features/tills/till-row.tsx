/** One till: its state, what HQ has of it, and what can be done about it. */

import { ClipboardCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CodeAnswer, TillView } from '#shared/contracts/hq/admin-tills.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import type { Tone } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { concernOf } from './till-concern.ts';
import type { TillMatter } from './till-dialogs.tsx';
import { TillFacts } from './till-facts.tsx';
import { TillMenu } from './till-menu.tsx';

const tones: { readonly [State in TillView['state']]: Tone } = {
  waiting: 'saffron',
  active: 'success',
  frozen: 'danger',
  revoked: 'danger',
  replaced: 'neutral',
};

export type TillRowProps = {
  readonly till: TillView;
  readonly stores: readonly StoreView[];
  readonly nowMs: number;
  readonly mayChange: boolean;
  readonly onMatter: (matter: TillMatter) => void;
  readonly onCode: (code: CodeAnswer) => void;
};

export function TillRow({ till, stores, nowMs, mayChange, onMatter, onCode }: TillRowProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { api } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const store = stores.find(({ storeId }) => storeId === till.storeId);
  const concern = concernOf(till, nowMs);
  return (
    <li
      data-testid={`till-${till.deviceId}`}
      data-state={till.state}
      className="flex flex-col gap-3 rounded-3xl bg-surface p-5 shadow-low"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <h3 className="text-lg font-bold break-words">
            <bdi data-testid="till-name-shown">{till.name}</bdi>
          </h3>
          <p className="text-sm text-ink-soft">
            <bdi>{store === undefined ? till.storeId : local(store.name)}</bdi>
          </p>
        </div>
        {concern === null || concern === 'fork' ? null : (
          <Chip tone="warn" icon={TriangleAlert} testId="till-concern" state={concern}>
            {t(`console.tills.concerns.${concern}`)}
          </Chip>
        )}
        <Chip tone={tones[till.state]} testId="till-state" state={till.state}>
          {t(concern === 'fork' ? 'console.tills.concerns.fork' : `console.tills.states.${till.state}`)}
        </Chip>
        {till.state === 'waiting' && mayChange ? (
          <Button
            onPress={() => run(() => api.newCode(till.deviceId), onCode)}
            isDisabled={isBusy}
            testId="new-code"
          >
            {t('console.tills.newCode')}
          </Button>
        ) : null}
        {till.state === 'waiting' ? null : (
          <Button onPress={() => onMatter('report')} testId="report-open">
            <ClipboardCheck aria-hidden="true" size={18} />
            {t('console.tills.report')}
          </Button>
        )}
        {mayChange ? <TillMenu till={till} onMatter={onMatter} /> : null}
      </div>
      {till.state === 'waiting' ? null : <TillFacts till={till} concern={concern} />}
      <TillNote till={till} onUnfreeze={mayChange ? () => onMatter('unfreeze') : undefined} />
      <FailureNote failure={failure} />
    </li>
  );
}

type TillNoteProps = { readonly till: TillView; readonly onUnfreeze: (() => void) | undefined };

function TillNote({ till, onUnfreeze }: TillNoteProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  if (till.state === 'frozen' && till.reason !== null) {
    return (
      <div className="flex items-center gap-3 rounded-2xl bg-danger-soft p-3 text-danger">
        <p className="flex-1">{t(`console.tills.reasons.${till.reason}`)}</p>
        {onUnfreeze === undefined ? null : (
          <Button onPress={onUnfreeze} testId="unfreeze-open">
            {t('console.tills.unfreeze')}
          </Button>
        )}
      </div>
    );
  }
  if (till.state === 'revoked' && till.revokedAtMs !== null) {
    return (
      <p className="text-sm text-ink-soft" data-testid="shut-out-from">
        {t('console.tills.shutOutFrom', { at: date.dateTime(till.revokedAtMs) })}
      </p>
    );
  }
  if (till.state === 'replaced') {
    return <p className="text-sm text-ink-soft">{t('console.tills.reasons.replaced')}</p>;
  }
  return till.replacedBy === null ? null : (
    <p className="text-sm text-saffron">{t('console.tills.replacing')}</p>
  );
}
