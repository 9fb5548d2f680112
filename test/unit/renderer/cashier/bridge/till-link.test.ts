import { afterEach, describe, expect, it } from 'vitest';
import { createPageWire } from '#renderer/cashier/bridge/page-wire.ts';
import { createTillLink } from '#renderer/cashier/bridge/till-link.ts';
import type { TillLink } from '#renderer/cashier/bridge/till-link.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { createFakeTill } from '#test/support/fake-till/fake-till.ts';
import { createFakeWindow } from './fake-window.ts';

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

function tillPort(): { readonly port: MessagePort; readonly stop: () => void } {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const { handlers } = createFakeTill(() => undefined);
  const onBug = (bug: unknown): void => expect.unreachable(String(bug));
  const server = serveRpc({
    contract: tillContract,
    wire: createPageWire(port2),
    handlers,
    onBug,
    onStrangeFrame: onBug,
  });
  return { port: port1, stop: server.close };
}

function linked() {
  const heard: string[] = [];
  const fake = createFakeWindow();
  const link = createTillLink({
    page: fake.page,
    onOpen: () => heard.push('open'),
    onLost: () => heard.push('lost'),
    onEvent: ({ event }) => heard.push(event),
    onNotice: ({ kind }) => heard.push(kind),
    onStrange: (what) => heard.push(`strange ${what}`),
  });
  link.connect();
  return { heard, fake, link };
}

/** Calls go by the real clock here: one that came too late on a busy machine is made again. */
const storeNameOf = async (link: TillLink): Promise<string | undefined> => {
  const answer = await link.calls()?.till({});
  return answer?.ok ? answer.value.storeName.en : undefined;
};

const untilLost = async (heard: readonly string[]): Promise<void> => {
  while (!heard.includes('lost')) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('the line to the till service', () => {
  it('opens with the port that the preload script hands over', async () => {
    const { heard, fake, link } = linked();
    expect(link.calls()).toBeNull();
    fake.handOver(tillPort().port);
    expect(heard).toEqual(['open']);
    await expect.poll(() => storeNameOf(link)).toBe('Tajrish');
  });

  it('takes no port from another window, another origin or another message', () => {
    const { heard, fake } = linked();
    const { port } = tillPort();
    fake.post({ data: { message: 'till-port' }, source: null, port });
    fake.post({ data: { message: 'till-port' }, origin: 'https://elsewhere.example', port });
    fake.post({ data: { message: 'port' }, port });
    fake.post({ data: 'till-port', port });
    expect(heard).toEqual([]);
  });

  it('is lost when the till service goes, and open calls are answered', async () => {
    const { heard, fake, link } = linked();
    const till = tillPort();
    fake.handOver(till.port);
    till.stop();
    await untilLost(heard);
    expect(link.calls()).toBeNull();
  });

  it('replaces the older port without calling the line lost', async () => {
    const { heard, fake, link } = linked();
    fake.handOver(tillPort().port);
    fake.handOver(tillPort().port);
    await expect.poll(() => storeNameOf(link)).toBe('Tajrish');
    expect(heard).toEqual(['open', 'open']);
  });

  it('answers every open call when the shell says that the till is lost', async () => {
    const { heard, fake, link } = linked();
    fake.handOver(tillPort().port);
    const answer = link.calls()?.till({});
    fake.tellNotice({ kind: 'tillLost', attempt: 1 });
    expect(await answer).toEqual({ ok: false, error: { code: 'service_lost', details: {} } });
    expect(heard).toEqual(['open', 'lost', 'tillLost']);
  });

  it('ignores a notice that no contract knows', () => {
    const { heard, fake } = linked();
    fake.tellNotice({ kind: 'somethingElse' });
    expect(heard).toEqual(['strange notice']);
  });
});
