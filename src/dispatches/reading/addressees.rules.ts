import { HALF_OF_NAME } from './blocks.rules.js';
import { labelOf, type Label } from './labels.rules.js';
import type { Line } from './lines.rules.js';
import { splitBodies } from './split-bodies.rules.js';
import { openerAt } from './bodies.rules.js';
import { isRunningText, opensText } from './openings.rules.js';
import { cut, found, joined, tidy, type Piece } from './piece.rules.js';
import type { Found } from './reading.rules.js';

const TO = /^(?:kính (?:gửi|gởi)(?:\s*\/\s*to)?\s*[:.;]?|kính trình\s*:|gửi\s*:)\s*/u;
const WIRED = /(?<![\p{L}])điện\s*:\s*/u;
const DASH = /^[-–+•●*]/u;
const NUMBERED_AT_MOST = 90;
/** every commune of the country named on a line of its own */
const LINES_AT_MOST = 5000;

/** Those a paper is addressed to at its "Kính gửi", and the index of the first line after them. */
export function readAddressees(lines: readonly Line[], start: number): { addressees: Found<string>[]; next: number } {
  const opening = lines[start];
  const match = opening && (TO.exec(opening.piece.low) ?? WIRED.exec(opening.piece.low));
  if (!opening || !match) return { addressees: [], next: start };
  const items: Piece[][] = [];
  const inline = undashed(cut(opening.piece, match.index + match[0].length));
  if (inline.text !== '') items.push([inline]);
  let next = start + 1;
  let dashed = false;
  for (const limit = start + LINES_AT_MOST; next < lines.length && next < limit; next++) {
    const line = lines[next];
    if (!line || !takeLine(line, items, inline.text !== '', dashed)) break;
    dashed ||= DASH.test(line.piece.text);
  }
  const addressees = items
    .flatMap((item) => splitBodies(joined(item)))
    .map((piece) => ({ piece, name: tidy(piece.text) }))
    .filter(({ name }) => name !== '' && name.length < 600)
    .map(({ piece, name }) => found(piece, name, 0.93));
  return { addressees, next };
}

const undashed = (piece: Piece): Piece => {
  const label = labelOf(piece);
  return label?.style === 'dash' ? label.rest : cut(piece, /^[-–+•]\s*/u.exec(piece.text)?.[0].length ?? 0);
};

/** "Kính gửi: / 1. Sở Y tế; / 2. Sở Tài chính." */
function takeNumbered({ style, ordinal, rest }: Label, items: Piece[][], inline: boolean): boolean {
  if (inline || style !== 'arabic' || ordinal !== items.length + 1) return false;
  if (openerAt(rest, 0) < 0 || rest.text.length > NUMBERED_AT_MOST || rest.text.endsWith(':')) return false;
  items.push([rest]);
  return true;
}

/** Adds a line to the list where it belongs to it; false where the list is over. */
function takeLine(line: Line, items: Piece[][], inline: boolean, dashed: boolean): boolean {
  const { piece } = line;
  const last = items.at(-1);
  const before = last?.at(-1)?.text ?? '';
  if (last && HALF_OF_NAME.test(piece.text) && !/[;,.:]$/.test(before)) {
    last.push(piece);
    return true;
  }
  if (DASH.test(piece.text)) {
    if (isRunningText(line) && opensText(undashed(piece).low)) return false;
    items.push([undashed(piece)]);
    return true;
  }
  const label = labelOf(piece);
  if (label) return takeNumbered(label, items, inline);
  if (!last) {
    items.push([piece]);
    return true;
  }
  const unfinished = !/[;.:]$/.test(before);
  if (/^[\p{Ll}(]/u.test(piece.text) && unfinished) {
    last.push(piece);
    return true;
  }
  if (opensText(piece.low) || isRunningText(line) || (dashed && line.apart)) return false;
  if (unfinished && !line.apart && !(before.length < 60 && openerAt(piece, 0) > 0 && !before.endsWith(','))) {
    last.push(piece);
    return true;
  }
  if (before.endsWith('.') || (inline && line.apart && !/[;,]$/.test(before))) return false;
  if (openerAt(piece, 0) < 0 || piece.text.length > 200) return false;
  items.push([piece]);
  return true;
}
