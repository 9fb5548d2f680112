/** What befalls the machines of a world: one thing at a time, at the moment when it is called. */

import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { proposeRuleSet, putInForce } from '#sync/server/db/stores/publication/rule-set-store.ts';
import { revokeTill, unfreezeTill } from '#sync/server/people/change-tills.ts';
import { valueChainData } from '../value-chain.ts';
import { mustHold } from '../violation.ts';
import { entriesAtHq, entriesAtTill, recordsAtHq, recordsAtTill } from './hq-books.ts';
import { revokedTills } from './hq-converged.ts';
import type { WorldFault } from './hq-faults.ts';
import type { HqStation } from './hq-station.ts';
import type { HqWorld } from './hq-world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const administrator = uuid('0193a0b0-0000-4000-8000-0000000000ad');
const imagesKept = 3;

/** Images are kept now and then, so that something can be set back to them. */
export async function keepImages(world: HqWorld): Promise<void> {
  const { rng, stations, images, ground } = world;
  const station = stations[rng.below(stations.length)];
  if (station !== undefined && rng.below(3) === 0) {
    images.tills.push({ name: station.name, image: station.image() });
    if (images.tills.length > imagesKept * stations.length) images.tills.shift();
  }
  if (rng.below(4) === 0) {
    images.hq.push(await ground.images.take());
    if (images.hq.length > imagesKept) images.hq.shift();
  }
}

/** False where it makes no sense at this moment. */
export async function befall(world: HqWorld, fault: WorldFault): Promise<boolean> {
  const { rng, stations, hq, net, time } = world;
  const station = stations[rng.below(stations.length)];
  mustHold(station !== undefined, 'there is a till');
  switch (fault) {
    case 'killTill':
      if (!station.isAlive()) return false;
      station.die();
      return true;
    case 'killAnyMoment':
      time.later(rng.below(20_000), () => station.die());
      return true;
    case 'hqDown':
      hq.setDown(!hq.isDown());
      if (hq.isDown()) net.breakStreams();
      return true;
    case 'hqRestart':
      net.breakStreams();
      await hq.restart();
      return true;
    case 'lineCut':
      station.line.isCutOff = !station.line.isCutOff;
      return true;
    case 'clockForward':
      station.setClockOffset([hourMs, 40 * dayMs, 3_653 * dayMs][rng.below(3)] ?? 0);
      return true;
    case 'clockBack':
      station.setClockOffset(-([hourMs, dayMs, 10_000 * dayMs][rng.below(3)] ?? 0));
      return true;
    case 'clockRight':
      station.setClockOffset(0);
      return true;
    case 'tillSetBack':
      return tillSetBack(world, station);
    case 'tillSetBackSeen':
      return tillSetBackSeen(world, station);
    case 'hqSetBackTold':
      return hqSetBack(world, true);
    case 'hqSetBackUntold':
      return hqSetBack(world, false);
    case 'bothSetBack': {
      const isTillSetBack = await tillSetBack(world, station);
      return (await hqSetBack(world, rng.below(2) === 0)) && isTillSetBack;
    }
    case 'clone':
      return clone(world, station);
    case 'revoke':
      return revoke(world, station);
    case 'unfreeze':
      return unfreeze(world);
    case 'samePhone':
      return enrol(world, station);
    case 'newRuleSet':
      return publish(world);
    case 'erase':
      return erase(world);
  }
}

async function tillSetBack(world: HqWorld, station: HqStation): Promise<boolean> {
  const { rng, images } = world;
  const own = images.tills.filter(({ name }) => name === station.name);
  const chosen = own[rng.below(Math.max(1, own.length))];
  if (chosen === undefined) return false;
  station.die();
  station.putImage(chosen.image);
  station.clerk.pending = null;
  await forgetLost(world);
  return true;
}

const seenWithinMs = 5 * 60_000;

/** HQ tells it what it booked before it books anything more: its history never parts. */
async function tillSetBackSeen(world: HqWorld, station: HqStation): Promise<boolean> {
  const { hq, time, trouble, stations } = world;
  const { name, identity, line } = station;
  const { deviceId } = identity;
  const heads = await hq.deps.db
    .selectFrom('chain_head')
    .select('branch')
    .where('device_id', '=', deviceId)
    .execute();
  const isCopied = stations.filter((other) => other.identity.deviceId === deviceId).length > 1;
  const hasParted = isCopied || heads.some(({ branch }) => branch > 0);
  const isShutOut = (await revokedTills(hq.deps)).has(deviceId);
  if (hq.isDown() || line.isCutOff || hasParted || isShutOut) return false;
  if (!(await tillSetBack(world, station))) return false;
  const { isOn } = trouble;
  trouble.isOn = false;
  await time.run(seenWithinMs);
  trouble.isOn = isOn;
  await station.rise();
  const own = new Set(entriesAtTill(station.now().committed).map(({ entryId }) => entryId));
  const atHq = (await entriesAtHq(hq.deps.db)).filter((entry) => entry.deviceId === deviceId);
  for (const { entryId, epoch, seq } of atHq) {
    mustHold(own.has(entryId), 'a till that was set back has its entries back in minutes', {
      name,
      epoch,
      seq,
    });
  }
  return true;
}

async function hqSetBack(world: HqWorld, isTold: boolean): Promise<boolean> {
  const { rng, images, ground, hq, net } = world;
  const image = images.hq[rng.below(Math.max(1, images.hq.length))];
  if (image === undefined) return false;
  await ground.images.put(image);
  if (isTold) {
    const { db, clock, randomBytes } = hq.deps;
    const value = uuidV7(clock.nowMs(), randomBytes(10));
    await db.updateTable('hq_meta').set({ value }).where('name', '=', 'hqEpoch').execute();
  }
  net.breakStreams();
  await hq.restart();
  await forgetLost(world);
  return true;
}

/** What lies on no disk any more cannot come back: only of the rest something is asked. */
async function forgetLost(world: HqWorld): Promise<void> {
  const { stations, hq, told, lost, nameless } = world;
  const bodies = new Map<string, Uint8Array>();
  for (const { entryId, body } of await entriesAtHq(hq.deps.db)) bodies.set(entryId, body);
  const records = await recordsAtHq(hq.deps.db);
  for (const station of stations) {
    await station.rise();
    const { committed } = station.now();
    for (const { entryId, body } of entriesAtTill(committed)) bodies.set(entryId, body);
    for (const record of recordsAtTill(committed)) records.add(record);
  }
  for (const entryId of told()) if (!bodies.has(entryId)) lost.add(entryId);
  for (const entry of [...bodies.values()].map(parseEntry)) {
    // HQ gives a till its entries back and not the records, which it has itself: until it is set back as well.
    if (entry?.kind !== 'enrol' || entry.memberRef === null) continue;
    if (!records.has(bytesToHex(entry.content.recordHash))) nameless.add(entry.memberRef);
  }
}

async function clone(world: HqWorld, station: HqStation): Promise<boolean> {
  if (world.stations.length >= clonesMax || world.stations.some(({ name }) => name.includes('copy')))
    return false;
  const copy = world.addStation(station, station.image());
  await copy.rise();
  return true;
}

const clonesMax = 5;

async function revoke({ hq, stations }: HqWorld, station: HqStation): Promise<boolean> {
  const { deviceId } = station.identity;
  if (stations.length < 2 || (await revokedTills(hq.deps)).size > 0) return false;
  return (await revokeTill(hq.deps, { deviceId, by: administrator, fromMs: null })).ok;
}

async function unfreeze({ hq }: HqWorld): Promise<boolean> {
  const { db } = hq.deps;
  const frozen = await db
    .selectFrom('till')
    .select('device_id')
    .where('state', '=', 'frozen')
    .executeTakeFirst();
  if (frozen === undefined) return false;
  const wish = { deviceId: uuid(frozen.device_id), by: administrator, why: 'looked at' };
  return (await unfreezeTill(hq.deps, wish)).ok;
}

/** The same number at whatever till: HQ makes one member out of those who have it. */
async function enrol(world: HqWorld, station: HqStation): Promise<boolean> {
  const { clerk } = station;
  await station.rise();
  const { basket, screen, deps } = clerk;
  if (clerk.operatorId === null || basket === null || screen === null || clerk.pending !== null) return false;
  const commandId = deps.id();
  const phone = `0912000000${world.rng.below(3)}`;
  const input = {
    commandId,
    basketId: basket.basketId,
    name: `Canary ${phone}`,
    phone,
    birthDate: null,
    cardUid: null,
  };
  let answer: Awaited<ReturnType<typeof screen.enrolMember>> | undefined;
  void screen.enrolMember(input).then((given) => (answer = given));
  await world.time.run(60_000, () => answer !== undefined);
  if (answer?.ok !== true) return false;
  const { member } = answer.value;
  if (member !== null) world.enrolled.push(member.memberRef);
  clerk.basket = answer.value;
  return true;
}

async function publish({ hq, rng }: HqWorld): Promise<boolean> {
  if (hq.isDown()) return false;
  const { deps } = hq;
  const { ruleSet } = valueChainData();
  const perMinor = 50_000 + rng.below(100_000);
  const offers = ruleSet.offers.map((offer) =>
    offer.offerId === 'points'
      ? { ...offer, effects: [{ kind: 'pointsPerAmount', points: 1, perMinor }] }
      : offer,
  );
  const canonicalJson = canonicalRuleSet(ruleSetSchema.parse({ ...ruleSet, offers }));
  const ruleSetHash = deps.sha256(deps.utf8.encode(canonicalJson));
  const atMs = deps.clock.nowMs();
  await inTransaction(deps, async (transaction) => {
    const change = await nextChange(transaction, ['ruleSet']);
    await proposeRuleSet(transaction, {
      ruleSetHash,
      canonicalJson,
      proposedBy: administrator,
      proposedMs: atMs,
    });
    await putInForce(transaction, ruleSetHash, { atMs, change });
  });
  return true;
}

async function erase({ hq, rng, enrolled }: HqWorld): Promise<boolean> {
  const memberRef = enrolled[rng.below(Math.max(1, enrolled.length))];
  if (memberRef === undefined || hq.isDown()) return false;
  const order = await eraseMember(hq.deps, { memberRef, orderedBy: administrator });
  return order !== undefined;
}
