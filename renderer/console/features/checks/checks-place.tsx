/** Whether everything that all tills booked still adds up. */

import { CircleCheck, Scale, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TruthChecks } from '#shared/contracts/hq/admin-truth.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { Place } from '#renderer/console/parts/place.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { CheckSums } from './check-sums.tsx';

export function ChecksPlace() {
  const { t } = useTranslation();
  const { api } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [checks, setChecks] = useState<TruthChecks | null>(null);
  return (
    <Place
      title={t('console.checks.title')}
      actions={
        <Button
          look="primary"
          onPress={() => run(() => api.checks(), setChecks)}
          isDisabled={isBusy}
          testId="check-now"
        >
          <Scale aria-hidden="true" size={19} />
          {t('console.checks.button')}
        </Button>
      }
    >
      <p className="max-w-3xl text-ink-soft">{t('console.checks.why')}</p>
      <FailureNote failure={failure} />
      <div role="status" className="flex flex-col gap-5">
        {isBusy ? <p className="text-ink-soft">{t('console.loading')}</p> : null}
        {checks === null ? null : <Verdict isSound={checks.isSound} />}
      </div>
      {checks === null ? null : <CheckSums checks={checks} />}
    </Place>
  );
}

function Verdict({ isSound }: { readonly isSound: boolean }) {
  const { t } = useTranslation();
  const Icon = isSound ? CircleCheck : TriangleAlert;
  return (
    <p
      data-testid="check-verdict"
      data-state={isSound ? 'sound' : 'unsound'}
      className={cx(
        'flex items-center gap-3 rounded-3xl p-5 text-lg font-bold',
        isSound ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger',
      )}
    >
      <Icon aria-hidden="true" size={26} className="shrink-0" />
      {t(isSound ? 'console.checks.sound' : 'console.checks.unsound')}
    </p>
  );
}
