/** The managers who may approve; where there is none, the reason. */

import { useTranslation } from 'react-i18next';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';

export type ApproverTilesProps = {
  readonly managers: readonly OperatorView[];
  readonly onChoose: (manager: OperatorView) => void;
};

export function ApproverTiles({ managers, onChoose }: ApproverTilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (managers.length === 0) {
    return (
      <p role="alert" className="rounded-2xl bg-warn-soft p-4 text-warn" data-testid="approval-nobody">
        {t('approval.nobody')}
      </p>
    );
  }
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">{t('approval.choose')}</p>
      <ul className="flex flex-col gap-2">
        {managers.map((manager, index) => (
          <li key={manager.operatorId}>
            <Button
              onPress={() => onChoose(manager)}
              autoFocus={index === 0}
              className="h-16 w-full justify-start! gap-3! text-start"
              testId={`approver-${manager.operatorId}`}
            >
              <Avatar name={format.personName(manager)} className="size-10 bg-saffron-soft text-saffron" />
              <bdi className="min-w-0 truncate font-semibold">{format.personName(manager)}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
