import { pageOrigin } from './page-address.ts';
import type { StartOptions } from './start-options.ts';

/** The cashier's page, with what it must know of how it was started: `lang` is fa or en, `demo` is 1. */
export function cashierAddress(options: Pick<StartOptions, 'language' | 'demo'>): string {
  const facts = new URLSearchParams();
  if (options.language !== null) facts.set('lang', options.language);
  if (options.demo) facts.set('demo', '1');
  const query = facts.toString();
  return `${pageOrigin}/cashier/index.html${query === '' ? '' : `?${query}`}`;
}
