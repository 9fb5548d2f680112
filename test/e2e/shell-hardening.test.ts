/** What a page that was taken over would meet. The real window, the real page protocol, one till for all tests. */

import { expect, test } from '@playwright/test';
import type { LaunchedShell } from '#test/support/launch-shell.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';

/** Far more than a complaint takes. */
const complaintMsMax = 60_000;

let shell: LaunchedShell;
let endTill: () => Promise<void>;

test.beforeAll(async () => {
  const { dataDir, removeFolder } = shellFolder();
  shell = await launchShell({ dataDir, args: ['--demo'] });
  endTill = async () => {
    await shell.stop();
    removeFolder();
  };
});
test.afterAll(() => endTill());

/** Runs in the page as its own code would, after the tool's own step has ended; a throw answers with its name. */
function inPage(code: string): Promise<unknown> {
  const later = `new Promise((resolve) => setTimeout(async () => {
    try { resolve(await (async () => { ${code} })()); } catch (error) { resolve(String(error.name)); }
  }))`;
  return shell.page.evaluate(later);
}

/** The content policy's complaints while `code` runs, until each that is wanted was heard: some come from other processes. */
function violationsOf(code: string, ...wanted: readonly string[]): Promise<unknown> {
  return inPage(`
    const seen = [];
    const note = (event) => seen.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    ${code}
    const untilMs = performance.now() + ${complaintMsMax};
    while (performance.now() < untilMs && ${JSON.stringify(wanted)}.some((name) => !seen.includes(name))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    document.removeEventListener('securitypolicyviolation', note);
    return seen;`);
}

test('the page is served by our own protocol as a secure origin', async () => {
  expect(await inPage('return [location.origin, isSecureContext, location.pathname]')).toEqual([
    'app://till',
    true,
    '/cashier/index.html',
  ]);
});

test('the page has no Node and nothing of Electron but a bridge of one function', async () => {
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
  for (const name of names) expect(await inPage(`return typeof window['${name}']`), name).toBe('undefined');
  expect(await inPage('return Object.keys(window.vafaShell)')).toEqual(['connect']);
});

test('the window asks for every protection that Electron has', async () => {
  const preferences = await shell.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the published types, yet the only way to read what the window really runs with.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  for (const name of ['sandbox', 'contextIsolation', 'webSecurity'])
    expect(preferences[name], name).toBe(true);
  // Electron leaves out what was never asked for.
  for (const name of riskyPreferences) expect(preferences[name] ?? false, name).toBe(false);
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
});

const riskyPreferences = [
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'webviewTag',
  'plugins',
  'navigateOnDragDrop',
] as const;

test('developer tools do not open', async () => {
  const isOpen = await shell.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return contents?.isDevToolsOpened();
  });
  expect(isOpen).toBe(false);
});

test('each answer carries the content policy, and each load another nonce', async () => {
  const read = `
    const answer = await fetch(location.pathname);
    const policy = answer.headers.get('content-security-policy');
    return { policy, html: await answer.text(), kind: answer.headers.get('x-content-type-options') };`;
  const [first, second] = [await inPage(read), await inPage(read)] as {
    policy: string;
    html: string;
    kind: string;
  }[];
  const nonceOf = (text = ''): string => /'nonce-([^']+)'/.exec(text)?.[1] ?? '';
  expect(nonceOf(first?.policy)).toHaveLength(24);
  expect(first?.html).toContain(`<meta property="csp-nonce" nonce="${nonceOf(first?.policy)}">`);
  expect(nonceOf(second?.policy)).not.toBe(nonceOf(first?.policy));
  expect(first?.policy).not.toContain('unsafe');
  expect(first?.kind).toBe('nosniff');
});

test('a script written into the page does not run', async () => {
  const code = `
    window.ran = false;
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const picture = document.createElement('div');
    picture.innerHTML = '<img src="missing.png" onerror="window.ran = true"><svg onload="window.ran = true"></svg>';
    document.body.append(picture);`;
  const seen = await violationsOf(code, 'script-src-elem', 'script-src-attr');
  expect(seen).toContain('script-src-elem');
  expect(seen).toContain('script-src-attr');
  expect(await inPage('return window.ran')).toBe(false);
});

test('text is never turned into code', async () => {
  expect(await inPage(`return eval('1')`)).toBe('EvalError');
  expect(await inPage(`return new Function('return 1')()`)).toBe('EvalError');
  const late = `window.ran = false; setTimeout('window.ran = true', 0);`;
  expect(await violationsOf(late, 'script-src')).toEqual(['script-src']);
  expect(await inPage('return window.ran')).toBe(false);
});

test('a style element counts only with the nonce of this load', async () => {
  const widthWith = (nonce: string): string => `
    const style = document.createElement('style');
    ${nonce}
    style.textContent = '#probe { width: 123px }';
    const probe = document.createElement('div');
    probe.id = 'probe';
    document.body.append(style, probe);
    const { width } = getComputedStyle(probe);
    style.remove();
    probe.remove();
    return width;`;
  const meta = `document.querySelector('meta[property="csp-nonce"]').nonce`;
  expect(await inPage(widthWith(''))).not.toBe('123px');
  expect(await inPage(widthWith(`style.nonce = 'AAAA';`))).not.toBe('123px');
  expect(await inPage(widthWith(`style.nonce = ${meta};`))).toBe('123px');
});

test('nothing is fetched from anywhere else', async () => {
  expect(await inPage(`return fetch('https://shop.example/x')`)).toBe('TypeError');
  expect(await inPage(`return fetch('http://127.0.0.1:9/x')`)).toBe('TypeError');
  expect(await inPage(`return fetch('file:///etc/hostname')`)).toBe('TypeError');
  const wanted = ['script-src-elem', 'img-src', 'frame-src', 'object-src', 'worker-src', 'connect-src'];
  const code = `
    for (const name of ['script', 'img', 'iframe', 'embed']) {
      const element = document.createElement(name);
      element.src = 'https://shop.example/x';
      document.body.append(element);
    }
    try { new Worker('data:text/javascript,1'); } catch {}
    try { new WebSocket('wss://shop.example/x'); } catch {}`;
  const seen = await violationsOf(code, ...wanted);
  expect(new Set(seen as string[])).toEqual(new Set(wanted));
});

test('no connection between browsers finds a way out', async () => {
  const candidates = await inPage(`
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] });
    peer.createDataChannel('out');
    const gathered = new Promise((done) => {
      peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && done());
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
    const found = peer.localDescription.sdp.split('a=candidate').slice(1).filter((line) => / udp /i.test(line));
    peer.close();
    return found.length;`);
  expect(candidates).toBe(0);
});

test('an address outside the pages is not found', async () => {
  for (const address of [
    '/../main/main.js',
    '/..%2fmain/main.js',
    '/cashier/%2e%2e/%2e%2e/main/main.js',
    '/',
    '/main.js',
    '/cashier/index.html/main.js',
    `/${'a'.repeat(300)}.js`,
  ]) {
    expect(await inPage(`return (await fetch('${address}')).status`), address).toBe(404);
  }
  expect(await inPage(`return (await fetch('app://other/cashier/index.html')).status`)).toBe('TypeError');
  expect(await inPage(`return (await fetch(location.pathname, { method: 'POST' })).status`)).toBe(404);
});

test('the page cannot be led anywhere else', async () => {
  const start = shell.page.url();
  for (const target of [
    'https://shop.example/',
    'file:///etc/hostname',
    'app://till/other/index.html',
    'data:text/html,x',
  ]) {
    await inPage(`location.href = '${target}'`);
    await inPage(`
      const link = document.createElement('a');
      link.href = '${target}';
      document.body.append(link);
      link.click();
      link.remove();`);
  }
  await inPage(`
    const form = document.createElement('form');
    form.action = 'https://shop.example/';
    document.body.append(form);
    form.submit();
    form.remove();`);
  expect(shell.page.url()).toBe(start);
  await shell.fact('denied', { with: { what: 'navigation' } });
});

test('no second window opens', async () => {
  expect(await inPage(`return window.open('https://shop.example/') === null`)).toBe(true);
  expect(await inPage(`return window.open('app://till/cashier/index.html') === null`)).toBe(true);
  expect(await inPage(`return window.open('about:blank') === null`)).toBe(true);
  expect(await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await shell.fact('denied', { with: { what: 'newWindow' } });
});

test('an embedded page stays an unknown element', async () => {
  await inPage(`
    const view = document.createElement('webview');
    view.src = 'app://till/cashier/index.html';
    document.body.append(view);`);
  expect(await inPage(`return typeof document.querySelector('webview').getURL`)).toBe('undefined');
  const pages = await shell.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(pages).toBe(1);
});

test('a file or an address dropped on the page changes nothing', async () => {
  const start = shell.page.url();
  const session = await shell.page.context().newCDPSession(shell.page);
  const items = [{ mimeType: 'text/uri-list', data: 'https://shop.example/' }];
  const data = { items, files: ['/etc/hostname'], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await session.detach();
  // Nothing is to happen, so there is nothing to wait for but time.
  await shell.page.waitForTimeout(300);
  expect(shell.page.url()).toBe(start);
  expect(await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('every permission is refused', async () => {
  expect(await inPage('return Notification.requestPermission()')).toBe('denied');
  // A machine without a microphone says that first.
  const microphone = await inPage('return navigator.mediaDevices.getUserMedia({ audio: true })');
  expect(['NotAllowedError', 'NotFoundError']).toContain(microphone);
  const display = await inPage('return navigator.mediaDevices.getDisplayMedia({ video: true })');
  expect(['NotAllowedError', 'NotSupportedError', 'InvalidStateError', 'AbortError']).toContain(display);
  const geolocation = 'new Promise((_, refuse) => navigator.geolocation.getCurrentPosition(_, refuse))';
  expect(await inPage(`return ${geolocation}.catch((error) => error.code)`)).toBe(1);
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']) {
    expect(await inPage(`return (await navigator.permissions.query({ name: '${name}' })).state`), name).toBe(
      'denied',
    );
  }
});

test('nothing is downloaded', async () => {
  await inPage(`
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['entries']));
    link.download = 'entries.txt';
    document.body.append(link);
    link.click();
    link.remove();`);
  await shell.fact('downloadDenied');
});
