import { bodyOpener } from './issuer.rules.js';
import { kindInSymbol } from './kind.rules.js';
import type { NumberRead } from './number.rules.js';
import type { Piece } from './piece.rules.js';

/** What has been read of the heading above a cell. */
interface Above {
  number: NumberRead | null;
  subject: readonly Piece[];
  /** somebody is addressed in one of the first lines */
  addressed: boolean;
}

/** "Về thực hiện chính sách ..." right under the number */
const ABOUT_BARE = /^Về\s\p{Ll}.{8}/u;

/** The Party's letters, and a few of the State's, say what they are about right under the number, without a word for it. */
export const isAboutBare = (cell: Piece, walk: Above): boolean =>
  ABOUT_BARE.test(cell.text) ||
  ((walk.number?.partyKind === 'CV' || isOfLetter(walk)) &&
    walk.subject.length === 0 &&
    cell.text.length > 12 &&
    /^\p{Lu}\p{Ll}/u.test(cell.text) &&
    bodyOpener(cell) < 0);

/** The symbol of an official letter names no type, and somebody is addressed below. */
const isOfLetter = ({ number, addressed }: Above): boolean =>
  addressed && number?.partyKind == null && !!number?.symbol.value && kindInSymbol(number.symbol.value) === null;
