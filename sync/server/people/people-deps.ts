/** What the administration is given. */

import type { HqDeps } from '../hq-deps.ts';
import type { Passwords } from './passwords.ts';

export type PeopleDeps = HqDeps & { readonly passwords: Passwords };
