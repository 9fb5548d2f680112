/** The colour of a chain: an ornament on a till's screen, that must be seen there on light and on dark. */

/** What a till's bars are drawn on, in its two appearances. */
export const accentGrounds = { light: '#ffffff', dark: '#141d1c' } as const;

/** Below this nobody finds the stripe. Nothing is written in it, so it needs no more. */
export const accentContrastMin = 1.4;

const sixDigits = /^#[0-9a-f]{6}$/;

/** `#rrggbb` in small letters and nothing else: it goes into a page as it is. */
export function isAccent(text: string): boolean {
  return sixDigits.test(text);
}

/** False where one of the two grounds swallows it, and for what is no accent. */
export function isAccentSeen(accent: string): boolean {
  return (
    isAccent(accent) &&
    Object.values(accentGrounds).every((ground) => contrastOf(accent, ground) >= accentContrastMin)
  );
}

/** From 1, the same, to 21, black on white, as WCAG counts it. */
function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => partOf(colour.slice(place, place + 2)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function partOf(digits: string): number {
  const part = Number.parseInt(digits, 16) / 255;
  return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
