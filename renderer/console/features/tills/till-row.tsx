/** One till: its state, what HQ has of it, and what can be done about it. */

import { useTranslation } from 'react-i18next';
import { unfreezeReasons } from '#shared/contracts/hq/admin-tills.ts';
import type { CodeAnswer, TillView } from '#shared/contracts/hq/admin-tills.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import type { Tone } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';

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
  readonly onChanged: () => void;
  readonly onCode: (code: CodeAnswer) => void;
};

export function TillRow({ till, stores, nowMs, mayChange, onChanged, onCode }: TillRowProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { api } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const store = stores.find(({ storeId }) => storeId === till.storeId);
  return (
    <li
      data-testid={`till-${till.deviceId}`}
      data-state={till.state}
      className="flex flex-col gap-3 rounded-3xl bg-surface p-5 shadow-low"
    >
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-40 flex-1">
          <p className="text-lg font-bold">
            <bdi>{till.name}</bdi>
          </p>
          <p className="text-sm text-ink-soft">
            <bdi>{store === undefined ? till.storeId : local(store.name)}</bdi>
          </p>
        </div>
        <Chip tone={tones[till.state]} testId="till-state" state={till.state}>
          {t(`console.tills.states.${till.state}`)}
        </Chip>
        {mayChange && till.state === 'waiting' ? (
          <Button
            onPress={() => run(() => api.newCode(till.deviceId), onCode)}
            isDisabled={isBusy}
            testId="new-code"
          >
            {t('console.tills.newCode')}
          </Button>
        ) : null}
        {mayChange && till.state === 'frozen' ? (
          <Button
            onPress={() => run(() => api.unfreeze(till.deviceId, { why: unfreezeReasons[3] }), onChanged)}
            isDisabled={isBusy}
            testId="unfreeze"
          >
            {t('console.tills.unfreeze')}
          </Button>
        ) : null}
        {mayChange && till.state === 'active' ? (
          <Button
            onPress={() => run(() => api.freeze(till.deviceId, { why: 'suspicion' }), onChanged)}
            isDisabled={isBusy}
            testId="freeze"
          >
            {t('console.tills.freeze')}
          </Button>
        ) : null}
        {mayChange && (till.state === 'active' || till.state === 'frozen') ? (
          <Button
            look="quiet"
            className="text-danger"
            onPress={() => run(() => api.revoke(till.deviceId, { fromMs: null }), onChanged)}
            isDisabled={isBusy}
            testId="revoke"
          >
            {t('console.tills.revoke')}
          </Button>
        ) : null}
      </div>
      {till.state === 'waiting' ? null : <Facts till={till} nowMs={nowMs} />}
      {till.state === 'frozen' && till.reason !== null ? (
        <p className="rounded-2xl bg-danger-soft p-3 text-danger">
          {t(`console.tills.reasons.${till.reason}`)}
        </p>
      ) : null}
      <FailureNote failure={failure} />
    </li>
  );
}

const minuteMs = 60_000;

function Facts({ till, nowMs }: { readonly till: TillView; readonly nowMs: number }) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const { backlog, oldestUnsentAtMs, lastContactAtMs, clockAheadMs } = till;
  const isComplete = backlog === 0;
  const until = isComplete ? lastContactAtMs : oldestUnsentAtMs;
  const offMinutes = clockAheadMs === null ? 0 : Math.round(Math.abs(clockAheadMs) / minuteMs);
  const isQuiet = lastContactAtMs !== null && nowMs - lastContactAtMs > 10 * minuteMs;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
      {until === null ? null : (
        <Fact name={t('console.tills.complete')} testId="till-complete">
          {date.dateTime(until)}
        </Fact>
      )}
      <Fact name={t('console.tills.backlog')}>{backlog === null ? '–' : number.count(backlog)}</Fact>
      <Fact name={t('console.tills.contact')} isWarning={isQuiet}>
        {lastContactAtMs === null ? t('console.tills.never') : date.dateTime(lastContactAtMs)}
      </Fact>
      {offMinutes === 0 ? null : (
        <Fact name={t('console.tills.clock')} isWarning>
          {t('console.tills.minutes', { count: offMinutes })}
        </Fact>
      )}
    </dl>
  );
}

type FactProps = {
  readonly name: string;
  readonly children: string;
  readonly isWarning?: boolean;
  readonly testId?: string;
};

function Fact({ name, children, isWarning = false, testId }: FactProps) {
  return (
    <div className="flex gap-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd data-testid={testId} className={isWarning ? 'font-semibold text-warn' : 'font-medium'}>
        {children}
      </dd>
    </div>
  );
}
