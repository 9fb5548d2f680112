/**
 * All tables of HQ. Each area describes its own in `tables/<area>-tables.ts` and is added here by one line.
 * Columns are as the driver gives them: BIGINT a checked safe integer, NUMERIC a text, BYTEA a `Uint8Array`.
 */

import type { Kysely, Transaction } from 'kysely';
import type { ChainsTables } from './tables/chains-tables.ts';
import type { CoreTables } from './tables/core-tables.ts';
import type { PeopleTables } from './tables/people-tables.ts';
import type { PublicationTables } from './tables/publication-tables.ts';
import type { TruthTables } from './tables/truth-tables.ts';

export type HqTables = ChainsTables & CoreTables & PeopleTables & PublicationTables & TruthTables;

export type HqDb = Kysely<HqTables>;
export type HqTransaction = Transaction<HqTables>;
