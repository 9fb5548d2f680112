/**
 * The data folder of a till of the first release, as that release wrote it: four sales, an enrolment and an open basket,
 * on encrypted files under the keys of the test world. `told.json` is what the till said of them.
 */

import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const folder = path.join(import.meta.dirname, '..', 'fixtures', 'till-version-1');

const toldSchema = z.object({
  entries: z.array(z.object({ seq: z.int(), kind: z.string(), body: z.string(), hash: z.string() })),
  ruleSets: z.array(z.string()),
  receipts: z.array(
    z.object({
      entryId: z.string(),
      receiptNumber: z.string(),
      soldAtMs: z.int(),
      lines: z.array(z.object({ netMinor: z.int() })),
      score: z.object({
        payableMinor: z.int(),
        walletCreditMinor: z.int(),
        pointsEarned: z.int(),
        ruleSetHash: z.string(),
        offers: z.array(z.object({ offerId: z.string(), name: z.object({ en: z.string() }) })),
      }),
    }),
  ),
  openBasket: z.object({
    basketId: z.string(),
    revision: z.int(),
    lines: z.array(z.object({ unitPriceMinor: z.int(), quantity: z.int() })),
    score: z.object({ payableMinor: z.int(), pointsEarned: z.int(), ruleSetHash: z.string() }),
  }),
});

export function formerTill(): z.output<typeof toldSchema> {
  return toldSchema.parse(JSON.parse(readFileSync(path.join(folder, 'told.json'), 'utf8')));
}

/** Ledger and open basket, laid where a till of today finds them. */
export function layFormerTill(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  for (const name of ['ledger.db', 'drafts.db'])
    copyFileSync(path.join(folder, name), path.join(dataDir, name));
}
