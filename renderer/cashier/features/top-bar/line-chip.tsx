/** The line to HQ at a glance, and the way to its window. Nothing at a till that belongs to no HQ. */

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
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as PressButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { Chip } from '#renderer/ui/chip.tsx';
import type { Tone } from '#renderer/ui/chip.tsx';
import { useActions, useCashier, useConnection } from '#renderer/cashier/cashier-context.tsx';
import { lineStateOf } from '#renderer/cashier/line/line-state.ts';
import type { LineState } from '#renderer/cashier/line/line-state.ts';

const looks: { readonly [State in LineState]: { readonly icon: LucideIcon; readonly tone: Tone } } = {
  joining: { icon: Handshake, tone: 'saffron' },
  stopped: { icon: CloudOff, tone: 'danger' },
  trouble: { icon: CloudAlert, tone: 'warn' },
  receiving: { icon: CloudDownload, tone: 'brand' },
  sending: { icon: CloudUpload, tone: 'brand' },
  asking: { icon: CloudCog, tone: 'neutral' },
  waiting: { icon: CloudUpload, tone: 'neutral' },
  complete: { icon: CloudCheck, tone: 'neutral' },
};

export function LineChip() {
  const { t } = useTranslation();
  const { stores } = useCashier();
  const { askLine } = useActions();
  const line = useStore(stores.line, (state) => state.line);
  const isKnown = useConnection().kind === 'open';
  useEffect(() => {
    if (isKnown) void askLine();
  }, [isKnown, askLine]);
  const state = line === null ? undefined : lineStateOf(line);
  if (line === null || state === undefined || !isKnown) return null;
  const { icon, tone } = looks[state];
  const count = line.backlog.entries;
  const words = t(`line.chip.${state === 'trouble' && count === 0 ? 'troubleAlone' : state}`, { count });
  return (
    <PressButton
      className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-full"
      aria-label={`${t('line.title')}: ${words}`}
      onPress={() => stores.overlay.setState({ overlay: { kind: 'line' } })}
      data-testid="line-button"
    >
      <Chip
        icon={icon}
        tone={tone}
        isLive
        isFolded={tone === 'neutral' && count === 0}
        title={words}
        testId="line-state"
        state={state}
      >
        {words}
      </Chip>
    </PressButton>
  );
}
