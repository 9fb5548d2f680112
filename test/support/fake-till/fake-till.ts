/** The till's side of the contract, in memory: enough to work on the screen, nothing that a till may rely on. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView, OperatorView, ReceiptView, TillView } from '#shared/contracts/till-views.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { searchKey } from '#shared/domain/text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain, store } from './demo-data.ts';
import { blockedCard, fakeMembers } from './demo-members.ts';
import { createFakeSale } from './fake-sale.ts';
import type { FakeLine } from './fake-sale.ts';

export type FakeTill = {
  readonly handlers: Handlers<TillContract>;
  readonly state: {
    reader: TillView['reader'];
    ledger: TillView['ledger'];
    signedIn: OperatorView | null;
    wrongPins: number;
  };
};

export function createFakeTill(emit: EmitEvent<TillContract>): FakeTill {
  const sale = createFakeSale();
  const members = [...fakeMembers(Date.now())];
  const operators = chain.operators.map(({ initialPin: _pin, ...operator }) => operator);
  const state: FakeTill['state'] = {
    reader: { kind: 'ready', readerName: 'Virtual PCD 00 00' },
    ledger: { kind: 'writable' },
    signedIn: null,
    wrongPins: 0,
  };
  let lastReceipt: ReceiptView | null = null;
  const found = (basket: BasketView = sale.view()) => ok(basket);
  const groupName = (groupId: string) =>
    chain.productGroups.find((group) => group.groupId === groupId)?.name ?? null;
  const addLine = (line: Omit<FakeLine, 'lineId'>): void => {
    const lines = sale.lines();
    const same =
      line.productId === null ? undefined : lines.find(({ productId }) => productId === line.productId);
    const grown = lines.map((old) =>
      old === same ? { ...old, quantity: old.quantity + line.quantity } : old,
    );
    sale.setLines(same === undefined ? [...lines, { ...line, lineId: pageIds.uuid() }] : grown);
  };
  const addProduct = (product: (typeof chain.products)[number] | undefined, quantity: number): boolean => {
    if (product === undefined) return false;
    const { productId, groupId, name, barcode, priceMinor } = product;
    addLine({
      productId,
      groupId,
      name,
      groupName: groupName(groupId),
      barcode,
      unitPriceMinor: priceMinor,
      quantity,
    });
    return true;
  };
  const tap = (cardUid: CardUid): void => {
    if (cardUid === blockedCard) return emit('tapped', { kind: 'blockedCard', cardUid });
    const member = members.find((known) => known.cardUid === cardUid)?.panel;
    if (member === undefined) return emit('tapped', { kind: 'unknownCard', cardUid });
    const present = sale.view().member;
    if (present !== null && present.memberRef !== member.memberRef) {
      return emit('tapped', { kind: 'otherMember', cardUid, member });
    }
    sale.setMember(member);
    return emit('tapped', { kind: 'identified', basket: sale.view() });
  };

  const handlers: Handlers<TillContract> = {
    till: () =>
      ok({
        tillName: chain.till.name,
        storeName: store.name,
        currency: store.currency,
        calendar: chain.calendar,
        timeZone: store.timeZone,
        businessDay: '2026-11-21',
        operators,
        tiers: chain.tiers,
        productGroups: chain.productGroups,
        signedIn: state.signedIn,
        reader: state.reader,
        ledger: state.ledger,
        keyKeeping: 'demoFile',
        demo: {
          cards: [...chain.demoCards],
          pins: chain.operators.map(({ operatorId, initialPin }) => ({ operatorId, pin: initialPin })),
        },
        basket: state.signedIn === null ? null : sale.view(),
        unseenReceipt: null,
      }),
    signIn: ({ operatorId, pin }) => {
      const operator = chain.operators.find((known) => known.operatorId === operatorId);
      if (operator === undefined) return err(appError('operator_unknown'));
      if (operator.initialPin !== pin) {
        state.wrongPins += 1;
        return err(state.wrongPins < 3 ? appError('wrong_pin') : appError('locked_out', { seconds: 30 }));
      }
      state.wrongPins = 0;
      state.signedIn = operator;
      return ok({ operator, basket: sale.view() });
    },
    signOut: () => {
      state.signedIn = null;
      return ok({});
    },
    searchMembers: ({ text }) => {
      const key = searchKey(text);
      const rows = members.map(({ panel }) => panel);
      return ok({
        members: rows
          .filter((row) => searchKey(`${row.name} ${row.latinName} ${row.phoneMasked}`).includes(key))
          .slice(0, 20),
      });
    },
    searchProducts: ({ text }) => {
      const key = searchKey(text);
      const hits = chain.products.filter(({ name, barcode }) =>
        searchKey(`${name.fa} ${name.en} ${barcode}`).includes(key),
      );
      return ok({
        products: hits
          .slice(0, 20)
          .map((hit) => ({ ...hit, groupName: groupName(hit.groupId) ?? { fa: '', en: '' } })),
      });
    },
    attachMember: ({ memberRef }) => {
      const member = members.find(({ panel }) => panel.memberRef === memberRef)?.panel;
      if (member === undefined) return err(appError('member_unknown'));
      sale.setMember({ ...member, identifiedBy: 'search' });
      return found();
    },
    detachMember: () => {
      sale.setMember(null);
      return found();
    },
    enrolMember: ({ name, phone, cardUid }) => {
      if (phone !== null && phone.length < 10) return err(appError('phone_invalid'));
      const panel = {
        memberRef: pageIds.uuid(),
        name,
        latinName: null,
        phoneMasked: phone === null ? null : `+98••••••${phone.slice(-4)}`,
        tierId: 'bronze',
        pointsBalance: points(0),
        walletMinor: minor(0),
        visitCount: 0,
        birthdayInDays: null,
        lastVisits: [],
        identifiedBy: 'enrolment',
        balancesAsOfMs: null,
      } as const;
      members.push({ cardUid, panel: { ...panel, lastVisits: [] } });
      sale.setMember({ ...panel, lastVisits: [] });
      return found();
    },
    addProduct: ({ productId, quantity }) => {
      const product = chain.products.find((known) => known.productId === productId);
      return addProduct(product, quantity) ? found() : err(appError('product_unknown'));
    },
    addBarcode: ({ barcode }) => {
      const product = chain.products.find((known) => known.barcode === barcode);
      return addProduct(product, 1) ? found() : err(appError('barcode_unknown'));
    },
    addAmount: ({ amountMinor }) => {
      addLine({
        productId: null,
        groupId: null,
        name: null,
        groupName: null,
        barcode: null,
        unitPriceMinor: minor(amountMinor),
        quantity: 1,
      });
      return found();
    },
    setQuantity: ({ lineId, quantity }) => {
      sale.setLines(sale.lines().map((line) => (line.lineId === lineId ? { ...line, quantity } : line)));
      return found();
    },
    removeLine: ({ lineId }) => {
      sale.setLines(sale.lines().filter((line) => line.lineId !== lineId));
      return found();
    },
    undoLine: () => {
      if (!sale.view().canUndo) return err(appError('nothing_to_undo'));
      sale.undo();
      return found();
    },
    clearBasket: () => {
      sale.setLines([]);
      return found();
    },
    paySale: () => {
      if (sale.lines().length === 0) return err(appError('basket_empty'));
      lastReceipt = sale.book(state.signedIn?.name ?? '');
      return ok({ receipt: lastReceipt, basket: sale.view() });
    },
    receiptSeen: () => ok({}),
    lastReceipt: () => ok({ receipt: lastReceipt }),
    tapDemoCard: ({ cardUid }) => {
      tap(cardUid);
      return ok({});
    },
  };
  return { handlers, state };
}
