/** What the entries of all tills add up to; the migration says what each column means. NUMERIC columns are texts. */

import type { Generated } from 'kysely';
import type { CodeOfReason, Disposition } from '#sync/server/truth/dispositions.ts';

type Place = { device_id: string; epoch: number; branch: number; seq: number };
type Sum = Generated<string>;

export type TruthTables = {
  readonly truth_turn: { id: number; n: number };
  readonly truth_log: {
    n: number;
    place: number;
    device_id: string;
    epoch: number;
    branch: number;
    from_seq: number;
    to_seq: number;
  };
  readonly entry: Place & {
    entry_id: string;
    op_key: Uint8Array;
    kind: string;
    member_ref: string | null;
    store_id: string;
    business_day: string;
    hlc_ms: number;
    wall_ms: number;
    rule_set_hash: Uint8Array | null;
    ref_entry_id: string | null;
    disposition: Disposition;
    reason: CodeOfReason | null;
  };
  readonly operation: Place & { op_key: Uint8Array; entry_id: string };
  readonly account_sum: { device_id: string; account: string; unit: string; amount: string };
  readonly member_sum: {
    member_ref: string;
    device_id: string;
    points: Sum;
    points_pending: Sum;
    wallet_minor: Sum;
    wallet_pending_minor: Sum;
    visits: Generated<number>;
    spent_minor: Sum;
  };
  readonly lot: {
    member_ref: string;
    lot_entry_id: string;
    lot_line: number;
    unit: 'points' | 'money';
    origin: string;
    made_on: string;
    release_on: string | null;
    expires_on: string | null;
    is_stub: Generated<boolean>;
  };
  readonly lot_sum: {
    member_ref: string;
    lot_entry_id: string;
    lot_line: number;
    device_id: string;
    open: Sum;
    held: Sum;
  };
  readonly lot_due: { day: string; member_ref: string };
  readonly member_day: {
    member_ref: string;
    device_id: string;
    day: string;
    visits: Generated<number>;
    spent_minor: Sum;
  };
  readonly member_use: {
    member_ref: string;
    device_id: string;
    offer_id: string;
    day: string;
    uses: Generated<number>;
    cost_minor: Sum;
  };
  readonly member_stamp: {
    member_ref: string;
    device_id: string;
    stamp_card_id: string;
    stamps: Generated<number>;
  };
  readonly member_entry: Place & {
    member_ref: string;
    hlc_ms: number;
    points: string;
    points_pending: string;
    wallet_minor: string;
    wallet_pending_minor: string;
  };
  readonly member_visit: {
    member_ref: string;
    entry_id: string;
    device_id: string;
    at_ms: number;
    store_id: string;
    paid_minor: number;
    points_earned: number;
  };
  readonly offer_use: {
    offer_id: string;
    store_id: string;
    device_id: string;
    day: string;
    uses: Generated<number>;
    cost_minor: Sum;
    changed: Generated<number>;
  };
  readonly refund_line: {
    sale_entry_id: string;
    entry_id: string;
    line_id: string;
    device_id: string;
    quantity: number;
    refund_minor: number;
  };
  readonly code: { code_id: string; uses_max: number };
  readonly code_use: { code_id: string; entry_id: string; uses: number };
  readonly reservation: {
    op_key: Uint8Array;
    reservation_id: string;
    device_id: string;
    member_ref: string;
    holder_ref: string;
    means: 'points' | 'wallet';
    amount: number;
    made_ms: number;
    expires_ms: number;
    state: 'open' | 'booked' | 'released';
  };
  readonly notice: {
    notice_id: string;
    kind: string;
    at_ms: number;
    device_id: string | null;
    member_ref: string | null;
    entry_id: string | null;
    facts: string;
    closed_ms: number | null;
    closed_by: string | null;
  };
};
