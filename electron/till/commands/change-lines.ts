/** The commands that change the lines of the open basket. */

import { appError } from '#shared/contracts/error-codes.ts';
import { minor } from '#shared/domain/money.ts';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { err } from '#shared/kernel/result.ts';
import { addLine, removeDraftLine, setLineQuantity, undoLineChange } from '../basket/change-draft.ts';
import type { ProductInGroup, ProductStore } from '../db/stores/product-store.ts';
import type { BasketAnswer, BasketCommand, RunBasketCommand } from './basket-command.ts';

export type LineCommands = {
  readonly addProduct: (
    command: BasketCommand & { readonly productId: string; readonly quantity: number },
  ) => BasketAnswer<'product_unknown' | 'basket_full'>;
  readonly addBarcode: (
    command: BasketCommand & { readonly barcode: string },
  ) => BasketAnswer<'barcode_unknown' | 'basket_full'>;
  readonly addAmount: (
    command: BasketCommand & { readonly amountMinor: number },
  ) => BasketAnswer<'basket_full'>;
  readonly setQuantity: (
    command: LineCommand & { readonly quantity: number },
  ) => BasketAnswer<'line_unknown' | 'basket_full'>;
  readonly removeLine: (command: LineCommand) => BasketAnswer<'line_unknown'>;
  readonly undoLine: (command: BasketCommand) => BasketAnswer<'nothing_to_undo'>;
};

type LineCommand = BasketCommand & { readonly lineId: Uuid };

export type LineCommandsDeps = {
  readonly run: RunBasketCommand;
  readonly products: ProductStore;
  readonly ids: Ids;
};

const upcDigits = 12;

export function createLineCommands({ run, products, ids }: LineCommandsDeps): LineCommands {
  const newLine = (product: ProductInGroup, quantity: number) => ({
    lineId: ids.uuid(),
    product,
    unitPriceMinor: product.priceMinor,
    quantity,
  });
  return {
    addProduct: ({ productId, quantity, ...command }) =>
      run(command, (draft) => {
        const product = products.byId(productId);
        if (product === undefined) return err(appError('product_unknown'));
        return addLine(draft, newLine(product, quantity));
      }),
    addBarcode: ({ barcode, ...command }) =>
      run(command, (draft) => {
        const product = productWithBarcode(products, barcode);
        if (product === undefined) return err(appError('barcode_unknown'));
        return addLine(draft, newLine(product, 1));
      }),
    addAmount: ({ amountMinor, ...command }) =>
      run(command, (draft) =>
        addLine(draft, {
          lineId: ids.uuid(),
          product: null,
          unitPriceMinor: minor(amountMinor),
          quantity: 1,
        }),
      ),
    setQuantity: ({ lineId, quantity, ...command }) =>
      run(command, (draft) => setLineQuantity(draft, lineId, quantity)),
    removeLine: ({ lineId, ...command }) => run(command, (draft) => removeDraftLine(draft, lineId)),
    undoLine: (command) => run(command, undoLineChange),
  };
}

/** Scanners send the 12 digits of an American code without the zero that makes it an EAN-13. */
function productWithBarcode(products: ProductStore, typed: string): ProductInGroup | undefined {
  const barcode = asciiDigits(cleanText(typed)).replaceAll(' ', '');
  const whole = products.byBarcode(barcode);
  if (whole !== undefined || barcode.length !== upcDigits) return whole;
  return products.byBarcode(`0${barcode}`);
}
