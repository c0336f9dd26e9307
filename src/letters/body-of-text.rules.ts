import { blocksOf, cleaned, linesOf, rejoined, type Block, type Reading } from '../dispatches/index.js';
import { paragraph, type Letter, type LetterBlock } from './letter.rules.js';

interface Placed {
  start: number | null;
  end: number | null;
}

const RECEIVED_BY = /^[\s|*]*n[oơ]i nhận\b/imu;
const GREETING = /kính\s+g[ửở]i|điện\s*:/iu;
/** characters of "Kính gửi:" and the blanks and dashes behind it */
const GREETING_AT_MOST = 80;
const STATE = /^(?:cộng hòa xã hội|độc lập\s*[-–]\s*tự do)/u;
/** Openers of lines that a decision sets in the middle. */
const DECIDES = /^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|YÊU CẦU|CHỈ THỊ|THÔNG BÁO)\s*:?$/u;

/**
 * The text of a paper between its heading and who signs it, paragraph by paragraph as it was read, and what stands
 * behind the signature.
 * @param stored  the text that the spans of the reading count in
 */
export function bodyOfText(stored: string, reading: Reading): Pick<Letter, 'body' | 'appendices'> {
  const { from, to, after } = borders(stored, reading);
  const lines = rejoined(linesOf(cleaned(stored)));
  const within = (start: number, end: number): LetterBlock[] =>
    lettered(blocksOf(lines.filter(({ piece }) => (piece.at[0] ?? 0) >= start && (piece.at[0] ?? 0) < end)));
  const behind = within(after, stored.length);
  return { body: within(from, to), ...(behind.length > 0 ? { appendices: [behind] } : {}) };
}

/** Where the text begins and ends, and where what follows the signature begins; offsets at ends of lines. */
function borders(stored: string, reading: Reading): { from: number; to: number; after: number } {
  const { issuer, signature } = reading;
  const below = [...Object.values(signature), ...reading.copies, reading.archive];
  const above = [
    reading.kind, reading.number, reading.symbol, reading.place, reading.date, reading.datePartial, reading.subject,
    reading.urgency, issuer.stated ? issuer.name : null, issuer.parent, ...greeted(stored, reading),
  ].filter((field) => field !== null); // prettier-ignore
  const received = stored.search(RECEIVED_BY);
  const tail = [...starts(below), ...(received < 0 ? [] : [received])];
  const to = startOfLine(stored, Math.min(stored.length, ...tail));
  const heads = above.filter(({ start }) => start !== null && start < to).map(({ end }) => end!);
  const from = endOfLine(stored, Math.max(0, ...heads));
  const last = Math.max(0, ...below.map(({ end }) => end ?? 0));
  return { from: Math.min(from, to), to, after: last === 0 ? stored.length : endOfLine(stored, last) };
}

/** Those the heading greets; the addressees that articles charge stand in the text itself. */
function greeted(stored: string, { addressees }: Reading): Reading['addressees'] {
  const greeting = stored.search(GREETING);
  const [first] = addressees;
  return first && greeting >= 0 && first.start > greeting && first.start < greeting + GREETING_AT_MOST
    ? addressees
    : [];
}

const starts = (fields: readonly Placed[]): number[] => fields.flatMap(({ start }) => (start === null ? [] : [start]));
const startOfLine = (text: string, at: number): number =>
  at >= text.length ? text.length : text.lastIndexOf('\n', at - 1) + 1;
const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function lettered(blocks: readonly Block[]): LetterBlock[] {
  const made: LetterBlock[] = [];
  let rows: string[][] = [];
  const close = () => {
    const [head, ...rest] = rows;
    if (head) made.push({ kind: 'table', head, rows: rest });
    rows = [];
  };
  for (const { piece, row } of blocks) {
    if (row) rows.push(row.columns.map(({ text }) => text));
    else {
      close();
      if (!STATE.test(piece.low)) made.push(blockOf(piece.text));
    }
  }
  close();
  return made;
}

function blockOf(text: string): LetterBlock {
  if (DECIDES.test(text)) return { kind: 'centred', text };
  return /^Căn cứ .*;$/su.test(text) ? { kind: 'basis', text } : paragraph(text);
}
