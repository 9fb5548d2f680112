/** What the files of a till are opened with, and how that can fail. */

import path from 'node:path';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HeldSession, TillStart } from '#shared/contracts/supervision.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LoadCode, LoadOutcome } from './cache/build-cache.ts';
import type { ChainTools } from './cache/apply-chain.ts';
import type { Ballast } from './durability/ballast.ts';
import type { OpenLedgerCode } from './durability/open-ledger.ts';
import type { UpkeepJob } from './durability/do-upkeep.ts';
import type { UpkeepDone } from './durability/upkeep.ts';
import type { Witness } from './durability/witness.ts';
import type { FileSystem } from './journal/file-system.ts';
import type { JournalPlace } from './journal/journal-place.ts';
import { nodeFileSystem } from './journal/node-file-system.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import type { HqMeans } from './sync/hq-of-till.ts';
import type { TillPorts } from './ports.ts';

/** Everything outside of the till's own code that it starts with. */
export type TillOpening = {
  readonly dataDir: string;
  /** Where the journal lies; default: inside the data folder. Another disk makes two copies out of one. */
  readonly journalDir?: string;
  /** Checks and copies the ledger of a day; left out, nobody does. */
  readonly upkeep?: (job: UpkeepJob) => Promise<UpkeepDone>;
  /** Remembers the newest entry outside of the data folder; without one an older image of it is not noticed. */
  readonly witness?: Witness;
  /** Space that a full disk gets back; none where nothing is kept for that. */
  readonly ballast?: Ballast;
  /** The disk of the journal; default: the machine's. */
  readonly journalFiles?: FileSystem;
  readonly resourcesDir: string;
  readonly demo: boolean;
  readonly keyKeeping: TillStart['keyKeeping'];
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly ports: TillPorts;
  /** Leaves a whole cache, made from the program's own chain, beside the one in use. */
  readonly buildCache: () => Promise<LoadOutcome>;
  /** The rule set that the program's own chain has now. */
  readonly rulesSource: RuleSetSource;
  /** Of a till that belongs to HQ: its cache comes from there and from nowhere else. */
  readonly pulled?: PulledOpening;
  /** The means to belong to an HQ; left out, the till is alone. */
  readonly hq?: HqMeans;
  readonly heldSession: HeldSession;
  readonly onSession: (session: HeldSession) => void;
  /**
   * Something threw; the till can only be closed now. `refusal` is the reason why starting again will not help, null
   * where it may.
   */
  readonly onBug: (bug: unknown, refusal: AppError<'database_damaged'> | null) => void;
};

/** What a till needs whose cache comes from HQ. */
export type PulledOpening = Pick<ChainTools, 'keepVerifier'> & {
  /** Reads the rule set that was pulled last, away from the thread that sells. */
  readonly checkRules: RuleSetSource['check'];
};

export type TillOpenCode = OpenLedgerCode | LoadCode | 'other_chain';

/** What was opened, or why it could not be. */
export type Opened<Value> = Result<Value, AppError<TillOpenCode>>;

/** Where the journal of the till lies, and what seals it. */
export function journalPlace(opening: TillOpening): JournalPlace {
  const { dataDir, journalDir, journalFiles, databaseKey: key } = opening;
  return { files: journalFiles ?? nodeFileSystem, folder: journalDir ?? path.join(dataDir, 'journal'), key };
}

/** In the given order. */
export function closeAll(files: readonly { readonly close: () => void }[]): void {
  for (const file of files) file.close();
}
