/** What the commands of `vafa publish` share. */

import type { Result } from '#shared/kernel/result.ts';
import type { HqAsk } from './publish-client.ts';
import type { PublishFailure } from './publish-failure.ts';
import type { PublisherKey } from './publish-key-file.ts';

/** What to print, whole lines, or why it failed. */
export type PublishOutcome = Promise<Result<string, PublishFailure>>;
export type PublisherOptions = { readonly hq: string; readonly key: string };
export type Asking = { readonly ask: HqAsk; readonly key: PublisherKey };
