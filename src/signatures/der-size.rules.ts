const ELEMENTS_AT_MOST = 20_000;
const DEPTH_AT_MOST = 40;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const CONSTRUCTED = 0x20;

/**
 * Whether reading a message takes bounded memory: what parses it makes an object of every element, also of what strings of
 * octets and bits may hold. Elements are counted without making any.
 */
export function isOfSaneShape(der: Uint8Array): boolean {
  let end = der.length;
  while (end > 0 && der[end - 1] === 0) end -= 1; // the padding behind it
  const ends = [end];
  let at = 0;
  for (let elements = 0; ends.length > 0; elements++) {
    if (elements > ELEMENTS_AT_MOST || ends.length > DEPTH_AT_MOST) return false;
    const limit = ends.at(-1)!;
    const head = at < limit ? headAt(der, at, limit) : null;
    if (head === null) {
      at = ends.pop()!;
      continue;
    }
    // what looks like a string is entered as if it held elements, and left at its end
    if (head.isEntered) ends.push(head.to);
    at = head.isEntered ? head.from : head.to;
  }
  return true;
}

function headAt(der: Uint8Array, start: number, limit: number) {
  const tag = der[start]!;
  let at = start + 1;
  if ((tag & 0x1f) === 0x1f) while (at < limit && der[at++]! >= 0x80);
  const first = der[at++] ?? 0;
  const count = first >= 0x80 ? first & 0x7f : 0;
  if (at + count > limit || count > 4) return null;
  let length = count === 0 ? first : 0;
  for (let i = 0; i < count; i++) length = length * 256 + der[at + i]!;
  const from = at + count;
  const to = first === 0x80 ? limit : from + length;
  if (to > limit) return null;
  const isBits = tag === BIT_STRING && to > from;
  return {
    from: isBits ? from + 1 : from,
    to,
    isEntered: (tag & CONSTRUCTED) !== 0 || tag === OCTET_STRING || isBits,
  };
}
