import { TYPES_CITED, type Cited } from './cited.rules.js';
import type { Piece } from './piece.rules.js';

const NEXT_IN_ROW = new RegExp(
  String.raw`^\s*[,;]?\s*(?:và\s+)?(?:các\s+)?(?:(?:${TYPES_CITED})\s+)?(?:số\s*)?:?\s*$`,
  'u',
);

/** "các Quyết định số 56-QĐ/ĐU, 57-QĐ/ĐU ngày 15/8/2026 của ...": what stands behind the last goes for each */
const sharesDate = (piece: Piece, here: Cited, next: Cited): boolean =>
  here.read.value.date === null &&
  next.read.value.date !== null &&
  /^\s*(?:,|và)\s*(?:số\s*)?$/u.test(piece.low.slice(here.to, next.from));

/** the National Assembly and its committee issue what bears their letters, whoever's paper stands behind it */
const OF_ASSEMBLY = /QH\d{1,2}$/u;

/** In "số 12/UBND-NC và số 15/UBND-NC của UBND tỉnh" the issuer is that of both. */
export function shareIssuers(piece: Piece, cited: (Cited & { title: boolean })[]): void {
  const inRow = (a: Cited, b: Cited) => NEXT_IN_ROW.test(piece.low.slice(a.to, b.from));
  for (let i = cited.length - 2; i >= 0; i--) {
    const here = cited[i];
    const next = cited[i + 1];
    if (here && next && sharesDate(piece, here, next))
      here.read.value = { ...next.read.value, code: here.read.value.code };
    if (
      here &&
      next &&
      !OF_ASSEMBLY.test(here.read.value.code) &&
      here.read.value.issuer === null &&
      next.read.value.issuer !== null &&
      inRow(here, next)
    ) {
      here.read.value.issuer = next.read.value.issuer;
    }
  }
  for (let i = 1; i < cited.length; i++) {
    const before = cited[i - 1];
    const here = cited[i];
    if (before && here && here.read.value.issuer === null && inRow(before, here))
      here.read.value.issuer = before.read.value.issuer;
  }
}
