import { mendDigits } from './dates.rules.js';
import { pieceOf, type Piece } from './piece.rules.js';

/** a number in which a scan made letters of some digits ("2O25", "l2"), or a part of a date made of nothing else */
const NUMBER =
  /(?<![\p{L}\d])(?=[lIOo]*\d)(?=\d*[lIOo])(?!O[23](?!\d))[\dlIOo]{2,12}(?![\p{L}\d])|(?<=\d[/.-])[lIO]{1,2}(?=[/.-]\d)|(?<![\p{L}\d])O[1-9](?=\/|\s+(?!\p{Lu}))/gu;
/** oxygen is no number */
const GAS = /(?:khí|oxy|nồng độ|bình)\s*$/iu;

/** The text with letters that stand for digits put right; which they are is kept, so that a clerk can be asked. */
export function withDigits(piece: Piece): Piece {
  const parts: string[] = [];
  const letters = new Set<number>();
  let from = 0;
  for (const match of piece.text.matchAll(NUMBER)) {
    if (GAS.test(piece.text.slice(Math.max(0, match.index - 10), match.index))) continue;
    parts.push(piece.text.slice(from, match.index), mendDigits(match[0]));
    from = match.index + match[0].length;
    for (let i = 0; i < match[0].length; i++)
      if (/\D/.test(match[0].charAt(i))) letters.add(piece.at[match.index + i] ?? 0);
  }
  return letters.size === 0 ? piece : pieceOf(parts.join('') + piece.text.slice(from), piece.at, letters);
}
