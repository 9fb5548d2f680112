/** What a person sees before they are in: one card in the middle, and the choice of language. */

import type { ReactNode } from 'react';
import { Mark } from '#renderer/ui/mark.tsx';
import { LanguageButton } from './language-button.tsx';

export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    // In a low window the card is higher than the page, which scrolls by this alone.
    <main className="h-full overflow-auto">
      <div className="flex min-h-full items-center justify-center p-6">
        <section className="w-[26rem] max-w-full rounded-3xl bg-surface p-8 shadow-mid">
          <div className="flex items-center justify-between">
            <Mark size={52} />
            <LanguageButton />
          </div>
          <h1 className="mt-5 mb-5 text-2xl font-bold text-balance">{title}</h1>
          {children}
        </section>
      </div>
    </main>
  );
}
