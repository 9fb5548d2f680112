/** What HQ knows of members and publishes to tills; the migration says what each column means. */

import type { Generated } from 'kysely';

export type PublicationTables = {
  readonly member: {
    member_ref: string;
    sealed_person: Uint8Array | null;
    sealed_key: Uint8Array | null;
    phone_index: Uint8Array | null;
    tier_id: string;
    tier_set_ms: number | null;
    tier_kept_until: string | null;
    traits: Generated<string>;
    made_by: string | null;
    made_ms: number;
    state: 'active' | 'merged' | 'erased';
    merged_into: string | null;
    hold: 'overdraft' | 'byHand' | null;
    changed: number;
  };
  readonly card: {
    card_uid: Uint8Array;
    member_ref: string;
    card_number: string | null;
    state: 'active' | 'blocked' | 'replaced';
  };
  readonly enrolment_record: {
    device_id: string;
    record_hash: Uint8Array;
    member_ref: string;
    is_waiting: boolean;
  };
  readonly erasure_order: { order_id: string; member_ref: string; ordered_ms: number; ordered_by: string };
  readonly erasure_done: { order_id: string; device_id: string; done_ms: number };
  readonly product: { product_id: string; body: string | null; changed: number };
  readonly operator: {
    operator_id: string;
    name: string;
    latin_name: string | null;
    role: 'cashier' | 'manager';
    sealed_verifier: Uint8Array;
    store_ids: string | null;
    state: 'active' | 'suspended';
  };
  readonly document: { name: string; body: string; changed: number };
  readonly rule_set: {
    rule_set_hash: Uint8Array;
    canonical_json: string;
    state: 'seen' | 'proposed' | 'published' | 'former' | 'withdrawn';
    proposed_by: string | null;
    proposed_ms: number | null;
    published_ms: number | null;
    changed: number;
  };
  readonly rule_set_approval: {
    rule_set_hash: Uint8Array;
    publisher_id: string;
    signature: Uint8Array;
    approved_ms: number;
  };
  readonly rule_set_rollback: { rule_set_hash: Uint8Array; publisher_id: string; asked_ms: number };
  readonly page: { page_hash: Uint8Array; body: Uint8Array; made_ms: number; used_ms: number };
  readonly snapshot: {
    snapshot_id: string;
    changed: number;
    made_ms: number;
    members: number;
    pages: string;
  };
  readonly publication_turn: { job: string; holder: string; until_ms: number };
};
