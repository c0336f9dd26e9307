import { cut, found, foundText, joined, tidy, splitAt, type Piece } from './piece.rules.js';
import { nothing, type Field, type Found } from './reading.rules.js';

export interface Copies {
  copies: Found<{ name: string; note: string | null }>[];
  archive: Field<string>;
  /** the articles named in "Như Điều ..." */
  asArticles: string[];
}

const DASH = /^(?:[-–—•+●*·]\s*)+/u;
const AS_ABOVE = /^(?:as above\s*\/\s*)?như\s*(?:trên|điều|đ\.|kính gửi|phần|mục|thành phần|danh sách|k\/?g)/u;
const ARCHIVE = /^l(?:[uư]u|[uư]ru)(?![\p{L}])\s*[:;,.]?\s*/u;
const NOTE = /^(?<name>.*?)\s*\((?<note>[^()]*)\)[\s.;,]*$/su;

/** What stands under "Nơi nhận": the copies with what they are sent for, and the file copy. */
export function readCopies(lines: readonly Piece[]): Copies {
  const read: Copies = { copies: [], archive: nothing(), asArticles: [] };
  for (const item of itemsOf(lines)) {
    const file = ARCHIVE.exec(item.low);
    if (file) {
      read.archive = foundText(cut(item, file[0].length), 0.95);
      continue;
    }
    let left = item;
    const inner = /[;.]\s*[-–]?\s*(l[uư]u\s*:.*)$/su.exec(item.low);
    if (inner?.[1]) {
      left = cut(item, 0, inner.index);
      const kept = cut(item, item.text.length - inner[1].length);
      read.archive = foundText(cut(kept, ARCHIVE.exec(kept.low)?.[0].length ?? 0), 0.9);
    }
    for (const part of splitAt(left, /;(?![^(]{0,300}\))/g)) readPart(part, read);
  }
  return read;
}

function itemsOf(lines: readonly Piece[]): Piece[] {
  const items: Piece[][] = [];
  const dashed = lines.filter(({ text }) => DASH.test(text)).length > lines.length / 3;
  for (const whole of lines) {
    for (const line of splitAt(whole, /(?<=[;.])\s+(?=[-–]\s)|(?<=;)(?=[-–]\s)/g)) {
      const last = items.at(-1);
      const before = last?.at(-1)?.text ?? '';
      const dash = DASH.exec(line.text);
      const goesOn =
        /^[\p{Ll}(&]/u.test(line.text) || (dashed && !/[;.:]$/.test(before)) || /(?:,|\s(?:và|của|các))$/u.test(before);
      if (!dash && last && goesOn && !ARCHIVE.test(line.low)) last.push(line);
      else items.push([cut(line, dash ? dash[0].length : 0)]);
    }
  }
  return items.map((item) => joined(item)).filter(({ text }) => text !== '');
}

function readPart(part: Piece, read: Copies): void {
  const bare = cut(part, DASH.exec(part.text)?.[0].length ?? 0);
  if (AS_ABOVE.test(bare.low)) {
    if (/^như\s*(?:điều|đ\.)/u.test(bare.low)) read.asArticles.push(...(bare.text.match(/\d+/g) ?? []));
    return;
  }
  const last = read.copies.at(-1);
  if (/^\([^()]*\)[.,;]?$/.test(bare.text)) {
    if (last && last.value.note === null) last.value.note = tidy(bare.text.replace(/[.,;]+$/, '').slice(1, -1));
    return;
  }
  const noted = NOTE.exec(bare.text);
  const name = tidy(noted?.groups?.['name'] ?? bare.text);
  if (!/\p{L}/u.test(name)) return;
  const note = noted?.groups?.['note'] ? tidy(noted.groups['note']) : null;
  read.copies.push(found(bare, { name, note: note === '' ? null : note }, 0.94));
}
