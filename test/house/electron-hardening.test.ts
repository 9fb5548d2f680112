/** The twenty points of Electron's security checklist, and every fuse, on the sources and the packaging settings. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from '#electron/main/content-security.ts';
import { pageOrigin } from '#electron/main/page-address.ts';
import { pagePreferences } from '#electron/main/page-preferences.ts';
import { cashierAddress } from '#electron/main/cashier-address.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const read = (...parts: readonly string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

/** The shell's own source without its comments. */
const shell = ['electron/main', 'electron/preload']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => read(folder, name)))
  .join('\n')
  .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const preload = read('electron/preload/preload.ts');
const packaging = read('electron-builder.yml');

/** The settings of one section of the packaging file: `name: value`, two spaces in. */
function section(name: string): Readonly<Record<string, string>> {
  const [, body = ''] = new RegExp(`^${name}:\\n((?:  .*\\n)+)`, 'm').exec(packaging) ?? [];
  return Object.fromEntries([...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, key, value]) => [key, value]));
}

function timesIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(new RegExp(pattern, 'g'))].length;
}

describe('the security checklist of Electron', () => {
  it('1 and 18: pages come from our own protocol, never from a file or an address', () => {
    expect(cashierAddress({ language: 'fa', demo: true }).startsWith(`${pageOrigin}/`)).toBe(true);
    expect(shell).not.toMatch(/\.loadFile\(|file:\/\/|https?:\/\//);
    expect(timesIn(shell, /loadURL\(/)).toBe(1);
  });

  it('2: no page has Node', () => {
    expect(pagePreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3: the world of the page is apart from the world of the preload script', () => {
    expect(pagePreferences.contextIsolation).toBe(true);
  });

  it('4: every page is sandboxed, and the shell never switches the sandbox off', () => {
    expect(pagePreferences.sandbox).toBe(true);
    expect(shell).toContain('app.enableSandbox()');
    expect(shell).not.toMatch(/appendSwitch|appendArgument/);
  });

  it('5: every permission is answered, with no', () => {
    expect(shell).toMatch(/setPermissionRequestHandler\([\s\S]{0,200}answer\(false\)/);
    expect(shell).toContain('setPermissionCheckHandler(() => false)');
    expect(shell).toContain('setDevicePermissionHandler(() => false)');
  });

  it('6 and 8: web security stays on and nothing insecure is allowed', () => {
    expect(pagePreferences.webSecurity).toBe(true);
    expect(pagePreferences.allowRunningInsecureContent).toBe(false);
  });

  it('7: a content policy that allows no inline code comes with every answer', () => {
    const policy = pageHeaders('text/html', 'n')['Content-Security-Policy'];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toContain('unsafe');
    expect(timesIn(shell, /new Response\(/)).toBe(timesIn(shell, /headers: pageHeaders\(/));
  });

  it('9 and 10: no experimental and no extra Blink features', () => {
    expect(pagePreferences.experimentalFeatures).toBe(false);
    expect(shell).not.toContain('enableBlinkFeatures');
  });

  it('11 and 12: no page can embed another', () => {
    expect(pagePreferences.webviewTag).toBe(false);
    expect(shell).toContain("'will-attach-webview', deny(");
  });

  it('13: navigation, redirection and dropped files lead nowhere', () => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(shell).toContain(`'${event}', deny(`);
    }
    expect(pagePreferences.navigateOnDragDrop).toBe(false);
  });

  it('14: no page opens a window', () => {
    expect(shell).toMatch(/setWindowOpenHandler\([\s\S]{0,120}action: 'deny'/);
    expect(timesIn(shell, /new BrowserWindow\(/)).toBe(1);
  });

  it('15: nothing is handed to the desktop to open', () => {
    expect(shell).not.toMatch(/openExternal|openPath|import \{[^}]*\bshell\b[^}]*\} from 'electron'/);
  });

  it('16: the declared Electron is one that is still maintained', () => {
    const manifest: unknown = JSON.parse(read('package.json'));
    expect(manifest).toHaveProperty(['devDependencies', 'electron']);
    const [, major] = /"electron": "(\d+)\./.exec(read('package.json')) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(45);
  });

  it('17: the one message from a page is taken only from the page that the shell loaded', () => {
    expect(timesIn(shell, /ipcMain\.(?:on|once|handle|handleOnce)\(/)).toBe(1);
    expect(shell).toMatch(/senderFrame === webContents\.mainFrame && isPageAddress\(/);
  });

  it('19: every fuse of Electron is set, each to its safe side', () => {
    expect(section('electronFuses')).toEqual({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableCookieEncryption: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
      loadBrowserProcessSpecificV8Snapshot: 'false',
    });
  });

  it('20: the page sees one function of ours and nothing of Electron', () => {
    expect(timesIn(preload, /exposeInMainWorld\(/)).toBe(1);
    expect(preload).toContain('contextBridge.exposeInMainWorld(shellBridgeName, bridge)');
    expect(preload).toMatch(/const bridge: ShellBridge = \{\s+connect: /);
  });
});

describe('the packaged till', () => {
  it('is one archive beside the native parts that the system must load from files', () => {
    expect(packaging).toMatch(/^asar: true$/m);
    expect(packaging).toMatch(/^asarUnpack:\n(?: {2}#.*\n)* {2}- '\*\*\/\*\.node'$/m);
    expect(packaging).toMatch(/^npmRebuild: false$/m);
    expect(packaging).toMatch(/^electronDist: /m);
  });

  it('leaves out source maps and whatever is already inside the built files', () => {
    for (const line of ["- '!out/**/*.map'", "- '!node_modules/**'"]) expect(packaging).toContain(line);
  });

  it('has targets and an icon for each desktop', () => {
    for (const [system, target] of [
      ['linux', '[dir, deb]'],
      ['win', '[nsis]'],
      ['mac', '[dmg]'],
    ] as const) {
      expect(section(system)['target']).toBe(target);
      expect(existsSync(path.join(root, section(system)['icon'] ?? 'missing'))).toBe(true);
    }
  });

  it('has no developer tools and takes no native part from outside the package', () => {
    expect(shell).toMatch(/devTools: args\.includes\('--dev-tools'\) && !place\.packaged/);
    expect(shell).toMatch(/if \(place\.packagedFolder !== null\) return packagedFacts\(/);
    expect(shell).not.toMatch(/NODE_ENV|process\.env\b/);
  });
});
