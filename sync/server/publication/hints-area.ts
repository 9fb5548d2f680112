/** `GET hints`: an event stream that says when there is something to pull. Not signed: it is only a reason to ask. */

import { tillOf } from '../auth/sync-access.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import type { HqArea } from '../hq-area.ts';
import { createHintHub, hintLimits } from './hint-hub.ts';
import type { HintLimits, HintListener } from './hint-hub.ts';

/** What a listener may leave unread before its line counts as broken. */
const unreadBytesMax = 64 * 1024;
/** After a restart of HQ all tills come back: each within its own part of this. */
const retryMsMin = 1_000;
const retryMsMax = 10_000;

export function createHintsArea(limits: HintLimits = hintLimits): HqArea {
  return {
    name: 'hints',
    register: (app, deps) => {
      const hub = createHintHub(deps, limits);
      let open = 0;
      deps.metrics.sampled({ name: 'hint_listeners', help: 'Open event streams of tills.' }, () => open);
      deps.stopping.addEventListener('abort', hub.close, { once: true });
      // Before the server waits for its connections: these never end by themselves.
      app.addHook('preClose', async () => hub.close());
      app.get('/hints', async (request, reply) => {
        const { raw } = reply;
        const listener: HintListener = {
          deviceId: tillOf(request).deviceId,
          write: (text) => {
            if (raw.writableLength > unreadBytesMax) raw.destroy();
            else raw.write(text);
          },
          end: () => raw.end(),
        };
        if (!hub.join(listener)) return sendSyncFailure(reply, 'busy');
        reply.hijack();
        open += 1;
        raw.once('close', () => {
          open -= 1;
          hub.leave(listener);
        });
        // A line that broke must not bring the process down; it is closed right after.
        raw.on('error', () => hub.leave(listener));
        raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          // Proxies that gather answers would hold hints back.
          'x-accel-buffering': 'no',
        });
        raw.write(`retry: ${retryMs(deps.randomBytes(2))}\n\n`);
        return reply;
      });
    },
  };
}

function retryMs(random: Uint8Array): number {
  const share = ((random[0] ?? 0) * 256 + (random[1] ?? 0)) / 65_536;
  return Math.round(retryMsMin + share * (retryMsMax - retryMsMin));
}
