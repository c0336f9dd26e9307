const HERE = 'http://this.invalid';
const TEXT_LIMIT = 2000;

/**
 * A path of this site to go back to; whatever would lead elsewhere (`//host`, `/\host`, an address, control characters)
 * is replaced.
 * @param otherwise  where to go instead
 */
export function localPath(text: unknown, otherwise = '/'): string {
  if (typeof text !== 'string' || !text.startsWith('/') || text.length > TEXT_LIMIT) return otherwise;
  if (!URL.canParse(text, HERE)) return otherwise;
  const url = new URL(text, HERE);
  // a path that begins with two slashes would be read as a host by the browser it is sent to
  if (url.origin !== HERE || url.pathname.startsWith('//')) return otherwise;
  return `${url.pathname}${url.search}`;
}
