/** Lines of the fake till's basket, its products, and the sale. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import { minor } from '#shared/domain/money.ts';
import { searchKey } from '#shared/domain/text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Ok } from '#shared/kernel/result.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain } from './demo-data.ts';
import type { FakeLine, FakeSale } from './fake-sale.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

type Changes =
  | 'addProduct'
  | 'addBarcode'
  | 'addAmount'
  | 'setQuantity'
  | 'removeLine'
  | 'undoLine'
  | 'clearBasket';
type Sales = 'searchProducts' | 'paySale' | 'receiptSeen' | 'lastReceipt';
type Product = (typeof chain.products)[number];

const rowsMax = 20;

export function fakeBasket({ sale }: FakeWorld): FakeHandlers<Changes> {
  const withLines = (lines: readonly FakeLine[]): Ok<BasketView> => {
    sale.setLines(lines);
    return ok(sale.view());
  };
  return {
    addProduct: ({ productId, quantity }) => {
      const product = chain.products.find((known) => known.productId === productId);
      return product === undefined
        ? refused('product_unknown')
        : withLines(grown(sale, lineOf(product, quantity)));
    },
    addBarcode: ({ barcode }) => {
      const product = chain.products.find((known) => known.barcode === barcode);
      return product === undefined ? refused('barcode_unknown') : withLines(grown(sale, lineOf(product, 1)));
    },
    addAmount: ({ amountMinor }) =>
      withLines(
        grown(sale, {
          productId: null,
          groupId: null,
          name: null,
          groupName: null,
          barcode: null,
          unitPriceMinor: minor(amountMinor),
          quantity: 1,
        }),
      ),
    setQuantity: ({ lineId, quantity }) =>
      withLines(sale.lines().map((line) => (line.lineId === lineId ? { ...line, quantity } : line))),
    removeLine: ({ lineId }) => withLines(sale.lines().filter((line) => line.lineId !== lineId)),
    undoLine: () => {
      if (!sale.view().canUndo) return refused('nothing_to_undo');
      sale.undo();
      return ok(sale.view());
    },
    clearBasket: () => withLines([]),
  };
}

export function fakeSales({ sale, state }: FakeWorld): Pick<Handlers<TillContract>, Sales> {
  return {
    searchProducts: ({ text }) => {
      const key = searchKey(text);
      const hits = chain.products.filter(({ name, barcode }) =>
        searchKey(`${name.fa} ${name.en} ${barcode}`).includes(key),
      );
      return ok({
        products: hits.slice(0, rowsMax).map((hit) => ({ ...hit, groupName: groupName(hit.groupId) })),
      });
    },
    paySale: () => {
      if (sale.lines().length === 0) return refused('basket_empty');
      const receipt = sale.book(state.signedIn);
      state.lastReceipt = receipt;
      return ok({ receipt, basket: sale.view() });
    },
    receiptSeen: () => ok({}),
    lastReceipt: () => ok({ receipt: state.lastReceipt }),
  };
}

function refused<Code extends AppError['code']>(code: Code) {
  return err(appError(code));
}

function groupName(groupId: string): LocalText {
  return chain.productGroups.find((group) => group.groupId === groupId)?.name ?? { fa: groupId, en: groupId };
}

function lineOf(product: Product, quantity: number): Omit<FakeLine, 'lineId'> {
  const { productId, groupId, name, barcode, priceMinor } = product;
  return {
    productId,
    groupId,
    name,
    groupName: groupName(groupId),
    barcode,
    unitPriceMinor: priceMinor,
    quantity,
  };
}

/** The same product again is one line with more of it. */
function grown(sale: FakeSale, line: Omit<FakeLine, 'lineId'>): readonly FakeLine[] {
  const lines = sale.lines();
  const same =
    line.productId === null ? undefined : lines.find(({ productId }) => productId === line.productId);
  if (same === undefined) return [...lines, { ...line, lineId: pageIds.uuid() }];
  return lines.map((old) => (old === same ? { ...old, quantity: old.quantity + line.quantity } : old));
}
