/** Says why points and credit cannot pay, and what to do, where somebody would look for them. */

import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/ui/cx.ts';
import type { RedemptionOff } from './redemption-off.ts';

export type RedemptionOffNoteProps = {
  readonly off: RedemptionOff;
  readonly className?: string;
};

export function RedemptionOffNote({ off, className }: RedemptionOffNoteProps) {
  const { t } = useTranslation();
  const { kind } = off;
  return (
    <div
      role="status"
      data-testid="redemption-off"
      data-why={kind === 'till' ? off.limit : off.hold}
      className={cx(
        'flex gap-2.5 rounded-2xl bg-warn-soft px-3.5 py-2.5 text-sm leading-snug text-warn',
        className,
      )}
    >
      <LockKeyhole aria-hidden="true" size={18} className="mt-px shrink-0" />
      <p>
        <strong className="font-bold">
          {kind === 'till' ? t(`line.limits.${off.limit}`) : t(`member.hold.${off.hold}`)}
        </strong>{' '}
        {t(kind === 'till' ? 'line.limitsNextStep' : 'member.hold.nextStep')}
      </p>
    </div>
  );
}
