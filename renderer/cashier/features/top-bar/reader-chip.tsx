/** The state of the card reader, at all times, in an icon and words. */

import { CircleAlert, LoaderCircle, Nfc, Unplug } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/chip.tsx';
import type { Tone } from '#renderer/ui/chip.tsx';
import { useConnection, useTill } from '#renderer/cashier/cashier-context.tsx';
import type { ReaderState } from '#renderer/cashier/stores/session-store.ts';

const looks = {
  ready: { icon: Nfc, tone: 'success', words: 'topBar.readerReady' },
  starting: { icon: LoaderCircle, tone: 'neutral', words: 'topBar.readerStarting' },
  noService: { icon: CircleAlert, tone: 'warn', words: 'topBar.readerNoService' },
  noReader: { icon: Unplug, tone: 'warn', words: 'topBar.readerMissing' },
} as const satisfies {
  readonly [Kind in ReaderState['kind']]: {
    readonly icon: LucideIcon;
    readonly tone: Tone;
    readonly words: string;
  };
};

export type ReaderChipProps = {
  /** Its words may be left out on a small screen while all is well. */
  readonly mayFold?: boolean;
};

export function ReaderChip({ mayFold = false }: ReaderChipProps) {
  const { t } = useTranslation();
  const reader = useTill((till) => till.reader);
  const isDemo = useTill((till) => till.demo !== null);
  const isKnown = useConnection().kind === 'open';
  if (!isKnown) {
    // What the till last said of the reader may be long gone.
    return (
      <Chip icon={LoaderCircle} isLive testId="reader-state" state="unknown">
        {t('topBar.linkLost')}
      </Chip>
    );
  }
  const { icon, tone, words } = looks[reader.kind];
  // The demo's tray taps without any reader, so a missing one is no warning there.
  const calmTone = isDemo && tone === 'warn' ? 'neutral' : tone;
  return (
    <Chip
      icon={icon}
      tone={calmTone}
      isLive
      isFolded={mayFold && calmTone !== 'warn'}
      title={reader.kind === 'ready' ? `${t(words)}: ${reader.readerName}` : t(words)}
      testId="reader-state"
      state={reader.kind}
    >
      {t(words)}
    </Chip>
  );
}
