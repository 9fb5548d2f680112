/** A person without a picture: the first letters of the name, joined by nothing, so that Persian letters stay apart. */

import { cx } from './cx.ts';

export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('inline-flex shrink-0 items-center justify-center rounded-full font-semibold', className)}
    >
      {initials(name)}
    </span>
  );
}

/** First letters of the first and last word, kept apart by a zero-width non-joiner. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  return letters.filter(Boolean).join('\u200c').toUpperCase();
}
