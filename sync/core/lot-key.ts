/** How a lot of HQ is named in what a till is told, and which lot an entry means that names it so. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { isUuid, uuidFromBytes, uuidToBytes } from '#shared/kernel/ids.ts';
import { asciiBytes } from '#shared/ledger/ascii-bytes.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { Lot } from '#shared/ledger/posting.ts';
import type { LotUnit } from '#shared/ledger/value/lot-state.ts';

/** `<entry id>.<line>` */
export function lotKeyOf({ entryId, line }: Lot): string {
  return `${entryId}.${line}`;
}

export type KeyOfMember = {
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  readonly key: string;
};

const keyPattern = /^(.{36})\.(\d{1,9})$/s;

/**
 * Any other text is a lot that a member had before HQ: named in a chain's file, or '' for what had no name there. It is
 * known by what it was called, so that the import and a till that took from it mean the same lot.
 */
export function lotOfKey(sha256: Sha256, named: KeyOfMember): Lot {
  const [, entryId = '', line] = keyPattern.exec(named.key) ?? [];
  return line !== undefined && isUuid(entryId) ? { entryId, line: Number(line) } : broughtLot(sha256, named);
}

const broughtTag = asciiBytes('brought/1');

/** The lot of what a member had before HQ under that name. */
export function broughtLot(sha256: Sha256, { memberRef, unit, key }: KeyOfMember): Lot {
  const name = encodeCanonical([uuidToBytes(memberRef), unit, key]);
  return { entryId: uuidFromBytes(sha256(broughtTag, name).slice(0, 16)), line: 0 };
}
