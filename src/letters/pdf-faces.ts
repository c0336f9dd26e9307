import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Tinos has the metrics of Times New Roman, all of Vietnamese, and may be embedded. */
const STYLES = { plain: '400Regular', italic: '400Regular_Italic', bold: '700Bold', both: '700Bold_Italic' } as const;
export type Face = keyof typeof STYLES;
export const FACES = Object.keys(STYLES) as Face[];

export const faceOf = ({ bold = false, italic = false }): Face =>
  bold ? (italic ? 'both' : 'bold') : italic ? 'italic' : 'plain';

/** Kerning and ligatures: composed Vietnamese needs none, and working them out takes milliseconds for every new word. */
const SHAPING = new Set(['GPOS', 'GSUB', 'kern']);
const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;
const TAG_BYTES = 4;

const read = new Map<Face, Buffer>();

/** A face as bytes, without its shaping: those tables are renamed in the directory, so that nobody finds them. */
export function faceBytes(face: Face): Buffer {
  const known = read.get(face);
  if (known) return known;
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/tinos/${STYLES[face]}/Tinos_${STYLES[face]}.ttf`));
  const end = HEADER_BYTES + ENTRY_BYTES * bytes.readUInt16BE(TAG_BYTES);
  for (let at = HEADER_BYTES; at < end; at += ENTRY_BYTES)
    if (SHAPING.has(bytes.toString('latin1', at, at + TAG_BYTES))) bytes.write('none', at, 'latin1');
  read.set(face, bytes);
  return bytes;
}
