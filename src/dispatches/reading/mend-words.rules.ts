import { isSyllable } from '../../platform/syllable.rules.js';
import { pieceOf, type Piece } from './piece.rules.js';

const WORD = /\p{L}+/gu;
/** what stands between the halves of a word: a blank, a line break, at most with the number of a page */
const GAP = /^(?: | {0,4}\n[ \n]{0,4}(?:[-–] ?)?(?:\d{1,3}[ \n]{0,4}(?:[-–][ \n]{0,4})?\n[ \n]{0,4})?)$/;
const GAP_AT_MOST = 20;

interface Word {
  text: string;
  start: number;
  end: number;
  /** whether it could be a word by itself */
  stands: boolean;
}

/**
 * Puts words together again that a scan or a line break tore in two ("thự c", "đào t" / "ạo").
 * Only where one half is no Vietnamese syllable and the whole is one: nothing else is corrected.
 */
export function mended(piece: Piece): Piece {
  const { text } = piece;
  const gaps: { from: number; to: number }[] = [];
  let previous: Word | null = null;
  let word: Word | null = null;
  const consider = (next: Word | null): void => {
    if (word && previous && joins(text, previous, word) && !belongsToNext(text, previous, word, next)) {
      gaps.push({ from: previous.end, to: word.start });
      word = { text: previous.text + word.text, start: previous.start, end: word.end, stands: true };
    }
    previous = word;
    word = next;
  };
  for (const match of text.matchAll(WORD))
    consider({ text: match[0], start: match.index, end: match.index + match[0].length, stands: isSyllable(match[0]) });
  consider(null);
  return gaps.length === 0 ? piece : without(piece, gaps);
}

const joins = (text: string, left: Word, right: Word): boolean =>
  !(left.stands && right.stands) && isGap(text, left, right) && tornApart(left, right);

/** "bị ch ào": consonants between two words that could end the one or begin the other begin the other. */
function belongsToNext(text: string, left: Word, word: Word, next: Word | null): boolean {
  if (!next || !/^[bcdđghklmnpqrstvx]+$/.test(word.text) || !left.stands) return false;
  return joins(text, word, next);
}

function isGap(text: string, left: Word, right: Word): boolean {
  const length = right.start - left.end;
  if (length < 1 || length > GAP_AT_MOST || !GAP.test(text.slice(left.end, right.start))) return false;
  // a label, an abbreviation or a code, not half a word
  if (/[)\d/.&]/.test(text.charAt(right.end)) && (right.text.length < 2 || right.text !== right.text.toLowerCase()))
    return right.text.length > 2;
  return !/[\d/&.-]/.test(text.charAt(left.start - 1));
}

/** Whether two neighbours, of which one is no word, are the halves of one. */
function tornApart({ text: left }: Word, { text: right, stands }: Word): boolean {
  const small = right === right.toLowerCase();
  const shouted = !small && right === right.toUpperCase() && left === left.toUpperCase();
  if (!small && !shouted) return false;
  if (small && left.length > 1 && left === left.toUpperCase()) return false;
  // TH, PT, KH and their like are abbreviations of their own in capitals
  if (shouted && stands && left.length > 1) return false;
  return isSyllable(left + right);
}

function without(piece: Piece, gaps: readonly { from: number; to: number }[]): Piece {
  const parts: string[] = [];
  const at = new Int32Array(piece.text.length - gaps.reduce((sum, { from, to }) => sum + to - from, 0));
  let start = 0;
  let length = 0;
  for (const { from, to } of [...gaps, { from: piece.text.length, to: 0 }]) {
    parts.push(piece.text.slice(start, from));
    at.set(piece.at.subarray(start, from), length);
    length += from - start;
    start = to;
  }
  return pieceOf(parts.join(''), at, piece.mended);
}
