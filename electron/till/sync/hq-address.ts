/** The address of an HQ as a person types it. */

/** Scheme, host and port; `undefined` for anything that is no such address, or not safe. */
export function hqOrigin(typed: string): string | undefined {
  const text = typed.trim();
  const full = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return undefined;
  const { protocol, hostname, origin, username, password } = new URL(full);
  if (username !== '' || password !== '' || hostname === '') return undefined;
  // Without TLS only on this very machine: what is said about people would be open to everybody between.
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && isLocal) ? origin : undefined;
}
