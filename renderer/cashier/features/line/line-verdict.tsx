/** How the line is, in a sentence and a next step. */

import {
  CloudAlert,
  CloudCheck,
  CloudCog,
  CloudDownload,
  CloudOff,
  CloudUpload,
  Handshake,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { lineStateOf } from '#renderer/cashier/line/line-state.ts';
import type { LineState } from '#renderer/cashier/line/line-state.ts';
import { stopOf } from '#renderer/cashier/line/stop-of.ts';

const looks: { readonly [State in LineState]: { readonly icon: LucideIcon; readonly tone: string } } = {
  joining: { icon: Handshake, tone: 'bg-saffron-soft text-saffron' },
  stopped: { icon: CloudOff, tone: 'bg-danger-soft text-danger' },
  trouble: { icon: CloudAlert, tone: 'bg-warn-soft text-warn' },
  receiving: { icon: CloudDownload, tone: 'bg-brand-soft text-brand-ink' },
  sending: { icon: CloudUpload, tone: 'bg-brand-soft text-brand-ink' },
  asking: { icon: CloudCog, tone: 'bg-sunken text-ink' },
  waiting: { icon: CloudUpload, tone: 'bg-sunken text-ink' },
  complete: { icon: CloudCheck, tone: 'bg-success-soft text-success' },
};

export function LineVerdict({ line }: { readonly line: SyncView }) {
  const { t } = useTranslation();
  const state = lineStateOf(line) ?? 'complete';
  const { icon: Icon, tone } = looks[state];
  const { sentence, nextStep } = useVerdictWords(line, state);
  return (
    <div
      role="status"
      data-testid="line-verdict"
      data-state={state}
      data-cause={line.trouble?.cause}
      className={cx('flex items-center gap-4 rounded-2xl p-4', tone)}
    >
      <Icon aria-hidden="true" size={40} strokeWidth={1.75} className="shrink-0" />
      <div>
        <p className="text-lg font-bold text-balance">{sentence}</p>
        <p className="text-sm text-balance">{nextStep}</p>
        {line.backlog.entries === 0 ? null : (
          <p className="mt-1 text-sm font-semibold" data-testid="line-backlog">
            {t('line.backlog', { count: line.backlog.entries })}
          </p>
        )}
      </div>
    </div>
  );
}

function useVerdictWords(
  { trouble, redemption }: SyncView,
  state: LineState,
): { readonly sentence: string; readonly nextStep: string } {
  const { t } = useTranslation();
  if (state === 'stopped') {
    const stop = stopOf(redemption) ?? 'byHand';
    return { sentence: t('line.verdicts.stopped'), nextStep: t(`line.stops.${stop}`) };
  }
  if (state === 'trouble') {
    const cause = trouble?.cause ?? 'unreachable';
    return { sentence: t(`line.causes.${cause}.sentence`), nextStep: t(`line.causes.${cause}.nextStep`) };
  }
  return { sentence: t(`line.verdicts.${state}.sentence`), nextStep: t(`line.verdicts.${state}.nextStep`) };
}
