/**
 * `node tools/segment-vectors.ts`: writes the segments of resources/sync-vectors/segments anew from the bodies in them,
 * for a change of the format. The bodies stay: what tills wrote once does not change.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { z } from 'zod';
import { sha256 } from '#electron/till/node-signatures.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeColumns } from '#sync/core/segment/encode-segment.ts';
import { projectPath } from './setup/project-paths.ts';

const vectorSchema = z.looseObject({ what: z.string(), bodies: z.array(z.string()) });

const folder = projectPath('resources', 'sync-vectors', 'segments');
for (const name of readdirSync(folder)) {
  const file = path.join(folder, name);
  const { what, bodies } = vectorSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const plain = encodeColumns(bodies.map(bytesOf), sha256);
  const compressed = new Uint8Array(brotliCompressSync(plain));
  const vector = { what, bodies, plain: bytesToHex(plain), compressed: bytesToHex(compressed) };
  writeFileSync(file, `${JSON.stringify(vector, null, 2)}\n`);
}

function bytesOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes !== undefined, 'a body is written in hexadecimal');
  return bytes;
}
