/** An amount to press: its name, what it is, and what it leads to. */

import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';

export type ChoiceChipProps = {
  readonly name: ReactNode;
  readonly detail?: ReactNode;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly testId: string;
};

export function ChoiceChip({ name, detail, isChosen, onChoose, testId }: ChoiceChipProps) {
  return (
    <ToggleButton
      isSelected={isChosen}
      onChange={onChoose}
      data-testid={testId}
      className="flex min-h-12 flex-col items-center justify-center rounded-xl border border-hairline bg-surface px-3 py-1 text-sm leading-tight font-medium text-ink shadow-low transition-colors data-hovered:border-edge data-selected:border-brand data-selected:bg-brand-soft data-selected:font-semibold data-selected:text-brand-ink"
    >
      <span className="whitespace-nowrap">{name}</span>
      {detail === undefined ? null : (
        <span className="text-xs font-normal whitespace-nowrap text-ink-soft">{detail}</span>
      )}
    </ToggleButton>
  );
}
