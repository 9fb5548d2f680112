/** Pages at rest: sealed, because they hold names and numbers of members in the clear. */

import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { keepPage, pageBody } from '../db/stores/publication/page-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { Page } from './page-writer.ts';

type PageDeps = Pick<HqDeps, 'db' | 'serviceKeys' | 'clock'>;

export async function storePage({ page, body }: Page, deps: PageDeps): Promise<void> {
  const pageHash = hexToBytes(page);
  invariant(pageHash?.length === 32, 'a page is named by a SHA-256');
  const sealed = deps.serviceKeys.dataSeal.seal(body, pageContext(page));
  await keepPage(deps.db, { pageHash, body: sealed }, deps.clock.nowMs());
}

/** `undefined` where there is no such page any more. */
export async function readPage(pageHash: Uint8Array, deps: PageDeps): Promise<Uint8Array | undefined> {
  const sealed = await pageBody(deps.db, pageHash);
  if (sealed === undefined) return undefined;
  const body = deps.serviceKeys.dataSeal.open(sealed, pageContext(bytesToHex(pageHash)));
  invariant(body !== undefined, 'a stored page opens with the data key of this HQ');
  return body;
}

function pageContext(page: string): string {
  return `page/body/${page}`;
}
