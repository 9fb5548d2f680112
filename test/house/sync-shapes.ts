/** What till and HQ say to each other, and the numbers of its versions. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { hqFileSchema } from '#shared/contracts/sync/hq-file.ts';
import { keptFactsSchema } from '#shared/contracts/sync/kept-facts.ts';
import { oldestProtocolVersion, protocolVersion, syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import { syncErrorSchema, syncErrorStatus } from '#shared/contracts/sync/sync-errors.ts';
import * as schemas from '#shared/contracts/sync/sync-schemas.ts';
import { syncNews, syncOrder } from '#shared/contracts/sync/sync-worker.ts';
import { entrySchemaVersion, formerSchemaVersion } from '#shared/ledger/entry.ts';
import { segmentFormat } from '#sync/core/segment/segment-tags.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

/** By name: requests and answers, records of a pull, and what each side keeps or hands on of them. */
export const syncSchemas: Readonly<Record<string, z.ZodType>> = {
  syncHello: schemas.helloAnswer,
  syncJoinRequest: schemas.joinRequest,
  syncJoinAnswer: schemas.joinAnswer,
  syncContactRequest: schemas.contactRequest,
  syncContactAnswer: schemas.contactAnswer,
  syncPushAnswer: schemas.pushAnswer,
  syncPullRequest: schemas.pullRequest,
  syncManifest: schemas.manifestSchema,
  syncPullRecord: pullRecord,
  syncReserveRequest: schemas.reserveRequest,
  syncReserveAnswer: schemas.reserveAnswer,
  syncReserveLeft: schemas.reserveLeft,
  syncRuleSetUpload: schemas.ruleSetUpload,
  syncHint: schemas.hintSchema,
  syncError: syncErrorSchema,
  syncHqFile: hqFileSchema,
  syncKeptFacts: keptFactsSchema,
  syncNews,
  syncOrder,
};

/** What has no schema: names of headers, statuses of refusals, and bytes, as the vectors spell them out. */
export function syncForms(): Readonly<Record<string, unknown>> {
  return {
    syncHeaders: sorted(syncHeaders),
    syncErrorStatus: sorted(syncErrorStatus),
    syncVectors: vectorTexts('sync-vectors'),
    syncSegments: vectorTexts('sync-vectors', 'segments'),
  };
}

export const syncVersions = {
  protocolVersion,
  oldestProtocolVersion,
  segmentFormat,
  entrySchemaVersion,
  oldestEntrySchemaVersion: formerSchemaVersion,
} as const;

function sorted(values: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(values).toSorted(([left], [right]) => (left < right ? -1 : 1));
}

/** The vectors of a folder by name. */
function vectorTexts(...folders: readonly string[]): readonly (readonly [string, string])[] {
  const folder = projectPath('resources', ...folders);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
}
