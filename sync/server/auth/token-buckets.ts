/** How often somebody may come: a bucket of tokens for each name, filled at a steady rate. In memory of one process. */

import type { Clock } from '#shared/kernel/clock.ts';

export type BucketSize = {
  /** Requests at once. */
  readonly burst: number;
  /** Tokens that come back each second. */
  readonly perSecond: number;
};

export type TokenBuckets = {
  /** Takes a token; false when there is none. */
  readonly take: (name: string) => boolean;
  /** Whether a token could be taken now. */
  readonly hasToken: (name: string) => boolean;
  /** Whole seconds until there is a token, at least 1. */
  readonly secondsUntilToken: (name: string) => number;
};

type Bucket = { readonly tokens: number; readonly atMs: number };

/** Names remembered at once; the one that came longest ago is forgotten first, and begins with a full bucket again. */
const namesMax = 50_000;

export function createTokenBuckets(
  { burst, perSecond }: BucketSize,
  clock: Pick<Clock, 'monotonicMs'>,
): TokenBuckets {
  const bucketByName = new Map<string, Bucket>();
  const now = (name: string): Bucket => {
    const atMs = clock.monotonicMs();
    const bucket = bucketByName.get(name);
    if (bucket === undefined) return { tokens: burst, atMs };
    return { tokens: Math.min(burst, bucket.tokens + ((atMs - bucket.atMs) / 1000) * perSecond), atMs };
  };
  const keep = (name: string, bucket: Bucket): void => {
    bucketByName.delete(name);
    bucketByName.set(name, bucket);
    if (bucketByName.size <= namesMax) return;
    const [oldest] = bucketByName.keys();
    if (oldest !== undefined) bucketByName.delete(oldest);
  };
  return {
    take: (name) => {
      const bucket = now(name);
      if (bucket.tokens < 1) return false;
      keep(name, { ...bucket, tokens: bucket.tokens - 1 });
      return true;
    },
    hasToken: (name) => now(name).tokens >= 1,
    secondsUntilToken: (name) => Math.max(1, Math.ceil((1 - now(name).tokens) / perSecond)),
  };
}
