/** Addresses of the till's own pages, `app://till/<page>/index.html`, and the only way from an address to a file. */

export const pageScheme = 'app';
export const pageHost = 'till';
export const pageOrigin = `${pageScheme}://${pageHost}`;

/** What a built page consists of. A kind of file that is not listed is not served. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['woff2', 'font/woff2'],
  ['ogg', 'audio/ogg'],
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/wav'],
]);

const addressLengthMax = 512;
const segmentsMax = 8;
/** Starts with a letter or digit, so no segment is `.`, `..` or hidden; no separator, drive or escape fits in. */
const segmentPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

export type PageFile = {
  /** Names below the folder of the built pages, outermost first. */
  readonly segments: readonly string[];
  readonly contentType: string;
};

/** `undefined` for every address that is not plainly a file of a page of ours; nothing is decoded or repaired. */
export function pageFileOf(address: string): PageFile | undefined {
  if (address.length > addressLengthMax || !address.startsWith(`${pageOrigin}/`)) return undefined;
  const [wholePath = ''] = address.slice(pageOrigin.length + 1).split(/[?#]/, 1);
  const segments = wholePath.split('/');
  if (segments.length > segmentsMax || !segments.every((segment) => segmentPattern.test(segment)))
    return undefined;
  const [, ending = ''] = /\.([a-z0-9]+)$/.exec(wholePath) ?? [];
  const contentType = contentTypes.get(ending);
  return contentType === undefined ? undefined : { segments, contentType };
}

export function isPageAddress(address: string): boolean {
  return pageFileOf(address)?.contentType.startsWith('text/html') === true;
}
