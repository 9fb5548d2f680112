/** Who works at the till. */

import type { Uuid } from '../kernel/ids.ts';

export type OperatorId = Uuid;
export type OperatorRole = 'cashier' | 'manager';

export type Operator = {
  readonly operatorId: OperatorId;
  readonly name: string;
  readonly latinName: string | null;
  readonly role: OperatorRole;
};
