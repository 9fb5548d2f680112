/** A person without a picture: the first letters of the name. */

import { cx } from './cx.ts';

export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold before:content-[attr(data-initials)]',
        className,
      )}
    />
  );
}

/** First and last word's letters for Latin names; one letter for scripts whose letters join. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = Array.from(words[0] ?? '')[0] ?? '';
  if (!/^\p{Script=Latin}$/u.test(first) || words.length === 1) return first.toUpperCase();
  return (first + (Array.from(words.at(-1) ?? '')[0] ?? '')).toUpperCase();
}
