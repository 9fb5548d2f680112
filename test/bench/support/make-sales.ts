/** A cashier who does nothing but sell: a card, two products, paid. */

import { randomBytes } from 'node:crypto';
import type { CardUid } from '#shared/domain/card.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { demoChain } from '#test/support/cashier-screen.ts';
import type { TillProcess } from './till-process.ts';

export async function signIn({ screen }: TillProcess): Promise<void> {
  const [operator] = demoChain.operators;
  invariant(operator !== undefined, 'the demo has operators');
  const { operatorId, initialPin: pin } = operator;
  expectOk(await screen.signIn({ commandId: commandId(), operatorId, pin }));
}

/** The id of the entry that the sale was booked as. */
export async function makeSale(till: TillProcess, cardUid: CardUid, run: number): Promise<Uuid> {
  const tapped = await till.tap(cardUid);
  invariant(tapped.kind === 'identified', 'the card belongs to a member');
  const { basketId } = tapped.basket;
  let revision = 0;
  for (const offset of [0, 7]) {
    const product = demoChain.products[(run + offset) % demoChain.products.length];
    invariant(product !== undefined, 'the demo has products');
    const { barcode } = product;
    ({ revision } = expectOk(await till.screen.addBarcode({ commandId: commandId(), basketId, barcode })));
  }
  const paid = expectOk(await till.screen.paySale({ commandId: commandId(), basketId, revision }));
  return paid.receipt.entryId;
}

function commandId(): Uuid {
  return uuidV7(epochMs(Date.now()), new Uint8Array(randomBytes(10)));
}
