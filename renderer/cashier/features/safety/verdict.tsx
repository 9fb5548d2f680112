/** All is well, or what to do, in words that everybody understands. */

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TillHealthView } from '#shared/contracts/till/safety-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { isPressing } from '#renderer/cashier/safety/pressing.ts';

export function Verdict({
  health: { concerns, recovery, heldErasures },
}: {
  readonly health: TillHealthView;
}) {
  const { t } = useTranslation();
  const { date } = useFormat();
  if (concerns.length === 0) {
    return (
      <div
        data-testid="verdict"
        data-state="well"
        className="flex items-center gap-4 rounded-2xl bg-success-soft p-4 text-success"
      >
        <CircleCheck aria-hidden="true" size={40} strokeWidth={1.75} className="shrink-0" />
        <div>
          <p className="text-lg font-bold">{t('safety.well')}</p>
          <p className="text-sm text-balance">{t('safety.wellHint')}</p>
        </div>
      </div>
    );
  }
  return (
    <ul data-testid="verdict" data-state="concerns" className="flex flex-col gap-2">
      {concerns.map((concern) => (
        <li
          key={concern}
          data-testid={`concern-${concern}`}
          className={cx(
            'flex gap-3 rounded-2xl p-4',
            isPressing(concern) ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn',
          )}
        >
          <CircleAlert aria-hidden="true" size={26} className="shrink-0" />
          <div>
            <p className="font-bold">{t(`safety.concerns.${concern}.sentence`)}</p>
            <p className="text-sm">{t(`safety.concerns.${concern}.nextStep`)}</p>
            {concern === 'ledgerRebuilt' && recovery !== null ? (
              <p className="text-sm">{t('safety.restored', { count: recovery.entries })}</p>
            ) : null}
            {concern === 'erasureHeld'
              ? heldErasures.map(({ folder, file, code, sinceMs }) => (
                  <p key={folder} className="text-sm">
                    {t('safety.heldErasure', {
                      folder: isolated(folder),
                      file: isolated(file),
                      code: isolated(code),
                      when: date.dateTime(sinceMs),
                    })}
                  </p>
                ))
              : null}
            {concern === 'entriesMissing' && recovery?.missing ? (
              <p className="text-sm">
                {t('safety.proof.missing', { from: recovery.missing.fromSeq, to: recovery.missing.toSeq })}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
