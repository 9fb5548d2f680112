/** Takes away from every page what a till's screen never needs. */

import type { App, Session, WebContents } from 'electron';
import { pageOrigin } from './page-address.ts';
import type { Log } from './log.ts';

/** Permissions, devices, downloads, and every address but the till's own. */
export function denyInSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('permissionDenied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => {
    event.preventDefault();
    log('downloadDenied');
  });
  session.webRequest.onBeforeRequest((request, answer) => {
    const isOurs = request.url.startsWith(`${pageOrigin}/`) || request.url.startsWith('devtools://');
    if (!isOurs) log('requestDenied', { resourceType: request.resourceType });
    answer({ cancel: !isOurs });
  });
}

/** Navigation, new windows and embedded pages, for every page that this application will ever have. */
export function denyInAllPages(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => denyInPage(contents, log));
}

function denyInPage(contents: WebContents, log: Log): void {
  const deny = (what: string) => (event: { readonly preventDefault: () => void }) => {
    event.preventDefault();
    log('denied', { what });
  };
  // The page is one document for its whole life; the shell itself loads it, which raises none of these.
  contents.on('will-navigate', deny('navigation'));
  contents.on('will-frame-navigate', deny('navigation'));
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-attach-webview', deny('webview'));
  // The content policy has no word for connections between browsers: without a proxy none is made.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => {
    log('denied', { what: 'newWindow' });
    return { action: 'deny' };
  });
}
