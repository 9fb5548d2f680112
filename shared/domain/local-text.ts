/** Words that a shop wrote itself, such as an offer's name: one text for each language. */

export type Language = 'fa' | 'en';
export type LocalText = { readonly fa: string; readonly en: string };
export const languages: readonly Language[] = ['fa', 'en'];
