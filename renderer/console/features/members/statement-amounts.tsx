/** What a member has, or what an entry changed of it: points, wallet, and what is held back of both. */

import { useTranslation } from 'react-i18next';
import type { StatementAmounts } from '#shared/contracts/hq/member-statement.ts';
import { currency } from '#shared/domain/money.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { createMoneyFormat } from '#renderer/ui/format/money-format.ts';

export type AmountsProps = {
  readonly amounts: StatementAmounts;
  /** Of the chain's stores, which all have one. */
  readonly currencyCode: string;
  /** A change: gains carry a sign, and what did not change is left out. */
  readonly isChange?: boolean;
};

export function Amounts({ amounts, currencyCode, isChange = false }: AmountsProps) {
  const { t } = useTranslation();
  const { language, number } = useFormat();
  const money = createMoneyFormat(currency(currencyCode), language, t('units.toman'));
  // The sign stays on the left of its digits in either direction of writing.
  const signed = (text: string, amount: string): string =>
    `\u2066${isChange && Number(amount) > 0 ? '+' : ''}${text}\u2069`;
  const points = (amount: string): string => signed(number.count(Number(amount)), amount);
  const wallet = (amount: string): string => {
    const { digits, unit, unitFirst } = money.parts(Number(amount));
    return unitFirst ? signed(`${unit}${digits}`, amount) : `${signed(digits, amount)}\u00a0${unit}`;
  };
  const { pointsHeld, walletMinor, walletHeldMinor } = amounts;
  const lines = [
    [amounts.points, t('console.statement.pointsOf', { amount: points(amounts.points) })],
    [pointsHeld, t('console.statement.heldPointsOf', { amount: points(pointsHeld) })],
    [walletMinor, wallet(walletMinor)],
    [walletHeldMinor, t('console.statement.heldWalletOf', { amount: wallet(walletHeldMinor) })],
  ] as const;
  const shown = lines.filter(([amount], index) => amount !== '0' || (!isChange && index % 2 === 0));
  if (shown.length === 0) return <span className="text-ink-soft">{t('console.statement.noChange')}</span>;
  return shown.map(([, text]) => (
    <span key={text} className="amount block whitespace-nowrap">
      {text}
    </span>
  ));
}
