/** Finds addresses of package registries: a clone must set itself up from whichever registry its machine is given. */

type TextFile = { readonly path: string; readonly text: string };

/** Parts are joined here so that this file does not find itself. */
const marks: readonly RegExp[] = [
  /\bregistry\.[\w-]+\.\w/i,
  new RegExp(`\\b${'npm'}${'js'}\\.(?:org|com)\\b`, 'i'),
  /\/\/npm\.[\w-]+\./i,
  new RegExp(`\\b(?:deb|security|archive|snapshot|ftp)\\.${'debian'}\\.org\\b`, 'i'),
  new RegExp(`:_auth(?:${'Token'})?\\s*=`),
];

/** `path:line` of every line that names such an address or carries a token for it. */
export function hostViolations({ path, text }: TextFile): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (marks.some((mark) => mark.test(line)) ? [`${path}:${index + 1}`] : []));
}
