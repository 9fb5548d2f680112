/** A code of the app, or a recovery code in its place, and the button that gives it to HQ. */

import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '#shared/contracts/hq/admin-client.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { FailureNote } from '#renderer/console/failure-note.tsx';
import { useDeed } from '#renderer/console/use-deed.ts';
import { hasSlip, isWholeCode, shownCode } from './typed-code.ts';
import type { CodeKind } from './typed-code.ts';

export type CodeFormProps<Value> = {
  readonly button: string;
  readonly ask: (code: string) => Answer<Value>;
  readonly onDone: (value: Value) => void;
  /** Left out where only the app itself can show that it works. */
  readonly hasRecovery?: boolean;
  readonly isFinal?: boolean;
  readonly children?: ReactNode;
};

export function CodeForm<Value>(props: CodeFormProps<Value>) {
  const { button, ask, onDone, hasRecovery = true, isFinal = false, children } = props;
  const { t } = useTranslation();
  const { isBusy, failure, run } = useDeed();
  const [kind, setKind] = useState<CodeKind>('app');
  const [typed, setTyped] = useState('');
  const isPossible = isWholeCode(kind, typed) && !isBusy;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPossible) return;
    // Whatever HQ says of it, a code is typed anew: it is good once.
    setTyped('');
    run(() => ask(typed), onDone);
  };
  const other = kind === 'app' ? 'recovery' : 'app';
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      <TextField
        key={kind}
        label={t(`console.factor.${kind}`)}
        aside={t(`console.factor.${kind}Aside`)}
        value={typed}
        onText={(text) => setTyped(shownCode(kind, text))}
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        autoComplete={kind === 'app' ? 'one-time-code' : 'off'}
        fault={hasSlip(kind, typed) ? t('console.factor.slip') : undefined}
        autoFocus
        dir="ltr"
        className="[&_input]:font-mono [&_input]:tracking-widest"
        testId="code"
      />
      <FailureNote failure={failure} />
      <Button
        type="submit"
        look={isFinal ? 'danger' : 'primary'}
        size="large"
        isDisabled={!isPossible}
        testId="code-button"
      >
        {button}
      </Button>
      {hasRecovery ? (
        <Button
          look="quiet"
          onPress={() => {
            setKind(other);
            setTyped('');
          }}
          testId="other-code"
        >
          {t(kind === 'app' ? 'console.factor.useRecovery' : 'console.factor.useApp')}
        </Button>
      ) : null}
    </form>
  );
}
