import { pieceOf, type Piece } from './piece.rules.js';
import { isSyllable } from '../../platform/syllable.rules.js';

const WORD = /\p{L}+/gu;

/**
 * Puts words together again that a scan or a line break tore in two ("thự c", "đào t" / "ạo").
 * Only where one half is no Vietnamese syllable and the whole is one: nothing else is corrected.
 */
export function mended(piece: Piece): Piece {
  const { text } = piece;
  const gaps: number[] = [];
  let previous: { word: string; end: number } | null = null;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const start = match.index;
    const end = start + word.length;
    let whole = word;
    if (previous && start === previous.end + 1 && isGap(text, previous, start, end) && tornApart(previous.word, word)) {
      gaps.push(previous.end);
      whole = previous.word + word;
    }
    previous = { word: whole, end };
  }
  return gaps.length === 0 ? piece : without(piece, gaps);
}

function isGap(text: string, previous: { word: string; end: number }, start: number, end: number): boolean {
  const gap = text.charCodeAt(start - 1);
  if (gap !== 32 && gap !== 10) return false;
  if (/[)\d/.&]/.test(text.charAt(end)) && end - start < 3) return false; // a label, an abbreviation or a code, not half a word
  return !/[\d/&.-]/.test(text.charAt(previous.end - previous.word.length - 1));
}

/** Whether two neighbours are the halves of one word. */
function tornApart(left: string, right: string): boolean {
  const small = right === right.toLowerCase();
  const shouted = !small && right === right.toUpperCase() && left === left.toUpperCase();
  if (!small && !shouted) return false;
  if (small && left.length > 1 && left === left.toUpperCase()) return false;
  const leftStands = isSyllable(left);
  const rightStands = isSyllable(right);
  if (leftStands && rightStands) return false;
  // TH, PT, KH and their like are abbreviations of their own in capitals
  if (shouted && rightStands && left.length > 1) return false;
  return isSyllable(left + right);
}

function without(piece: Piece, gaps: readonly number[]): Piece {
  const parts: string[] = [];
  const at = new Int32Array(piece.text.length - gaps.length);
  let from = 0;
  let length = 0;
  for (const gap of [...gaps, piece.text.length]) {
    parts.push(piece.text.slice(from, gap));
    at.set(piece.at.subarray(from, gap), length);
    length += gap - from;
    from = gap + 1;
  }
  return pieceOf(parts.join(''), at);
}
