/** What was typed about the chain, what is wrong with it, and which of its parts have to be sent. */

import { chainBrandingRequest } from '#shared/contracts/hq/admin-chain.ts';
import type { ChainView } from '#shared/contracts/hq/admin-chain.ts';
import { isAccent, isAccentSeen } from '#shared/domain/accent.ts';
import type { LocalText } from '#shared/domain/local-text.ts';

export type TypedChain = {
  readonly fa: string;
  readonly en: string;
  /** Nothing for no colour. */
  readonly accent: string;
  /** One receipt line in each line. */
  readonly lines: string;
  /** Milliseconds, as a list of choices has them. */
  readonly lock: string;
};

/** What changed: only that is sent. */
export type ChainChange = {
  readonly name?: LocalText;
  readonly settings?: ChainView['settings'];
  readonly branding?: ChainView['branding'];
};

export type LinesFault =
  | { readonly kind: 'linesMany' }
  | { readonly kind: 'lineLong' | 'lineOdd'; readonly place: number };

export const lineLengthMax = 120;
const linesMax = 10;

export function typedOf({ name, branding, settings }: ChainView): TypedChain {
  return {
    fa: name?.fa ?? '',
    en: name?.en ?? '',
    accent: branding.accent ?? '',
    lines: branding.receiptLines.join('\n'),
    lock: String(settings.autoLockMs),
  };
}

/** `undefined` where HQ would take it. */
export function accentFault(typed: string): 'accentBroken' | 'accentUnseen' | undefined {
  const accent = accentOf(typed);
  if (accent === null || isAccentSeen(accent)) return undefined;
  return isAccent(accent) ? 'accentUnseen' : 'accentBroken';
}

/** The first thing that HQ would not take, by the number of its line. */
export function linesFault(typed: string): LinesFault | undefined {
  const lines = typed.split('\n').map((line) => line.trim());
  for (const [place, line] of lines.entries()) {
    if (line.length > lineLengthMax) return { kind: 'lineLong', place: place + 1 };
    if (line !== '' && !oneLine.safeParse(line).success) return { kind: 'lineOdd', place: place + 1 };
  }
  return linesOf(typed).length > linesMax ? { kind: 'linesMany' } : undefined;
}

export function changeOf(view: ChainView, typed: TypedChain): ChainChange {
  const name = { fa: typed.fa.trim(), en: typed.en.trim() };
  const branding = { accent: accentOf(typed.accent), receiptLines: linesOf(typed.lines) };
  const settings = { autoLockMs: Number(typed.lock) };
  const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...(view.name === null || isSame(view.name, name) ? {} : { name }),
    ...(isSame(view.settings, settings) ? {} : { settings }),
    ...(isSame(view.branding, branding) ? {} : { branding }),
  };
}

const oneLine = chainBrandingRequest.shape.receiptLines.element;

function accentOf(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  return text === '' ? null : text;
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
