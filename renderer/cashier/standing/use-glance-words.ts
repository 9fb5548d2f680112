/** The words of a member's standing in the present language, on the store's present day. */

import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '../cashier-context.tsx';
import { useNow } from '../use-now.ts';
import { createGlanceWords } from './glance-words.ts';
import type { GlanceWords } from './glance-words.ts';

export function useGlanceWords(): GlanceWords {
  const { t } = useTranslation();
  const format = useFormat();
  const tiers = useTill((till) => till.tiers);
  const timeZone = useTill((till) => till.timeZone);
  const nowMs = useNow();
  // This form of English writes a date as ISO does.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(nowMs);
  return createGlanceWords({ t, format, tiers, today });
}
