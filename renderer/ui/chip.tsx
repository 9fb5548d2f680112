/** A short state in words and an icon; never in colour alone. */

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'brand' | 'success' | 'warn' | 'danger' | 'saffron';

const tones: { readonly [Name in Tone]: string } = {
  neutral: 'bg-sunken text-ink-soft',
  brand: 'bg-brand-soft text-brand-ink',
  success: 'bg-success-soft text-success',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  saffron: 'bg-saffron-soft text-saffron',
};

export type ChipProps = {
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly tone?: Tone;
  /** Read out when it changes. */
  readonly isLive?: boolean;
  readonly title?: string;
  /** On a small screen the icon alone says that all is well; the words are for whoever asks. */
  readonly isFolded?: boolean;
  readonly testId?: string;
  readonly state?: string;
  readonly className?: string;
};

export function Chip(props: ChipProps) {
  const { children, icon: Icon, tone = 'neutral', isLive = false, isFolded = false, ...rest } = props;
  return (
    <span
      className={cx(
        'inline-flex h-8 max-w-full min-w-8 items-center gap-1.5 rounded-full px-3 text-[0.8125rem] font-medium whitespace-nowrap',
        tones[tone],
        isFolded && 'not-wide:justify-center not-wide:px-0',
        rest.className,
      )}
      title={rest.title}
      data-testid={rest.testId}
      data-state={rest.state}
      {...(isLive ? { role: 'status' } : {})}
    >
      {Icon === undefined ? null : (
        <Icon aria-hidden="true" size={16} strokeWidth={2.25} className="shrink-0" />
      )}
      <span className={cx('min-w-0 truncate', isFolded && 'not-wide:sr-only')}>{children}</span>
    </span>
  );
}
