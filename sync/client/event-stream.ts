/** Reads server-sent events out of text that comes in pieces. */

export type StreamEvent = { readonly event: string; readonly data: string };

/** Longer lines are nothing that HQ sends. */
const pendingMax = 16_384;

/** Feed it text; it calls back for each whole event. */
export function createEventStream(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let pending = '';
  let event = '';
  let data: string[] = [];
  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onEvent({ event: event === '' ? 'message' : event, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data' && data.length < 100) data.push(value);
  };
  return (text) => {
    // A carriage return at the end may be half of a line's end.
    const lines = (pending + text).split(/\r\n|\n|\r(?!$)/);
    const last = lines.pop() ?? '';
    pending =
      last.length <= pendingMax ? last : last.slice(0, pendingMax) + (last.endsWith('\r') ? '\r' : '');
    for (const whole of lines) line(whole);
  };
}
