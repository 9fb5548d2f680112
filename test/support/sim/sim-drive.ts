/** Moves a world on, one message after the other, until what was begun in it is done. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { Crash } from './sim-disk.ts';
import type { WireFault } from './sim-faults.ts';
import { attemptsOf } from './sim-life.ts';
import type { LifeParts, SimLife } from './sim-life.ts';
import type { Delivery } from './sim-post.ts';
import { mustHold } from './violation.ts';

export type Driven = Pick<LifeParts, 'post' | 'time' | 'hits' | 'note' | 'moment'> & {
  readonly life: SimLife;
};

/** A world that stands still for this many moves of the clock will never move again. */
const stillMovesMax = 50;
const moveMs = 1_000;

export async function drive(world: Driven, work: Promise<void>): Promise<void> {
  const outcome: { isOver: boolean; violation?: unknown } = { isOver: false };
  work.then(
    () => (outcome.isOver = true),
    (violation: unknown) => Object.assign(outcome, { isOver: true, violation }),
  );
  let stillMoves = 0;
  for (;;) {
    await breathe();
    const delivery = world.post.next();
    if (delivery !== undefined) carry(world, delivery);
    else if (world.moment.pinChecks.length > 0) await checkPin(world);
    else if (outcome.isOver) break;
    else {
      stillMoves += 1;
      mustHold(stillMoves <= stillMovesMax, 'whoever asks is answered');
      world.time.pass(moveMs);
    }
  }
  world.life.isAlive();
  if (outcome.violation !== undefined) throw outcome.violation;
}

/** Everything that was promised so far comes to be. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function checkPin({ moment, life, hits, note }: Driven): Promise<void> {
  if (moment.killAtPinCheck) {
    moment.killAtPinCheck = false;
    hits.add('kill pinCheck');
    note('kill pinCheck');
    life.die(moment.operation);
    return;
  }
  await moment.pinChecks.shift()?.();
}

function carry(world: Driven, delivery: Delivery): void {
  const { moment, life } = world;
  const { way, message } = delivery;
  if (way === 'screen>till') {
    moment.operation = String(message.operation);
    if (strikes(world, 'requestLost')) return life.die(moment.operation);
    // Signing in checks a PIN, and so does whatever wants the approval of a second person.
    if (life.isAlive()) moment.attemptsBefore = attemptsOf(life.now());
  }
  if (way === 'reader>till' && message.event === 'cardPresent') moment.operation = 'tap';
  if (way === 'till>screen' && message.frame === 'answer') {
    if (strikes(world, 'answerLost')) return life.die(moment.operation);
    if (strikes(world, 'answerLate')) world.time.pass(6_000);
    else assertCommitted(world, message);
  }
  try {
    delivery.deliver();
  } catch (thrown) {
    if (!(thrown instanceof Crash)) throw thrown;
  }
}

function strikes({ moment, hits, note, life }: Driven, fault: WireFault): boolean {
  if (moment.wireFault !== fault || !life.isAlive()) return false;
  moment.wireFault = null;
  hits.add(`${fault} ${moment.operation}`);
  note(`${fault} ${moment.operation}`);
  return true;
}

/** Nothing is shown before the commit returned: a second connection already sees what the answer speaks of. */
function assertCommitted({ life }: Driven, message: Delivery['message']): void {
  if (!life.isAlive()) return;
  const { outcome } = message as {
    readonly outcome?: { readonly value?: { readonly receipt?: { entryId: Uuid } | null } };
  };
  const entryId = outcome?.value?.receipt?.entryId;
  if (entryId === undefined) return;
  const row = life
    .now()
    .committed.prepareRead('SELECT seq FROM entry WHERE entry_id = ?')
    .get(uuidToBytes(entryId));
  mustHold(row !== undefined, 'nothing is shown before the commit returned', { entryId });
}
