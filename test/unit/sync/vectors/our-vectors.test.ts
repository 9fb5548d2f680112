/** The vectors of the protocol: our code makes them, opens them, and refuses what they say is to be refused. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRecordSealer } from '#electron/till/node-record-sealer.ts';
import { parseJoinCode } from '#shared/domain/join-code.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { decodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { decodePush } from '#sync/core/push-body.ts';
import { openBox } from '#sync/core/sealed-box.ts';
import { openRecord } from '#sync/server/members/open-record.ts';
import { nodeBox } from '#sync/server/node-box.ts';
import { present } from '#test/support/present.ts';
import { projectPath } from '#tools/setup/project-paths.ts';
import { allVectors } from '#tools/sync-vectors/all-vectors.ts';
import { boxPair } from '#tools/sync-vectors/fixed-keys.ts';

const made = await allVectors();
const textOf = (name: string): string => readFileSync(projectPath('resources', 'sync-vectors', name), 'utf8');
const bytes = (hex: string): Uint8Array => present(hexToBytes(hex));

describe('the vectors of the sync protocol', () => {
  test.each(Object.keys(made))('are what our code makes: %s', (name) => {
    expect(made[name]).toBe(textOf(name));
  });

  test('are no canonical bytes where they say so', () => {
    const schema = z.object({ refused: z.array(z.object({ why: z.string(), bytes: z.string() })) });
    const { refused } = schema.parse(JSON.parse(textOf('canonical.json')));
    expect(refused.length).toBeGreaterThan(10);
    for (const { why, bytes: hex } of refused)
      expect([why, decodeCanonical(bytes(hex))]).toEqual([why, undefined]);
  });

  test('open for the reader that they were sealed for, and for nobody else', () => {
    const schema = z.object({
      reader: z.object({ privateKey: z.string() }),
      once: z.object({ privateKey: z.string() }),
      boxes: z.array(z.object({ plain: z.string(), box: z.string() })),
      attachment: z.record(z.string(), z.string()),
    });
    const { reader, once, boxes, attachment } = schema.parse(JSON.parse(textOf('boxes.json')));
    const pair = boxPair(bytes(reader.privateKey));
    for (const { plain, box } of boxes) {
      expect(openBox(bytes(box), pair, nodeBox)).toEqual(bytes(plain));
      expect(openBox(bytes(box), boxPair(bytes(once.privateKey)), nodeBox)).toBeUndefined();
    }
    const { key = '', ciphertext = '', sealedKey = '', record = '' } = attachment;
    const opened = createRecordSealer().open(bytes(key), bytes(ciphertext));
    expect(new TextDecoder().decode(present(opened))).toBe(record);
    const sealed = { ciphertext: bytes(ciphertext), sealedKey: bytes(sealedKey) };
    expect(openRecord(sealed, pair)).toEqual(JSON.parse(record));
  });

  test('hold a code as it is shown, which is signed as it is typed', () => {
    const schema = z.object({ fingerprint: z.object({ shownCode: z.string(), code: z.string() }) });
    const { fingerprint } = schema.parse(JSON.parse(textOf('keys.json')));
    expect(parseJoinCode(fingerprint.shownCode.toLowerCase())).toBe(fingerprint.code);
  });

  test('hold pushes that HQ reads', () => {
    const schema = z.object({ pushes: z.array(z.object({ fromSeq: z.int(), body: z.string() })) });
    const { pushes } = schema.parse(JSON.parse(textOf('pushes.json')));
    for (const { fromSeq, body } of pushes) expect(decodePush(bytes(body))?.fromSeq).toBe(fromSeq);
  });
});
