/** The words of this moment: language, names that the till knows, and today. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { useNow } from '#renderer/cashier/use-now.ts';
import type { OfferWords } from './offer-words.ts';

export function useOfferWords(): OfferWords {
  const { t } = useTranslation();
  const format = useFormat();
  const tiers = useTill((till) => till.tiers);
  const productGroups = useTill((till) => till.productGroups);
  const rules = useTill((till) => till.rules);
  const timeZone = useTill((till) => till.timeZone);
  const nowMs = useNow();
  const today = localDate(epochMs(nowMs), timeZone);
  return useMemo(
    () => ({ t, format, till: { tiers, productGroups, rules }, today }),
    [t, format, tiers, productGroups, rules, today],
  );
}
