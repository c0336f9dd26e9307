import type { Piece } from './piece.rules.js';

/** The name and the motto of the State or the Party, also as a scan spells them. */
export const STATE =
  /(?:c[oôộ]ng h[oòóà][aàáòo]?\s+x[aãâ]\s+h[oôộ]i(?:\s+ch[uủ]\s+ngh[iĩ]a)?(?:\s+vi[eệê]t\s+nam)?|^ch[uủ]\s+ngh[iĩ]a\s+vi[eệê]t\s+nam|socialist republic of vi\s?et\s?nam|independence\s*[-–]\s*freedom\s*[-–]\s*happiness|đ[aả]ng c[oộ]ng s[aả]n(?:\s+vi[eệ]t\s+nam)?|^vi[eệ]t nam$|đ[oộ]c l[aậ]p\s*[-–—.]?\s*t[uự]\s*do(?:\s*[-–—.]?\s*h[aạ]nh\s+ph[uú]c)?|^h[aạ]nh ph[uú]c$)/u;

/** The union of the young has its own name where the State's stands. */
export const UNION = /^đoàn (?:tncs|thanh niên cộng sản) hồ chí minh$/u;

const MOTTOS = ['cộng hòa xã hội chủ nghĩa việt nam', 'độc lập tự do hạnh phúc'];

/** Whether a cell is nothing but a part of the motto that a narrow column has broken in two. */
export function isOfMotto({ text, low }: Piece): boolean {
  if (text.length > 40 || text !== text.toUpperCase()) return false;
  const words = low.replace(/[^\p{L}]+/gu, ' ').trim();
  if (words === 'cộng' || words === 'cộng hòa') return true;
  return words.includes(' ') && words !== 'việt nam' && MOTTOS.some((motto) => motto.includes(words));
}
