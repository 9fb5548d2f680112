/** A till of an HQ: in one sentence how the line is, then what waits, and what is limited until it is whole again. */

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useActions, useCashier } from '#renderer/cashier/cashier-context.tsx';
import type { LineState } from '#renderer/cashier/stores/line-store.ts';
import { CarryByHand } from './carry-by-hand.tsx';
import { LineDetails } from './line-details.tsx';
import { LineFailure } from './line-failure.tsx';
import { LineVerdict } from './line-verdict.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { WhatIsLimited } from './what-is-limited.tsx';

export function JoinedLine({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const { sendNow } = useActions();
  const asked = useStore(useCashier().stores.line, (state) => state.asked);
  return (
    <div className="grid grid-cols-2 gap-5">
      <div className="flex flex-col gap-4">
        <LineVerdict line={line} />
        {line.progress === null ? null : <ProgressBar progress={line.progress} />}
        <LineFailure />
        <Button
          look="primary"
          size="large"
          onPress={() => void sendNow()}
          isDisabled={asked !== null}
          testId="send-now"
        >
          {t(buttonWords(line, asked))}
        </Button>
        <CarryByHand line={line} />
      </div>
      <div className="flex flex-col gap-4">
        <WhatIsLimited line={line} />
        <LineDetails line={line} />
      </div>
    </div>
  );
}

/** A try that nobody answers leaves no other trace than that it was made. */
function buttonWords(
  { activity, backlog, trouble }: SyncView,
  asked: LineState['asked'],
): 'line.sending' | 'line.trying' | 'line.sendNow' | 'line.askNow' {
  if (asked === 'sendNow') return 'line.sending';
  if (trouble !== null && activity === 'contacting') return 'line.trying';
  return backlog.entries > 0 ? 'line.sendNow' : 'line.askNow';
}
