/** A whole HQ with the demo chain, in a process that a test can stop and start again under the same address. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { bringDemoChain, hqOfDemo } from '#tools/demo-run/demo-hq.ts';
import type { HqOfDemo } from '#tools/demo-run/demo-hq.ts';
import { openHq } from '#tools/hq/open-hq.ts';
import { startOwnProcess } from '#tools/launch/own-process.ts';
import type { OwnProcess } from '#tools/launch/own-process.ts';
import { projectPath } from '#tools/setup/project-paths.ts';
import { expectOk } from './expect-ok.ts';

export type HqAtHand = {
  readonly url: string;
  readonly newTill: HqOfDemo['newTill'];
  readonly approve: HqOfDemo['approve'];
  /** Looks into the database beside the running HQ. */
  readonly look: <Found>(look: (deps: HqDeps) => Promise<Found>) => Promise<Found>;
  /** Asked to stop, and gone. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** For good, with everything that it kept. */
  readonly dispose: () => Promise<void>;
};

export async function startHqAtHand(): Promise<HqAtHand> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-test-hq-'));
  let running: Running | undefined = await spawnHq(folder, 0);
  const { url } = running;
  const look: HqAtHand['look'] = async (find) => {
    const { deps, close } = expectOk(await openHq({ data: folder }));
    try {
      return await find(deps);
    } finally {
      await close();
    }
  };
  const stop = async (): Promise<void> => {
    running?.process.child.kill('SIGTERM');
    await running?.process.ended;
    running = undefined;
  };
  await look(bringDemoChain);
  return {
    url,
    newTill: (name) => look((deps) => hqOfDemo(deps).newTill(name)),
    approve: (join) => look((deps) => hqOfDemo(deps).approve(join)),
    look,
    stop,
    start: async () => {
      running ??= await spawnHq(folder, Number(new URL(url).port));
    },
    dispose: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Running = { readonly process: OwnProcess; readonly url: string };

async function spawnHq(folder: string, port: number): Promise<Running> {
  const { HQ_DATABASE_URL: _url, HQ_KEY_PASSPHRASE: _passphrase, ...env } = process.env;
  const args = [projectPath('tools', 'hq.ts'), 'run', '--data', folder, '--port', String(port)];
  const own = startOwnProcess(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    own.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /HQ is running: (\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    // Once it listens nobody waits for this any more.
    void own.ended.then((code) => reject(new Error(`HQ ended with ${code}: ${said}`)));
  });
  return { process: own, url };
}
