/** Why a pull is not taken: a closed list. Whatever it is, the cache stays as it was. */

import type { LoadCode } from './build-cache.ts';

export const pullRefusalCodes = [
  /** A page that the manifest does not name, or no pull is under way. */
  'page_unexpected',
  /** Longer than its size in the manifest, or opens to more than a page may. */
  'page_too_large',
  /** Not the bytes that the manifest names. */
  'page_changed',
  /** No brotli, no UTF-8, or another number of records than was said. */
  'page_unreadable',
  /** A line that is no record. */
  'record_invalid',
  /** A record that does not fit the chain, or another record. */
  'record_unfit',
  'pages_missing',
  /** The cache has moved on since the pull was begun. */
  'pull_outdated',
  /** The cache that the delta goes on from is not there, or of another program version. */
  'cache_missing',
  /** The disk, or a file on it: the same pull may succeed later. */
  'storage',
] as const;

export type PullRefusalCode = (typeof pullRefusalCodes)[number];

export type PullRefusal = {
  readonly code: PullRefusalCode;
  /** SHA-256 of the page; null where no single page is to blame. */
  readonly page: string | null;
  /** From 1; null where no line is to blame. */
  readonly line: number | null;
  /** Place within the record and what is wrong with it; without its values, which are personal. */
  readonly reason: string;
};

export function refusal(code: PullRefusalCode, reason: string, at: Partial<PagePlace> = {}): PullRefusal {
  return { code, page: at.page ?? null, line: at.line ?? null, reason };
}

export type PagePlace = { readonly page: string; readonly line: number };

/** Thrown through a transaction, which is rolled back by it; `applyStaged` makes it a value. */
export class UnfitRecord extends Error {
  override readonly name = 'UnfitRecord';
  readonly refusal: PullRefusal;
  constructor(reason: string, at: Partial<PagePlace> = {}) {
    super(reason);
    this.refusal = refusal('record_unfit', reason, at);
  }
}

export function storageRefusal(code: LoadCode): PullRefusal {
  return refusal('storage', code);
}
