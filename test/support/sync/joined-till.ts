/** A till that has joined a real HQ over a real line, and what lies in its files while it is closed. */

import path from 'node:path';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { expectOk } from '../expect-ok.ts';
import { smallChain } from '../hq/published-chain.ts';
import { present } from '../present.ts';
import { manager } from '../till-chain.ts';
import { worldKeys } from '../till-world.ts';
import { createTillAtHq, startTestHq, until } from './till-at-hq.ts';
import type { TestHq, TillAtHq } from './till-at-hq.ts';

export type JoinedTill = { readonly hq: TestHq; readonly till: TillAtHq; readonly opened: OpenedTill };

type JoiningTill = {
  /** Where its files lie, when they are not to lie in a folder of the test. */
  readonly dataDir?: string;
  /** A line of the test's own to the HQ that is there. */
  readonly lineTo?: (hqUrl: string) => Promise<string>;
};

/** With twenty members, signed in. */
export async function joinTill(
  db: HqDb,
  seed: number,
  { dataDir, lineTo }: JoiningTill = {},
): Promise<JoinedTill> {
  const hq = await startTestHq(db, 20);
  const till = createTillAtHq(new Uint8Array(32).fill(seed), dataDir);
  const url = lineTo === undefined ? hq.url : await lineTo(hq.url);
  const alone = await till.open();
  const { handlers } = alone.till;
  expectOk(await handlers.signIn({ commandId: till.world.id(), ...manager }));
  const code = await hq.newCode(`Till ${seed}`);
  const asked = expectOk(await handlers.joinHq({ commandId: till.world.id(), url, code }));
  await hq.approve(present(asked.fingerprint));
  await until(till.world, () => till.startsOver.includes('joined'));
  alone.close();
  return { hq, till, opened: await openSignedIn(till) };
}

export async function openSignedIn(till: TillAtHq): Promise<OpenedTill> {
  const opened = await till.open();
  const { operatorId, initialPin: pin } = present(smallChain().operators[0]);
  expectOk(await opened.till.handlers.signIn({ commandId: till.world.id(), operatorId, pin }));
  return opened;
}

/** What a question says of a file, or what a change of it did, while the till is closed. */
export function inFile({ world }: TillAtHq, kind: DatabaseKind, sql: string): readonly unknown[] {
  const file = path.join(world.dataDir, `${kind.name}.db`);
  const key = worldKeys.databaseKey;
  const place = { path: file, key, nativeBinding: null, kind, mode: 'mustExist' } as const;
  const db = expectOk(openDatabase({ ...place, durability: 'FULL' }));
  try {
    if (!sql.startsWith('UPDATE')) return db.prepareRead(sql).all();
    db.prepare(sql).run();
    return [];
  } finally {
    db.close();
  }
}

export async function isLevel({ till }: OpenedTill): Promise<boolean> {
  const { backlog, trouble } = expectOk(await till.handlers.syncState({}));
  return backlog.entries === 0 && trouble === null;
}

export async function sell({ till: { handlers } }: OpenedTill, { world }: TillAtHq): Promise<void> {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const amount = { commandId: world.id(), basketId, amountMinor: 900 };
  const { revision } = expectOk(await handlers.addAmount(amount));
  expectOk(await handlers.paySale({ commandId: world.id(), basketId, revision }));
}
