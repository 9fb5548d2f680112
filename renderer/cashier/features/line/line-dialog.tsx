/** The line to HQ: how it is, what waits, what is limited meanwhile; and how a till comes to have one. */

import { Cloud } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useActions, useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { JoinForm } from './join-form.tsx';
import { JoinWaiting } from './join-waiting.tsx';
import { JoinedLine } from './joined-line.tsx';

export function LineDialog() {
  return useOverlay().kind === 'line' ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation();
  const { stores } = useCashier();
  const { askLine, leaveLine } = useActions();
  const mode = useStore(stores.line, (state) => state.line?.mode ?? null);
  useEffect(() => {
    void askLine();
    return leaveLine;
  }, [askLine, leaveLine]);
  return (
    <Dialog
      title={t('line.title')}
      closeLabel={t('common.close')}
      onClose={() => stores.overlay.setState({ overlay: { kind: 'none' } })}
      icon={<Cloud aria-hidden="true" size={24} className="text-brand" />}
      className={mode === 'joined' ? 'w-[56rem]' : 'w-[34rem]'}
      isBodyScrolling={mode === 'joined'}
      testId="line-dialog"
    >
      <Content />
    </Dialog>
  );
}

function Content() {
  const { t } = useTranslation();
  const { line, join } = useStore(useCashier().stores.line);
  if (line === null) return <p className="p-8 text-center text-ink-soft">{t('line.asking')}</p>;
  if (line.mode === 'joined') return <JoinedLine line={line} />;
  if (line.mode === 'joining' && join !== null) return <JoinWaiting join={join} />;
  return <JoinForm last={join?.step ?? 'none'} />;
}
