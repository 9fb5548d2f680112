/** The one button of the product: a press by mouse, finger or key alike. 44 px at least, 56 px for main actions. */

import type { ReactNode, Ref } from 'react';
import { Button as PressButton } from 'react-aria-components';
import { cx } from './cx.ts';

export type ButtonLook = 'primary' | 'soft' | 'quiet' | 'outline' | 'danger';
export type ButtonSize = 'medium' | 'large' | 'icon';

export type ButtonProps = {
  readonly children: ReactNode;
  /** Left out where the press submits a form. */
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** Needed where the content has no words; also shown as a tooltip. */
  readonly label?: string;
  readonly isDisabled?: boolean;
  /** What it was pressed for goes on: it takes no press, and keeps the focus. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  /** For buttons whose place must not take the focus from a text field. */
  readonly excludeFromTabOrder?: boolean;
  /** Leaves the focus where it is, for keys that write into a field. */
  readonly preventFocusOnPress?: boolean;
  readonly className?: string;
  readonly testId?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

const looks: { readonly [Look in ButtonLook]: string } = {
  primary: 'bg-brand text-on-brand font-semibold data-hovered:bg-brand-strong data-pressed:bg-brand-strong',
  soft: 'bg-brand-soft text-brand-ink font-semibold data-hovered:brightness-97 data-pressed:brightness-94',
  quiet: 'bg-transparent text-ink-soft data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken',
  outline:
    'bg-surface text-ink border border-hairline shadow-low data-hovered:border-edge data-pressed:bg-sunken font-medium',
  danger: 'bg-danger text-on-danger font-semibold data-hovered:brightness-95 data-pressed:brightness-90',
};

const sizes: { readonly [Size in ButtonSize]: string } = {
  medium: 'min-h-11 px-4 rounded-xl',
  large: 'min-h-14 px-6 rounded-2xl text-base',
  icon: 'size-11 rounded-xl',
};

export function Button(props: ButtonProps) {
  const { look = 'outline', size = 'medium', label, className, testId, children, ref, ...press } = props;
  return (
    <PressButton
      {...press}
      {...(ref === undefined ? {} : { ref })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      className={cx(
        'inline-flex items-center justify-center gap-2 whitespace-nowrap transition-colors',
        'data-pending:cursor-progress',
        'data-disabled:bg-sunken data-disabled:text-ink-faint data-disabled:shadow-none',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {children}
    </PressButton>
  );
}
