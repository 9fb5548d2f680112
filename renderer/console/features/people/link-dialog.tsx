/** A one-time link: HQ tells it once and keeps only what it hashes to. */

import { Link } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LinkAnswer } from '#shared/contracts/hq/admin-accounts.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { CopyLine } from '#renderer/console/parts/copy-line.tsx';

export type LinkDialogProps = { readonly link: LinkAnswer; readonly onClose: () => void };

export function LinkDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  return (
    <Dialog
      title={t('console.people.linkTitle')}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<Link aria-hidden="true" size={24} className="text-brand" />}
      className="w-[36rem]"
      testId="link-dialog"
    >
      <p className="mb-4">{t('console.people.linkHint', { until: date.dateTime(link.expiresAtMs) })}</p>
      <CopyLine text={`${window.location.origin}/console/#setup=${link.token}`} testId="link" />
    </Dialog>
  );
}
