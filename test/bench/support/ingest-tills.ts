/** Tills with long chains of sales, made a piece at a time: what is sent is never part of what is measured. */

import { epochMs } from '#shared/kernel/clock.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { encodePush } from '#sync/core/push-body.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { noonMs, richRuleSet } from '#test/support/ledger.ts';

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
/** Sales as a shop has them: different goods, prices and amounts, with and without a member. */
const templates = Array.from({ length: 105 }, (_, index) =>
  saleEntryOf(index + 1, {
    lines: [[1_000 * (1 + (index % 7)), 'tea', 1 + (index % 3)], [25_500 + 500 * (index % 5)]],
    ...(index % 4 === 0 ? { member: null } : {}),
    ...(index % 5 === 0 ? { ruleSet: richRuleSet } : {}),
  }),
);

export function longTill(number: number): LongTill {
  const till = pushingTill(number);
  const { deviceId } = till;
  let seq = 0;
  let hash = till.hashAt(0);
  const one = (): MadeEntry => {
    seq += 1;
    const opKey = sha256(utf8.encode(`${deviceId} ${seq}`));
    const wallMs = epochMs(noonMs + seq * 7_919);
    const entryId = uuidFromBytes(opKey.slice(0, 16));
    const template = templates[(seq * 31) % templates.length] ?? saleEntryOf(1);
    const stamp = { deviceId, epoch: 1, seq, entryId, opKey, wallMs, hlc: { wallMs, counter: 0 } };
    const body = encodeEntry({ ...template, ...stamp });
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
