/** Shutting a till out: what it means, from when, and that it is for good. */

import { Ban } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { SelectField } from '#renderer/console/parts/select-field.tsx';
import type { TillDialogProps } from './till-dialog-props.ts';

const hourMs = 60 * 60_000;
/** A theft is noticed in the morning, after the weekend, after the holidays. */
const hoursAgo = [0, 1, 3, 6, 12, 24, 48, 72, 168, 336] as const;
const points = ['believed', 'cut', 'instead'] as const;

export function RevokeDialog({ till, nowMs, onDone, onClose }: TillDialogProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { api } = useConsole();
  // Fixed when the window opens: the moment that was read is the one that counts.
  const [openedMs] = useState(nowMs);
  const earliestMs = till.revokedAtMs ?? openedMs;
  const possible = hoursAgo.filter((hours) => hours === 0 || openedMs - hours * hourMs < earliestMs);
  const [hours, setHours] = useState('0');
  const fromMs = hours === '0' ? null : openedMs - Number(hours) * hourMs;
  const span = (count: number): string =>
    count % 24 === 0 ? t('console.tills.days', { count: count / 24 }) : t('console.tills.hours', { count });
  return (
    <DeedDialog
      title={t('console.revoke.title', { till: isolated(till.name) })}
      icon={Ban}
      button={t('console.revoke.button')}
      done={t('console.told.revoke', { till: isolated(till.name) })}
      ask={() => api.revoke(till.deviceId, { fromMs })}
      onDone={onDone}
      onClose={onClose}
      isFinal
      testId="revoke"
    >
      <ul className="flex list-disc flex-col gap-1.5 ps-5">
        {points.map((point) => (
          <li key={point}>{t(`console.revoke.points.${point}`)}</li>
        ))}
      </ul>
      <SelectField
        label={t('console.revoke.since')}
        options={possible.map((count) => ({
          value: String(count),
          name:
            count === 0
              ? t('console.revoke.now')
              : t('console.revoke.ago', { span: span(count), at: date.dateTime(openedMs - count * hourMs) }),
        }))}
        value={hours}
        onValue={setHours}
        testId="revoke-from"
      />
    </DeedDialog>
  );
}
