/** What the parts of the fake till share. */

import type { EmitEvent, Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { OperatorView, ReceiptView, TillView } from '#shared/contracts/till-views.ts';
import type { FakeMember } from './demo-members.ts';
import type { FakeSale } from './fake-sale.ts';

export type FakeWorld = {
  readonly emit: EmitEvent<TillContract>;
  readonly sale: FakeSale;
  readonly members: FakeMember[];
  readonly state: {
    reader: TillView['reader'];
    ledger: TillView['ledger'];
    offers: 'usual' | 'every' | 'none';
    isProven: boolean;
    refused: TillView['rules']['refused'];
    signedIn: OperatorView | null;
    wrongPins: number;
    lastReceipt: ReceiptView | null;
  };
};

export type FakeHandlers<Name extends keyof Handlers<TillContract>> = Pick<Handlers<TillContract>, Name>;
