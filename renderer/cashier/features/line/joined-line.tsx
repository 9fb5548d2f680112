/** A till of an HQ: in one sentence how the line is, then what waits, and what is limited until it is whole again. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { Busy } from '#renderer/ui/busy.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ScrollBody } from '#renderer/ui/scroll-body.tsx';
import { useActions, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { sendLookOf } from '#renderer/cashier/line/send-look.ts';
import { CarryByHand } from './carry-by-hand.tsx';
import { LineDetails } from './line-details.tsx';
import { LineFailure } from './line-failure.tsx';
import { LineVerdict } from './line-verdict.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { WhatIsLimited } from './what-is-limited.tsx';

export function JoinedLine({ line }: { readonly line: SyncView }) {
  return (
    <>
      <ScrollBody>
        <div className="grid grid-cols-2 gap-5">
          <div className="flex flex-col gap-4">
            <LineVerdict line={line} />
            {line.progress === null ? null : <ProgressBar progress={line.progress} />}
            <CarryByHand line={line} />
          </div>
          <div className="flex flex-col gap-4">
            <WhatIsLimited line={line} />
            <LineDetails line={line} />
          </div>
        </div>
      </ScrollBody>
      <footer className="mt-4 flex shrink-0 flex-col gap-3">
        <LineFailure />
        <SendButton line={line} />
      </footer>
    </>
  );
}

function SendButton({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { sendNow } = useActions();
  const isAsked = useStore(useCashier().stores.line, ({ asked }) => asked === 'sendNow');
  const { isBusy, words } = sendLookOf(line, isAsked);
  return (
    <Button
      look="primary"
      size="large"
      onPress={() => void sendNow()}
      isPending={isBusy}
      className="w-full"
      testId="send-now"
    >
      {isBusy ? <Busy /> : null}
      {t(`line.${words}`)}
    </Button>
  );
}
