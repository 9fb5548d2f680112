/** The first list of publishers, from the file that they made together. Every later one they sign themselves. */

import { Users } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '#renderer/console/console-context.tsx';
import { DeedDialog } from '#renderer/console/parts/deed-dialog.tsx';
import { CopyLine } from '#renderer/console/parts/copy-line.tsx';
import { publishCommands } from './publish-commands.ts';

export type SetListDialogProps = { readonly onDone: () => void; readonly onClose: () => void };

export function SetListDialog({ onDone, onClose }: SetListDialogProps) {
  const { t } = useTranslation();
  const { api } = useConsole();
  const id = useId();
  const [text, setText] = useState('');
  const list = listIn(text);
  const { keygen, sendList } = publishCommands(window.location.origin, '');
  return (
    <DeedDialog
      title={t('console.rules.setList')}
      icon={Users}
      button={t('console.rules.setButton')}
      done={t('console.told.setList')}
      ask={() => api.setPublishers(list)}
      onDone={onDone}
      onClose={onClose}
      isReady={list !== undefined}
      testId="set-list"
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-sm font-medium text-ink-soft">
          {t('console.rules.listText')}
        </label>
        <textarea
          id={id}
          dir="ltr"
          rows={8}
          value={text}
          spellCheck={false}
          data-testid="list-text"
          onChange={(event) => setText(event.target.value)}
          className="selectable w-full rounded-xl border border-edge bg-surface p-3 font-mono text-sm"
        />
        {text !== '' && list === undefined ? (
          <p role="alert" className="text-sm text-danger">
            {t('console.rules.listBroken')}
          </p>
        ) : null}
      </div>
      <p className="text-sm text-ink-soft">{t('console.rules.keygenHint')}</p>
      <CopyLine text={keygen} testId="command-keygen" />
      <p className="text-sm text-ink-soft">{t('console.rules.listHint')}</p>
      <CopyLine text={sendList} testId="command-send-list" />
    </DeedDialog>
  );
}

/** An object of JSON; what is in it HQ checks. */
function listIn(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined; // said below the field
  }
}
