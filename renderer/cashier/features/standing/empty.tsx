/** Nothing to show, and what would change that. */

import type { LucideIcon } from 'lucide-react';

export type EmptyProps = { readonly icon: LucideIcon; readonly title: string; readonly hint: string };

export function Empty({ icon: Icon, title, hint }: EmptyProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 py-12 text-center text-ink-soft">
      <Icon aria-hidden="true" size={40} strokeWidth={1.5} className="text-ink-faint" />
      <p className="font-semibold">{title}</p>
      <p className="max-w-sm text-sm">{hint}</p>
    </div>
  );
}
