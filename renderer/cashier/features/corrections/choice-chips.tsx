/** A few choices of which one holds. */

import { cx } from '#renderer/ui/cx.ts';

export type ChoiceChipsProps<Id extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly text: string; readonly isDisabled?: boolean }[];
  readonly chosen: Id | null;
  readonly onChoose: (id: Id) => void;
  /** Each gets `<prefix>-<id>`. */
  readonly testIdPrefix: string;
};

export function ChoiceChips<Id extends string>(props: ChoiceChipsProps<Id>) {
  return (
    <div role="radiogroup" aria-label={props.label} className="flex flex-wrap gap-2">
      {props.choices.map(({ id, text, isDisabled = false }) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === props.chosen}
          disabled={isDisabled}
          onClick={() => props.onChoose(id)}
          data-testid={`${props.testIdPrefix}-${id}`}
          className={cx(
            'min-h-11 rounded-full border px-4 text-sm font-medium',
            id === props.chosen
              ? 'border-brand bg-brand-soft text-brand-ink'
              : 'border-edge/60 bg-surface text-ink hover:bg-sunken',
            isDisabled && 'border-hairline bg-sunken text-ink-faint',
          )}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
