const NOT_ABC = new Set('“”‘’•–—…');
const ABC_AT_LEAST_CAPITALS = 2;

/**
 * Makes the decoder of TCVN3 from its table: from Latin characters, as a file in an ABC font has them, to what
 * the font draws. The punctuation that Windows keeps in places where the standard has capitals stays punctuation:
 * the ABC fonts draw it so, and have no toned capitals.
 * @param table  the characters of the bytes 0 to 255 in TCVN 5712
 * @param latin  the characters of the same bytes in Windows-1252
 */
export function tcvn3Decoder(table: readonly string[], latin: readonly string[]): (text: string) => string {
  const meant = new Map<string, string>();
  table.forEach((letter, byte) => {
    if (byte < 0x80 && letter.charCodeAt(0) < 0x80) return;
    const written = latin[byte]!;
    if (!NOT_ABC.has(written)) meant.set(written, letter);
  });
  return (text) => {
    let decoded = '';
    for (const character of text) decoded += meant.get(character) ?? character;
    return decoded;
  };
}

const CELL = /[^\t\n|]+?(?=\s{3}|[\t\n|]|$)/gu;
const WORD = /\p{L}+/gu;

/**
 * Capitals for what stands among capitals: ABC fonts have no code for toned capitals, so that "CỘNG HÒA" typed with the
 * capital key arrives as "CộNG HòA". A cell without any small plain letter, or a word with two capitals, is meant so.
 */
export function capitalsMended(text: string): string {
  const mended = text.replace(CELL, (cell) => {
    // "Số: 12/UBND-VX" stands among capitals and is none
    if (isShouted(cell)) return cell.toUpperCase().replace(/^(\s*)SỐ(?=\s*:|\s*[\d/.…])/u, '$1Số');
    return cell.replace(WORD, (word) => (isShouted(word) ? word.toUpperCase() : word));
  });
  // there is no code for its capital either, and a body is known by it
  return mended.replace(/(?<!\p{L})(?:ủy|uỷ)(?= ban nhân dân(?!\p{L}))/gu, (word) => (word === 'ủy' ? 'Ủy' : 'Uỷ'));
}

const isShouted = (text: string): boolean =>
  !/[a-z]/.test(text) && (text.match(/[A-Z]/g)?.length ?? 0) >= ABC_AT_LEAST_CAPITALS;
