/** A question before something is done: what it does, what has to be said for it, and the button that does it. */

import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { Answer } from '#shared/contracts/hq/admin-client.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useConsole } from '#renderer/console/console-context.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { tell } from '#renderer/console/stores/console-store.ts';
import { useDeed } from '#renderer/console/use-deed.ts';

export type DeedDialogProps<Value> = {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly button: string;
  /** Told once it was done; left out where the page shows what came of it. */
  readonly done?: string;
  readonly ask: () => Answer<Value>;
  readonly onDone: (value: Value) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What cannot be taken back is ticked first, and its button is red. */
  readonly isFinal?: boolean;
  /** False while something still has to be chosen. */
  readonly isReady?: boolean;
  readonly testId: string;
};

export function DeedDialog<Value>(props: DeedDialogProps<Value>) {
  const { title, icon: Icon, button, ask, onDone, onClose, children, testId } = props;
  const { isFinal = false, isReady = true } = props;
  const { t } = useTranslation();
  const { store } = useConsole();
  const { isBusy, failure, run } = useDeed();
  const [isSure, setIsSure] = useState(false);
  const isPossible = isReady && !isBusy && (!isFinal || isSure);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPossible) return;
    run(ask, (value) => {
      if (props.done !== undefined) tell(store, props.done);
      onDone(value);
    });
  };
  return (
    <Dialog
      title={title}
      closeLabel={t('common.close')}
      onClose={onClose}
      icon={<Icon aria-hidden="true" size={24} className={isFinal ? 'text-danger' : 'text-brand'} />}
      className="w-[34rem] scroll-pb-28"
      testId={testId}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {children}
        {isFinal ? (
          <label className="flex min-h-11 items-center gap-3 font-medium">
            <input
              type="checkbox"
              checked={isSure}
              onChange={(event) => setIsSure(event.target.checked)}
              data-testid="sure"
              className="size-5 accent-danger"
            />
            {t('console.sure')}
          </label>
        ) : null}
        {/* In view however long the window is; the rest goes by beneath it. */}
        <div className="sticky bottom-0 -mx-6 -mb-6 flex flex-col gap-4 bg-surface px-6 pt-3 pb-6">
          <FailureNote failure={failure} />
          <div className="flex flex-wrap gap-3">
            <Button
              type="submit"
              look={isFinal ? 'danger' : 'primary'}
              size="large"
              className="flex-1"
              isDisabled={!isPossible}
              testId={`${testId}-button`}
            >
              {button}
            </Button>
            <Button size="large" onPress={onClose} testId="cancel">
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
