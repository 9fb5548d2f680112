/** More of a list, at its end. */

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import type { Pages } from '#renderer/console/use-pages.ts';

export type OlderButtonProps = {
  readonly pages: Pick<Pages<never>, 'readOlder' | 'older'>;
  readonly testId: string;
};

export function OlderButton({ pages: { readOlder, older }, testId }: OlderButtonProps) {
  const { t } = useTranslation();
  return (
    <>
      <FailureNote failure={older.failure} />
      {readOlder === undefined ? null : (
        <Button onPress={readOlder} isDisabled={older.isBusy} testId={testId}>
          {t('console.older')}
        </Button>
      )}
    </>
  );
}
