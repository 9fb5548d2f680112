/** Who acts where nobody did: the till itself, in what falls due by the calendar. No operator of a chain has this id. */

import type { OperatorId } from '#shared/domain/operator.ts';
import { uuid } from '#shared/kernel/ids.ts';

export const tillOperatorId: OperatorId = uuid('00000000-0000-7000-8000-000000000000');
