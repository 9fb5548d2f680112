/**
 * Functions that run inside the page, sent there as their text: each may use only what stands within itself, its one
 * argument, and what `installProbe` left on the page. Times are milliseconds of `performance.now()` of the page.
 */

/** The few names of a page that are used here; the project's other types know no page. */
declare const document: {
  querySelector(selector: string): { click(): void } | null;
};
declare const requestAnimationFrame: (run: () => void) => void;
declare const PerformanceObserver: new (hear: (list: { getEntries(): readonly unknown[] }) => void) => {
  observe(what: { readonly type: string; readonly buffered: boolean }): void;
};
declare const MessagePort: { prototype: { postMessage: (this: PagePort, ...values: unknown[]) => void } };
declare const MessageChannel: new () => { readonly port1: PagePort; readonly port2: PagePort };

type PageEvent = { readonly timeStamp: number };
type Frame = {
  readonly frame?: string;
  readonly callId?: number;
  readonly operation?: string;
  readonly event?: string;
};
type PagePort = {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  addEventListener(name: 'message', hear: (event: PageEvent & { readonly data: Frame }) => void): void;
};

/** One key, and what came of it; null where nothing was asked or answered. */
export type KeyTimes = { readonly atMs: number; echoMs: number | null; resultMs: number | null };

/** One tap: when it was asked for, when its answer reached the page, was in the page's elements, was painted. */
export type TapTimes = {
  readonly askedMs: number;
  readonly arrivedMs: number;
  readonly shownMs: number;
  readonly paintedMs: number;
};

export type Probe = {
  port: PagePort | null;
  readonly keys: KeyTimes[];
  longTasks: number;
  /** Takes the next tap that arrives. */
  onTapped: ((arrivedMs: number) => void) | null;
  calls: number;
};

declare const self: {
  vafaProbe: Probe;
  addEventListener(name: 'keydown', hear: (event: PageEvent) => void, capture: boolean): void;
};

/** To run before the page's own scripts. Hears what it sends and gets, each key, and each task over 50 ms. */
export function installProbe(): void {
  const probe: Probe = { port: null, keys: [], longTasks: 0, onTapped: null, calls: 0 };
  self.vafaProbe = probe;
  const keyByCall = new Map<number | undefined, KeyTimes | undefined>();
  /** Runs right after the next frame: a message posted in the frame's callback waits until the frame is drawn. */
  const afterFrame = (run: () => void): void =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = run;
      port2.postMessage(null);
    });
  const hear = ({ data, timeStamp }: PageEvent & { readonly data: Frame }): void => {
    if (data.event === 'tapped') probe.onTapped?.(timeStamp);
    const key = data.frame === 'answer' ? keyByCall.get(data.callId) : undefined;
    if (key !== undefined) afterFrame(() => (key.resultMs = performance.now()));
  };
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: PagePort, ...values: unknown[]): void {
    const [frame] = values as [Frame | null]; // the page's own frames, as its contract says
    if (frame?.frame === 'request') {
      if (probe.port !== this) this.addEventListener('message', hear);
      probe.port = this;
      const isAnswerToKey = /^(?:search|addBarcode)/.test(frame.operation ?? '');
      if (isAnswerToKey) keyByCall.set(frame.callId, probe.keys.at(-1));
    }
    postMessage.apply(this, values);
  };
  const press = (event: PageEvent): void => {
    const key: KeyTimes = { atMs: event.timeStamp, echoMs: null, resultMs: null };
    probe.keys.push(key);
    afterFrame(() => (key.echoMs = performance.now()));
  };
  // Before the page's own listeners: the one for scanners keeps the last key of a scan from all that come after it.
  self.addEventListener('keydown', press, true);
  new PerformanceObserver((list) => (probe.longTasks += list.getEntries().length)).observe({
    type: 'longtask',
    buffered: true,
  });
}

/** Taps a card on the scripted reader, and takes the member off again once painted; null when no member is shown. */
export async function tapOnce(cardUid: string): Promise<TapTimes | null> {
  const { vafaProbe: probe } = self;
  const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const find = (testId: string): { click(): void } | null =>
    document.querySelector(`[data-testid="${testId}"]`);
  const arrived = new Promise<number>((resolve) => (probe.onTapped = resolve));
  const askedMs = performance.now();
  probe.calls += 1;
  const callId = 1_000_000 + probe.calls;
  probe.port?.postMessage({ frame: 'request', callId, operation: 'tapDemoCard', input: { cardUid } });
  const arrivedMs = await arrived;
  while (find('member-name') === null && performance.now() - arrivedMs < 2_000) await Promise.resolve();
  const shownMs = performance.now();
  await nextFrame();
  await nextFrame();
  const paintedMs = performance.now();
  const isShown = find('member-name') !== null;
  find('member-detach')?.click();
  for (let frame = 0; find('member-name') !== null && frame < 120; frame += 1) await nextFrame();
  return isShown ? { askedMs, arrivedMs, shownMs, paintedMs } : null;
}

/** Takes what was gathered about keys so far. */
export function takeKeys(): { readonly keys: readonly KeyTimes[]; readonly longTasks: number } {
  const { vafaProbe: probe } = self;
  return { keys: probe.keys.splice(0), longTasks: probe.longTasks };
}

/** From any moment to the end of the next frame: the least that an input can take. */
export async function frameFloor(count: number): Promise<readonly number[]> {
  const values: number[] = [];
  for (let run = 0; run < count; run += 1) {
    await new Promise((resolve) => setTimeout(resolve, (run * 7) % 40));
    const startedMs = performance.now();
    await new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    );
    values.push(performance.now() - startedMs);
  }
  return values;
}
