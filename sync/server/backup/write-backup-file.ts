/** Writes a backup's lines: compressed, hashed, synced, and only then under its own name. */

import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createGzip } from 'node:zlib';
import type { Gzip } from 'node:zlib';
import { footerOf } from './backup-form.ts';

export type BackupWriter = {
  /** Waits when the disk is slower than the database. */
  readonly line: (text: string) => Promise<void>;
  /** Ends the file and syncs it. */
  readonly finish: () => Promise<void>;
  /** Ends without a whole file, and takes away what there is. */
  readonly abandon: () => Promise<void>;
};

/** Throws when the file is there already or cannot be written. */
export async function openBackupWriter(file: string): Promise<BackupWriter> {
  const handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  const gzip = createGzip({ level: 6 });
  const written = drain(gzip, handle, hash);
  // Told to whoever writes the next line or finishes; unheard until then.
  written.catch(() => {});
  return {
    line: async (text) => {
      if (gzip.write(`${text}\n`)) return;
      await Promise.race([written, new Promise((resolve) => gzip.once('drain', resolve))]);
    },
    finish: async () => {
      gzip.end();
      await written;
      await handle.write(footerOf(hash.digest('hex')));
      await handle.sync();
      await handle.close();
    },
    abandon: async () => {
      gzip.destroy();
      await written.catch(() => {
        // The reason why it is abandoned, or that it was: both are known.
      });
      await handle.close();
      await rm(file, { force: true });
    },
  };
}

async function drain(gzip: Gzip, handle: FileHandle, hash: Hash): Promise<void> {
  for await (const part of gzip) {
    // Streams of bytes give Buffers, but are typed as giving anything.
    const bytes: Buffer = Buffer.from(part);
    hash.update(bytes);
    await writeAll(handle, bytes);
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, offset);
    offset += bytesWritten;
  }
}
