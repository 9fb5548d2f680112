/** Where the embedded PostgreSQL listens: for this machine only, and where possible for this user only. */

import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerPlace } from './database-url.ts';
import type { ServerUser } from './server-user.ts';

const prefix = 'vafa-hq-';

/** A Unix socket in a folder of its own, or a free port of loopback where there are none. */
export async function newServerPlace(user: ServerUser | undefined): Promise<ServerPlace> {
  if (process.platform === 'win32') return { port: await freePort(), socketFolder: '' };
  // The path of a socket has at most 107 bytes; some systems set a long folder for temporary files.
  const parent = tmpdir().length > 60 ? '/tmp' : tmpdir();
  const socketFolder = mkdtempSync(path.join(parent, prefix));
  if (user !== undefined) chownSync(socketFolder, user.uid, user.gid);
  return { port: 5432, socketFolder };
}

/** Only a folder that this file made: the name may come from what a stopped server left behind. */
export function removeSocketFolder({ socketFolder }: ServerPlace): void {
  if (!path.basename(socketFolder).startsWith(prefix)) return;
  rmSync(socketFolder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
