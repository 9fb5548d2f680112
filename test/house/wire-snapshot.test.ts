/** Pins what goes over the wire: a contract that changes by accident fails here. */

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contractVersion } from '#shared/contracts/contract-version.ts';
import { pushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { projectText } from './project-files.ts';
import { syncVersions } from './sync-shapes.ts';
import { contractShape, hashOf, shapeOf, wireHashes } from './wire-shapes.ts';

const snapshot = z
  .strictObject({
    contractVersion: z.int(),
    sync: z.record(z.string(), z.int()),
    hashes: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(projectText('test/house/wire-snapshot.json')));

const hashes = wireHashes();

describe('the contracts', () => {
  it('have the shapes of the snapshot', () => {
    // A change that was meant: see "Changing a contract" in CONTRIBUTING.md.
    expect(hashes).toEqual(snapshot.hashes);
  });

  it('have the version of the snapshot', () => {
    expect(contractVersion).toBe(snapshot.contractVersion);
  });

  it('have the versions of sync and of entries that the snapshot has', () => {
    expect(syncVersions).toEqual(snapshot.sync);
    expect(syncVersions.oldestProtocolVersion).toBeLessThanOrEqual(syncVersions.protocolVersion);
  });

  it('get another hash when till and HQ say one thing more to each other', () => {
    const changed = pushAnswer.extend({ planted: z.boolean() });
    expect(hashOf(shapeOf(pushAnswer))).toBe(hashes['syncPushAnswer']);
    expect(hashOf(shapeOf(changed))).not.toBe(hashes['syncPushAnswer']);
  });

  it('get another hash when one field of one answer changes', () => {
    const { till } = tillContract.operations;
    const changed = { ...till, output: till.output.extend({ planted: z.boolean() }) };
    const operations = { ...tillContract.operations, till: changed };
    expect(hashOf(contractShape({ ...tillContract, operations }))).not.toBe(hashes['till']);
  });

  it('get another hash when an operation may refuse with one more code', () => {
    const { signOut } = tillContract.operations;
    const operations = {
      ...tillContract.operations,
      signOut: { ...signOut, errors: [...signOut.errors, 'internal' as const] },
    };
    expect(hashOf(contractShape({ ...tillContract, operations }))).not.toBe(hashes['till']);
  });
});
