/** HQ in one world: answers what arrives, and makes the turns of its workers a moment later. */

import type { HttpAnswer, HttpRequest } from '#sync/client/http.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { Hint } from '#shared/contracts/sync/sync-schemas.ts';
import { newestHint } from '#sync/server/publication/hint-hub.ts';
import { newestChange } from '#sync/server/db/change-clock.ts';
import { readHqEpoch } from '#sync/server/db/stores/chains/hq-epoch.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { takeArrivedRecords } from '#sync/server/members/records-worker.ts';
import { createMetrics } from '#sync/server/metrics.ts';

import { publicationTurn } from '#sync/server/publication/publication-worker.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import type { CompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countNext } from '#sync/server/truth/count-next.ts';
import { endLots } from '#sync/server/truth/end-of-lots.ts';
import { judgeLater } from '#sync/server/truth/judge-later.ts';
import { mustHold } from '../violation.ts';
import { buildSyncApp } from './hq-site.ts';
import type { HqTime } from './hq-time.ts';

export type HqAtWork = {
  readonly deps: HqDeps;
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer | null>;
  /** Everything that waits to be counted, and what follows of it. */
  readonly countAll: () => Promise<void>;
  /** What is done once a day or so. */
  readonly dailyTurns: () => Promise<void>;
  /** The process ends and another begins; what it knew only in its memory is gone. */
  readonly restart: () => Promise<void>;
  readonly cursor: () => Promise<string>;
  readonly isDown: () => boolean;
  readonly setDown: (isDown: boolean) => void;
  readonly close: () => Promise<void>;
};

export type HqAtWorkDeps = {
  readonly deps: HqDeps;
  readonly time: HqTime;
  readonly rng: Rng;
  /** Something new can be pulled. */
  readonly onChanged: (hint: Hint) => void;
};

const turnsMax = 200;

export async function startHqAtWork({ deps, time, rng, onChanged }: HqAtWorkDeps): Promise<HqAtWork> {
  let process = await startProcess(deps);
  let isDown = false;
  let isTurnDue = false;
  let told = '';
  const cursor = async (): Promise<string> => `${await readHqEpoch(deps.db)}.${await newestChange(deps.db)}`;
  const tell = async (): Promise<void> => {
    const hint = await newestHint(deps.db);
    if (hint.cursor !== told) onChanged(hint);
    told = hint.cursor;
  };
  const countAll = async (): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      mustHold(turn < turnsMax, 'HQ comes to an end of its work');
      const toCount = { ...deps, ruleSets: process.ruleSets };
      const done = (await countNext(toCount)) + (await takeArrivedRecords(deps));
      if (done === 0 && (await judgeLater(toCount)) === 0) break;
    }
    await tell();
  };
  const turn = async (): Promise<void> => {
    isTurnDue = false;
    if (!isDown) await countAll();
  };
  return {
    deps,
    answer: async (request) => {
      if (isDown) return null;
      const answered = await ask(process.app, request);
      if (!isTurnDue && changesSomething(request)) {
        isTurnDue = true;
        time.later(200 + rng.below(800), turn);
      }
      return answered;
    },
    countAll,
    dailyTurns: async () => {
      if (isDown) return;
      for (let turns = 0; (await endLots(deps)) > 0; turns += 1) {
        mustHold(turns < turnsMax, 'HQ comes to an end of its day');
      }
      await publicationTurn(deps, { holder: process.holder, stopping: deps.stopping });
      await tell();
    },
    restart: async () => {
      await process.app.close();
      process = await startProcess(deps);
    },
    cursor,
    isDown: () => isDown,
    setDown: (down) => {
      isDown = down;
    },
    close: () => process.app.close(),
  };
}

type Process = {
  readonly app: HqApp;
  readonly ruleSets: CompiledRuleSets;
  readonly holder: ReturnType<typeof uuidV7>;
};

async function startProcess(deps: HqDeps): Promise<Process> {
  return {
    // Measurements are of a process.
    app: await buildSyncApp({ ...deps, metrics: createMetrics({ withProcess: false }) }),
    ruleSets: createCompiledRuleSets(),
    holder: uuidV7(deps.clock.nowMs(), deps.randomBytes(10)),
  };
}

function changesSomething({ method, target }: HttpRequest): boolean {
  return method !== 'GET' && !target.endsWith('/contact') && !target.endsWith('/pull');
}

async function ask(app: HqApp, { method, target, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const answer = await app.inject({
    method,
    url: target,
    headers,
    ...(body.length > 0 ? { payload: Buffer.from(body) } : {}),
  });
  const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(told),
    body: new Uint8Array(answer.rawPayload),
  };
}
