/** Members who were erased, and the tills that still hold their personal data. */

import { useTranslation } from 'react-i18next';
import type { ErasureView } from '#shared/contracts/hq/admin-members.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { isolated } from '#renderer/ui/format/isolated.ts';
import { ShortId } from '#renderer/console/parts/short-id.tsx';
import { tillsLeft } from './tills-left.ts';

export type ErasureListProps = {
  readonly erasures: readonly ErasureView[];
  readonly tills: readonly TillView[];
};

export function ErasureList({ erasures, tills }: ErasureListProps) {
  const { t } = useTranslation();
  const { date, list } = useFormat();
  if (erasures.length === 0) return <p className="text-ink-soft">{t('console.members.noErasures')}</p>;
  const isAnyLeft = erasures.some((erasure) => tillsLeft(erasure, tills).length > 0);
  return (
    <>
      {isAnyLeft ? (
        <p className="mb-3 text-sm text-ink-soft" data-testid="erasures-hint">
          {t('console.members.tillsLeftHint')}
        </p>
      ) : null}
      <ul className="flex flex-col gap-3" data-testid="erasures">
        {erasures.map((erasure) => {
          const left = tillsLeft(erasure, tills);
          return (
            <li key={erasure.orderId} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <ShortId id={erasure.memberRef} />
              <span className="flex-1 text-sm text-ink-soft">
                {t('console.members.orderedAt', { at: date.dateTime(erasure.orderedMs) })}
              </span>
              <Chip tone={left.length === 0 ? 'success' : 'warn'} testId="erasure-state">
                {left.length === 0
                  ? t('console.members.everywhere')
                  : t('console.members.tillsLeft', { count: left.length })}
              </Chip>
              {left.length === 0 ? null : (
                <p className="w-full text-sm">{list.and(left.map(({ name }) => isolated(name)))}</p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
