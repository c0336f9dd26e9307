import { isOffice, sharesOffice } from './names.rules.js';
import { cut, splitAt, type Piece } from './piece.rules.js';
import { startsOwn } from './starts-own.rules.js';

const JOINTS = /[;,]|(?<=\s)và(?=\s)/gu;

/** A written list of addressees taken apart where each part names a body of its own. */
export function splitBodies(piece: Piece): Piece[] {
  if (/^(?:các|những)[^,;]*:/u.test(piece.low)) {
    const [row, ...others] = splitAt(piece, /;/g);
    return row ? [row, ...others.flatMap(splitBodies)] : [];
  }
  const parts: Piece[] = [];
  let from = 0;
  for (const joint of piece.low.matchAll(JOINTS)) {
    const next =
      joint.index +
      joint[0].length +
      (/^\s*(?:và\s+)?/u.exec(piece.low.slice(joint.index + joint[0].length))?.[0].length ?? 0);
    const own = joint[0] === ';' || (startsOwn(piece, next) && standsAlone(piece, from, joint.index));
    if (!own || (joint[0] !== ';' && isOffice(piece, joint.index, next)) || inBrackets(piece, joint.index)) continue;
    if (sharesOffice(piece, from, joint.index, next)) continue;
    parts.push(cut(piece, from, joint.index));
    from = next;
  }
  parts.push(cut(piece, from));
  return parts.filter(({ text }) => /\p{L}/u.test(text));
}

/** A single word is half of a name ("Báo và Đài ..."), unless it is the short name of a body. */
const standsAlone = (piece: Piece, from: number, to: number): boolean => {
  const part = piece.text.slice(from, to).trim();
  return part.includes(' ') || /^[\p{Lu}Đ]{3,}$/u.test(part);
};

const inBrackets = (piece: Piece, at: number): boolean => {
  const before = piece.text.slice(Math.max(0, at - 300), at);
  return before.lastIndexOf('(') > before.lastIndexOf(')');
};
