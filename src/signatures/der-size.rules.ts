const ELEMENTS_AT_MOST = 20_000;
const DEPTH_AT_MOST = 40;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const CONSTRUCTED = 0x20;

interface Level {
  end: number;
  /** It ends at a mark, not after a stated length. */
  isOpen: boolean;
}

/**
 * Whether reading a message takes bounded memory: what parses it makes an object of every element, also of what strings of
 * octets and bits may hold. Elements are counted without making any; what stands behind the first whole one is padding.
 */
export function isOfSaneShape(der: Uint8Array): boolean {
  const levels: Level[] = [];
  let at = 0;
  let elements = 0;
  do {
    if (++elements > ELEMENTS_AT_MOST || levels.length > DEPTH_AT_MOST) return false;
    const level = levels.at(-1) ?? { end: der.length, isOpen: false };
    const head = at < level.end ? headAt(der, at, level.end) : null;
    if (head === null) at = levels.pop()?.end ?? level.end;
    else if (level.isOpen && der[at] === 0 && head.to === at + 2) {
      levels.pop();
      at = head.to;
    } else {
      // what looks like a string is entered as if it held elements, and left at its end
      if (head.isEntered) levels.push({ end: head.to, isOpen: head.isOpen });
      at = head.isEntered ? head.from : head.to;
    }
  } while (levels.length > 0);
  return true;
}

function headAt(der: Uint8Array, start: number, limit: number) {
  const tag = der[start]!;
  let at = start + 1;
  if ((tag & 0x1f) === 0x1f) while (at < limit && der[at++]! >= 0x80);
  const first = der[at++] ?? 0;
  const count = first >= 0x80 ? first & 0x7f : 0;
  if (at + count > limit || count > 8) return null;
  let length = count === 0 ? first : 0;
  for (let i = 0; i < count; i++) length = length * 256 + der[at + i]!;
  const from = at + count;
  const isOpen = first === 0x80 && (tag & CONSTRUCTED) !== 0;
  const to = isOpen ? limit : Math.min(limit, from + length);
  const isBits = tag === BIT_STRING && to > from;
  return {
    from: isBits ? from + 1 : from,
    to,
    isOpen,
    isEntered: (tag & CONSTRUCTED) !== 0 || tag === OCTET_STRING || isBits,
  };
}
