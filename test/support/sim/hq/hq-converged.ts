/** After the trouble: both sides hold the same, and all of it. */

import { readChain } from '#electron/till/db/stores/chain-store.ts';
import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { publishedRuleSet } from '#sync/server/db/stores/publication/rule-set-store.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { mustHold } from '../violation.ts';
import { entriesAtHq, entriesAtTill } from './hq-books.ts';
import type { EntryAtHq } from './hq-books.ts';
import { createHqModel } from './hq-model.ts';
import type { Figures, HqModel } from './hq-model.ts';
import type { HqStation } from './hq-station.ts';

export type Converging = {
  readonly deps: HqDeps;
  readonly stations: readonly HqStation[];
  /** Entries that a clerk was told of, and that no disk was lost with. */
  readonly expected: ReadonlySet<string>;
  /** Entries that once lay on no disk any more; a younger image of HQ may have brought one back. */
  readonly lost: ReadonlySet<string>;
  /** Members whose record once lay on no disk any more; a younger image may have brought one back. */
  readonly nameless: ReadonlySet<string>;
  readonly brought: readonly MemberRecord[];
};

/** Devices that HQ shut out. A restored HQ may not know of it any more. */
export async function revokedTills({ db }: Pick<HqDeps, 'db'>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('till').select('device_id').where('state', '=', 'revoked').execute();
  return new Set(rows.map(({ device_id: deviceId }) => deviceId));
}

/** Members that nobody may know any more, as HQ has it. */
async function erasedMembers({ db }: Pick<HqDeps, 'db'>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('member').select('member_ref').where('state', '=', 'erased').execute();
  return new Set(rows.map(({ member_ref: memberRef }) => memberRef));
}

export async function checkConverged(world: Converging): Promise<readonly EntryAtHq[]> {
  const { deps, stations, expected, lost } = world;
  const atHq = await entriesAtHq(deps.db);
  const byId = new Map<string, EntryAtHq>();
  for (const entry of atHq) {
    mustHold(!byId.has(entry.entryId), 'HQ has every entry once', { entryId: entry.entryId });
    byId.set(entry.entryId, entry);
  }
  const revoked = await revokedTills(deps);
  const erased = await erasedMembers(deps);
  for (const station of stations) checkTill(station, byId, revoked);
  for (const entryId of expected) {
    mustHold(byId.has(entryId), 'HQ has every entry that a clerk was told of', { entryId });
  }
  for (const station of stations) {
    // Whoever was shut out is given nothing back.
    if (!revoked.has(station.identity.deviceId))
      checkReadBack(
        station,
        atHq.filter(({ entryId }) => !lost.has(entryId)),
        stations,
      );
  }
  await checkRules(deps, stations, revoked);
  const model = await modelOf(world, atHq);
  await checkFiguresAtHq(deps, model);
  for (const station of stations) {
    // Whoever was shut out is told nothing any more.
    if (!revoked.has(station.identity.deviceId))
      await checkFiguresAtTill(station, model, { erased, nameless: world.nameless });
  }
  const sound = await checkConservation(deps.db);
  mustHold(sound.isSound, 'nothing is made or lost at HQ', sound);
  await checkCountedAgain(deps);
  return atHq;
}

function checkTill(
  station: HqStation,
  byId: ReadonlyMap<string, EntryAtHq>,
  revoked: ReadonlySet<string>,
): void {
  const { name, identity } = station;
  const own = entriesAtTill(station.now().committed);
  for (const { entryId, epoch, seq, hash, body } of own) {
    const found = byId.get(entryId);
    mustHold(found !== undefined, 'HQ has every entry of a till', { name, epoch, seq, entryId });
    const isSame = isSameBytes(found.body, body) && found.epoch === epoch && found.seq === seq;
    mustHold(isSame && found.hash === hash, 'HQ has every entry byte for byte at its place', {
      name,
      epoch,
      seq,
    });
    mustHold(found.deviceId === identity.deviceId, 'HQ knows whose entry it is', { name, epoch, seq });
  }
  const view = station.now().till.handlers.syncState({});
  if (view instanceof Promise || !view.ok) return;
  const { backlog, trouble, mode } = view.value;
  mustHold(mode === 'joined' && backlog.entries === 0, 'nothing is left to be sent', { name, backlog });
  const isShutOut = revoked.has(identity.deviceId) && trouble?.cause === 'revoked';
  mustHold(trouble === null || isShutOut, 'no trouble is left', { name, trouble });
}

/**
 * A till that is the only one of its name, and whose history never parted, holds all of it: but for what comes to light
 * again after the till has gone on without it in a later epoch.
 */
function checkReadBack(
  { name, identity, now }: HqStation,
  atHq: readonly EntryAtHq[],
  stations: readonly HqStation[],
): void {
  const { deviceId } = identity;
  const ofDevice = atHq.filter((entry) => entry.deviceId === deviceId);
  const isAlone = stations.filter((station) => station.identity.deviceId === deviceId).length === 1;
  if (!isAlone || ofDevice.some(({ branch }) => branch > 0)) return;
  const own = new Set(entriesAtTill(now().committed).map(({ entryId }) => entryId));
  for (const { entryId, epoch, seq } of ofDevice) {
    mustHold(own.has(entryId), 'a till has everything back that it booked', { name, epoch, seq });
  }
}

async function checkRules(
  { db }: HqDeps,
  stations: readonly HqStation[],
  revoked: ReadonlySet<string>,
): Promise<void> {
  const rules = await publishedRuleSet(db);
  const inForce = bytesToHex(rules?.ruleSetHash ?? new Uint8Array());
  for (const { name, identity, now } of stations) {
    if (revoked.has(identity.deviceId)) continue;
    const { ruleSetHash } = readChain(now().published);
    mustHold(ruleSetHash === inForce, 'every till has the rule set in force', { name, ruleSetHash, inForce });
  }
}

async function modelOf({ deps, brought }: Converging, atHq: readonly EntryAtHq[]): Promise<HqModel> {
  const judged = await deps.db.selectFrom('entry').select(['entry_id', 'disposition']).execute();
  mustHold(judged.length === atHq.length, 'HQ has counted everything', {
    stored: atHq.length,
    counted: judged.length,
  });
  const uncounted = judged.filter(
    ({ disposition }) => disposition === 'repeated' || disposition === 'quarantined',
  );
  const counted = new Set<string>();
  const not = new Set(uncounted.map(({ entry_id: entryId }) => entryId));
  for (const { entry, entryId } of atHq) {
    if (not.has(entryId)) continue;
    const key = Buffer.from(entry.opKey).toString('hex');
    mustHold(!counted.has(key), 'an operation counts once', { entryId });
    counted.add(key);
  }
  const members = await deps.db.selectFrom('member').select(['member_ref', 'merged_into']).execute();
  const merged = new Map(members.map((member) => [member.member_ref, member.merged_into]));
  const meant = (memberRef: string): string => {
    let ref = memberRef;
    for (let next = merged.get(ref); next; next = merged.get(ref)) ref = next;
    return ref;
  };
  return createHqModel({ brought, entries: atHq, uncounted: not, meant });
}

async function checkFiguresAtHq({ db }: HqDeps, model: HqModel): Promise<void> {
  const rows = await db.selectFrom('member_sum').selectAll().execute();
  const sums = new Map<string, Figures>();
  for (const row of rows) {
    const memberRef = model.meant(row.member_ref);
    const [p, h, w, wh] = sums.get(memberRef) ?? [0, 0, 0, 0];
    sums.set(memberRef, [
      p + Number(row.points),
      h + Number(row.points_pending),
      w + Number(row.wallet_minor),
      wh + Number(row.wallet_pending_minor),
    ]);
  }
  for (const memberRef of model.members()) {
    const atHq = sums.get(memberRef) ?? [0, 0, 0, 0];
    const right = model.figuresOf(memberRef);
    mustHold(String(atHq) === String(right), 'figures at HQ are what entries make', {
      memberRef,
      atHq,
      right,
    });
  }
}

type Unknown = { readonly erased: ReadonlySet<string> } & Pick<Converging, 'nameless'>;

async function checkFiguresAtTill(
  station: HqStation,
  model: HqModel,
  { erased, nameless }: Unknown,
): Promise<void> {
  const { name, identity, now } = station;
  const own = new Set(entriesAtTill(now().committed).map(({ entryId }) => entryId));
  const at = { deviceId: identity.deviceId, own };
  const { memberFile } = now().till.handlers;
  for (const memberRef of model.members()) {
    const file = await memberFile({ memberRef: uuid(memberRef) });
    if (erased.has(memberRef)) {
      mustHold(!file.ok, 'an erased member is known at no till', { name, memberRef });
      continue;
    }
    if (!file.ok && nameless.has(memberRef)) continue;
    mustHold(file.ok, 'a till knows every member of HQ', { name, memberRef, ...file });
    const { points, wallet, member } = file.value;
    mustHold(member.memberRef === memberRef, 'a till shows the member that was asked for', { memberRef });
    const shown = [points.open, points.held, wallet.openMinor, wallet.heldMinor];
    const right = model.figuresAt(at, memberRef);
    const facts = { name, memberRef, shown, right, atHq: model.figuresOf(memberRef) };
    mustHold(String(shown) === String(right), 'figures at a till are what entries make', facts);
  }
}

/** From the segments alone, everything comes out as it was counted bit by bit. */
async function checkCountedAgain(deps: HqDeps): Promise<void> {
  const before = await truthDump(deps.db);
  await countAgain({ ...deps, ruleSets: createCompiledRuleSets() });
  const after = await truthDump(deps.db);
  for (const [table, rows] of Object.entries(before)) {
    const again = after[table] ?? [];
    const gone = rows.filter((row) => !again.includes(row)).slice(0, 3);
    const come = again.filter((row) => !rows.includes(row)).slice(0, 3);
    const isSame = rows.join('\n') === again.join('\n');
    mustHold(isSame, 'counted again it is the same', { table, gone, come });
  }
}
