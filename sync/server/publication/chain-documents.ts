/** The small documents that a chain is described by, as they stand in the database. */

import { z } from 'zod';
import { idTextSchema, localTextSchema } from '#shared/contracts/brands.ts';
import { chainSchema } from '#shared/contracts/chain-schema.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { autoLockMsSchema, brandingSchema, publishersSchema } from '#shared/contracts/sync/pull-records.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { readDocument } from '../db/stores/publication/document-store.ts';

export const chainDocument = z.object({
  chainId: idTextSchema,
  name: localTextSchema,
  calendar: chainSchema.shape.calendar,
  country: chainSchema.shape.country,
  tiers: chainSchema.shape.tiers,
  productGroups: chainSchema.shape.productGroups,
});
export type ChainDocument = z.output<typeof chainDocument>;

const settingsDocument = z.object({ autoLockMs: autoLockMsSchema });
const settingsDefault = { autoLockMs: 90_000 };
const brandingDefault = { accent: null, receiptLines: [] };

/** `undefined` while no chain was brought to this HQ. */
export async function readChain(db: HqDb | HqTransaction): Promise<ChainDocument | undefined> {
  return read(db, 'chain', chainDocument);
}

export async function readProgramme(
  db: HqDb | HqTransaction,
): Promise<z.output<typeof programmeSchema> | undefined> {
  return read(db, 'programme', programmeSchema);
}

export async function readSettings(db: HqDb | HqTransaction): Promise<z.output<typeof settingsDocument>> {
  return (await read(db, 'settings', settingsDocument)) ?? settingsDefault;
}

export async function readBranding(db: HqDb | HqTransaction): Promise<z.output<typeof brandingSchema>> {
  return (await read(db, 'branding', brandingSchema)) ?? brandingDefault;
}

/** `undefined` while nobody has to approve what is published. */
export async function readPublishers(
  db: HqDb | HqTransaction,
): Promise<z.output<typeof publishersSchema> | undefined> {
  return read(db, 'publishers', publishersSchema);
}

/** Throws where the document is not what this HQ wrote. */
async function read<Schema extends z.ZodType>(
  db: HqDb | HqTransaction,
  name: Parameters<typeof readDocument>[1],
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const value = await readDocument(db, name);
  return value === undefined ? undefined : schema.parse(value);
}
