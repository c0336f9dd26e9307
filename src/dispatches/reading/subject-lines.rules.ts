import type { Piece } from './piece.rules.js';

/** Whether a cell is the year that a subject broken in two ("... NĂM 2019 -" / "2020") still wants. */
export const endsInYear = ({ text }: Piece, subject: readonly Piece[]): boolean =>
  /^\d{4}[.;]?$/.test(text) && /(?:[-–]|năm)$/iu.test(subject.at(-1)?.text ?? '');

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

/** Whether a cell is the issuer once more: a telegram repeats it under the title, before those it is wired to. */
export const isIssuerAgain = (cell: Piece, issuer: readonly Piece[]): boolean =>
  cell.text === cell.text.toUpperCase() && lettersOf(issuer.map(({ low }) => low).join('')) === lettersOf(cell.low);

/** Whether lines are set in capitals throughout. */
export function areShouted(lines: readonly Piece[]): boolean {
  const text = lines.map((line) => line.text).join(' ');
  return text === text.toUpperCase() && /\p{L}{3}/u.test(text);
}
