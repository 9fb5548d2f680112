/** Stores, tills and the people who look after them; the migration says what each column means. */

import type { Generated } from 'kysely';

type Role = 'administrator' | 'publisher' | 'auditor';

export type PeopleTables = {
  readonly account: {
    account_id: string;
    login: string;
    name: string;
    password_verifier: string;
    role: Role;
    state: 'active' | 'suspended';
    publisher_key: Uint8Array | null;
    created_ms: number;
  };
  readonly sign_in_try: { try_hash: Uint8Array; tries: number; last_ms: number; locked_until_ms: number };
  readonly sign_in_place: { account_id: string; address_hash: Uint8Array; last_ms: number };
  readonly account_session: {
    token_hash: Uint8Array;
    account_id: string;
    created_ms: number;
    used_ms: number;
    confirmed_ms: number;
    expires_ms: number;
    factor_ms: number | null;
    offered_secret: Uint8Array | null;
    offered_ms: number | null;
  };
  readonly second_factor: {
    account_id: string;
    sealed_secret: Uint8Array;
    last_step: number;
    told_step: number;
    made_ms: number;
  };
  readonly recovery_code: { account_id: string; code_hash: Uint8Array; used_ms: number | null };
  readonly sign_in_rule: { name: 'secondFactor'; is_on: boolean };
  readonly setup_link: {
    token_hash: Uint8Array;
    role: Role;
    account_id: string | null;
    made_by: string | null;
    made_ms: number;
    expires_ms: number;
    used_ms: number | null;
  };
  readonly store: {
    store_id: string;
    name_fa: string;
    name_en: string;
    currency: string;
    time_zone: string;
    day_starts_at_hour: number;
    changed: Generated<number>;
  };
  readonly till: {
    device_id: string;
    store_id: string;
    name: string;
    state: 'waiting' | 'active' | 'frozen' | 'revoked' | 'replaced';
    reason: 'fork' | 'byHand' | 'replaced' | null;
    public_key: Uint8Array | null;
    box_key: Uint8Array | null;
    escrow: Uint8Array | null;
    revoked_ms: number | null;
    replaced_by: string | null;
    lease_issued_ms: number | null;
    lease_expires_ms: number | null;
    app: string | null;
    last_contact_ms: number | null;
    backlog: number | null;
    oldest_unsent_ms: number | null;
    clock_ahead_ms: number | null;
    cursor: string | null;
    created_ms: number;
    joined_ms: number | null;
    changed: Generated<number>;
  };
  readonly till_code: {
    device_id: string;
    selector: string;
    code_hash: Uint8Array;
    expires_ms: number;
    tries_left: number;
  };
  readonly till_join: {
    join_id: string;
    device_id: string;
    code_hash: Uint8Array;
    public_key: Uint8Array;
    box_key: Uint8Array;
    escrow: Uint8Array | null;
    fingerprint: string;
    app: string;
    state: 'waiting' | 'approved' | 'refused' | 'expired';
    asked_ms: number;
    decided_ms: number | null;
    decided_by: string | null;
  };
  readonly audit: {
    audit_id: string;
    at_ms: number;
    account_id: string | null;
    action: string;
    subject: string;
    facts: string;
  };
};
