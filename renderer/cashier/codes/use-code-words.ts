/** What codes are called and what they give, in the words of the present language. */

import { useTranslation } from 'react-i18next';
import type { CodeView, VoucherView } from '#shared/contracts/till/codes-views.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

type Gain = VoucherView['gain'];

export type CodeWords = {
  readonly until: (expiresOn: string | null) => string;
  /** Empty for what is no coupon of the programme. */
  readonly gain: (gain: Gain) => string;
  readonly kind: (kind: CodeView['kind']) => string;
};

export function useCodeWords(): CodeWords {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useTill(({ businessDay }) => businessDay);
  const offText = ({ discountMinor, discountBasisPoints }: NonNullable<Gain>): string =>
    discountMinor === null
      ? t('codes.offShare', { share: format.number.percent(discountBasisPoints ?? 0) })
      : t('codes.off', { amount: format.money.text(discountMinor) });
  return {
    until: (expiresOn) =>
      expiresOn === null ? t('codes.noEnd') : t('codes.until', { date: format.day.day(expiresOn, today) }),
    gain: (gain) => {
      if (gain === null) return '';
      const from =
        gain.basketMinMinor === 0 ? '' : t('codes.from', { amount: format.money.text(gain.basketMinMinor) });
      return `${offText(gain)} ${from}`.trim();
    },
    kind: (kind) => t(`codes.${kind}`),
  };
}
