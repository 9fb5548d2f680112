/** How the colour of the chain looks on top of a till's screen, in its two appearances. */

import { accentGrounds, isAccent } from '#shared/domain/accent.ts';

export type AccentPreviewProps = { readonly accent: string | null; readonly label: string };

const inks = { light: '#0f1f1d', dark: '#e9f1ef' } as const;

export function AccentPreview({ accent, label }: AccentPreviewProps) {
  const shown = accent !== null && isAccent(accent) ? accent : null;
  return (
    <div
      role="img"
      aria-label={label}
      data-testid="accent-preview"
      data-accent={shown ?? ''}
      className="grid grid-cols-2 gap-2"
    >
      {(['light', 'dark'] as const).map((look) => (
        <div
          key={look}
          className="flex h-14 flex-col overflow-hidden rounded-xl border border-edge"
          style={{ backgroundColor: accentGrounds[look] }}
        >
          <span className="h-1" style={shown === null ? {} : { backgroundColor: shown }} />
          <span className="flex flex-1 items-center gap-2 px-3">
            <span className="h-2 w-16 rounded-full opacity-70" style={{ backgroundColor: inks[look] }} />
            <span className="h-2 w-8 rounded-full opacity-30" style={{ backgroundColor: inks[look] }} />
          </span>
        </div>
      ))}
    </div>
  );
}
