/** Tills with long chains of sales, made a piece at a time: what is sent is never part of what is measured. */

import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { saleKey } from '#shared/ledger/operation-key.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { encodePush } from '#sync/core/push-body.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import type { NewEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { memberRef, noonMs, richRuleSet } from '#test/support/ledger.ts';

export type MadeEntry = { readonly body: Uint8Array; readonly hash: Uint8Array };

export type MadeRun = {
  readonly fromSeq: number;
  readonly previousHash: Uint8Array;
  readonly entries: readonly MadeEntry[];
  readonly toSeq: number;
  readonly headHash: Uint8Array;
  readonly headSignature: Uint8Array;
};

export type LongTill = {
  readonly till: PushingTill;
  /** The next entries of the chain. */
  readonly next: (count: number) => MadeRun;
};

const { sha256, utf8 } = nodeHqPorts;
/** `count` sales as a shop has them: other goods, prices and amounts, 1 to `linesMax` lines, with and without a member. */
export function salesOf(linesMax: number, count = 105): readonly SaleEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const lines = Array.from(
      { length: 1 + (index % linesMax) },
      (_line, at): readonly [number, string?, number?] =>
        at === 0
          ? [1_000 * (1 + ((index * 13) % 97)), 'tea', 1 + (index % 3)]
          : [20_000 + 500 * ((index * 7 + 31 * at) % 89), 'bread', 1],
    );
    const member = index % 4 === 0 ? { member: null } : {};
    const ruleSet = index % 5 === 0 ? { ruleSet: richRuleSet } : {};
    return saleEntryOf(index + 1, { lines, ...member, ...ruleSet });
  });
}

export type LongTillOptions = {
  /** They come in turns; when missing, one member buys everything. */
  readonly members?: readonly Uuid[];
  readonly sales?: readonly SaleEntry[];
};

const usualSales = salesOf(2);

/** The same number is the same till. */
export function longTill(number: number, options: LongTillOptions = {}): LongTill {
  const { members, sales = usualSales } = options;
  const till = pushingTill(number);
  const { deviceId } = till;
  let seq = 0;
  let hash = till.hashAt(0);
  const one = (): MadeEntry => {
    seq += 1;
    const chance = sha256(utf8.encode(`${deviceId} ${seq}`));
    const wallMs = epochMs(noonMs + seq * 7_919 + (((chance[20] ?? 0) * 256 + (chance[21] ?? 0)) % 7_000));
    const basketId = uuidV7(epochMs(wallMs - 60_000), chance.slice(0, 10));
    const template = sales[(seq * 31) % sales.length] ?? saleEntryOf(1);
    const buyer = members?.[(seq * 7_919 + number * 104_729) % members.length] ?? memberRef;
    const stamp = {
      deviceId,
      epoch: 1,
      seq,
      entryId: uuidV7(wallMs, chance.slice(10, 20)),
      opKey: saleKey(sha256, basketId),
      wallMs,
      hlc: { wallMs, counter: 0 },
    };
    const names = new Map<unknown, Uuid>([
      [memberRef, buyer],
      [template.content.basketId, basketId],
      ...lineNames(template, { wallMs, chance }),
    ]);
    const body = encodeEntry({ ...renamed(template, names), ...stamp });
    hash = entryHash(sha256, hash, body);
    return { body, hash };
  };
  return {
    till,
    next: (count) => {
      const [fromSeq, previousHash] = [seq + 1, hash];
      const entries = Array.from({ length: count }, one);
      const headSignature = till.sign(sealBytes({ deviceId, epoch: 1, seq, hash }));
      return { fromSeq, previousHash, entries, toSeq: seq, headHash: hash, headSignature };
    },
  };
}

/** A till names each line that it scans, some seconds after the one before. */
function lineNames(
  { content }: SaleEntry,
  { wallMs, chance }: { readonly wallMs: number; readonly chance: Uint8Array },
): readonly (readonly [Uuid, Uuid])[] {
  return content.lines.map(({ lineId }, at) => {
    const random = sha256(chance, utf8.encode(`line ${at}`));
    const atMs = epochMs(wallMs - 50_000 + 4_000 * at + 15 * (random[10] ?? 0));
    return [lineId, uuidV7(atMs, random.slice(0, 10))];
  });
}

/** The same sale with other ids in it. */
function renamed<Part extends NewEntry>(entry: Part, names: ReadonlyMap<unknown, Uuid>): Part {
  const replaced = (value: unknown): unknown => {
    const name = names.get(value);
    if (name !== undefined) return name;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    if (Array.isArray(value)) return value.map(replaced);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part)]));
  };
  // Only ids change, and they keep their form.
  return replaced(entry) as Part;
}

/** As a till sends it. */
export function pushOf({ till }: LongTill, run: MadeRun): Uint8Array {
  const { fromSeq, previousHash, toSeq, headHash, headSignature } = run;
  const segment = encodeSegment(
    run.entries.map(({ body }) => body),
    nodeHqPorts,
  );
  const place = { deviceId: till.deviceId, epoch: 1, fromSeq, previousHash, toSeq };
  return encodePush({ ...place, headHash, headSignature, segment, attachments: [] });
}
