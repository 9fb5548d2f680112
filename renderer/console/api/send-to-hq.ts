/** The way from this page to its HQ: the same origin, the session as a cookie. */

import { adminHeader, adminRoot } from '#shared/contracts/hq/admin-common.ts';
import type { SendToHq } from '#shared/contracts/hq/admin-client.ts';

export const sendToHq: SendToHq = async ({ method, path, body }) => {
  try {
    const answer = await window.fetch(`${adminRoot}${path}`, {
      method,
      headers: { [adminHeader]: '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      redirect: 'error',
    });
    const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
    return {
      isOk: answer.ok,
      body: jsonOf(await answer.text()),
      ...(Number.isFinite(seconds) ? { retryAfterSeconds: Math.ceil(seconds) } : {}),
    };
  } catch {
    return undefined; // the browser does not say why: no network, or HQ is off
  }
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: the schema refuses it
  }
}
