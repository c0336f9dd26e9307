import fs from 'node:fs';
import path from 'node:path';

/** A dispatch taken apart as Decree 30 lays it out. */
export interface PaperModel {
  /** issuer, number and subject */
  left: string[];
  /** national title, place and date */
  right: string[];
  body: (string | string[][])[];
  copies: string[];
  signature: string[];
}

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');

/** Dispatches of the corpus that are laid out so that they can be set again. */
export const LAID_OUT = [
  '01-syt-sot-xuat-huyet',
  '02-ubnd-huyen-thang-attp',
  '04-qd-to-kiem-tra-cong-vu',
  '07-ttr-sua-chua-tru-so',
  '14-ubnd-huyen-de-an-06',
] as const;

export const textOfPaper = (name: string): string =>
  fs
    .readFileSync(path.join(DEV, `${name}.txt`), 'utf8')
    .normalize('NFC')
    .replaceAll('**', '');

const IS_RIGHT = /^(?:C[ỘO]NG H|Độc lập|.*ngày .* tháng .* năm \d{4}$)/u;

export function modelOf(text: string): PaperModel {
  const lines = text.split('\n').map((line) => line.trim());
  const head = lines.findIndex((line) => /, ngày .* tháng .* năm/u.test(line)) + 1;
  const end = lines.findIndex((line) => line.startsWith('Nơi nhận:'));
  const heading = lines.slice(0, head).filter((line) => /\p{L}/u.test(line));
  const ending = end < 0 ? [] : lines.slice(end);
  const blank = ending.indexOf('');
  return {
    left: heading.filter((line) => !IS_RIGHT.test(line)),
    right: heading.filter((line) => IS_RIGHT.test(line)),
    body: bodyOf(lines.slice(head, end < 0 ? undefined : end)),
    copies: ending.slice(0, blank < 0 ? undefined : blank),
    signature: blank < 0 ? [] : ending.slice(blank).filter((line) => line !== ''),
  };
}

function bodyOf(lines: readonly string[]): PaperModel['body'] {
  const body: PaperModel['body'] = [];
  let table: string[][] | null = null;
  for (const line of lines) {
    if (!line.startsWith('|')) table = null;
    if (line === '' || /^[\s|:-]*$/.test(line)) continue;
    if (!line.startsWith('|')) body.push(line);
    else {
      if (!table) body.push((table = []));
      table.push(
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    }
  }
  return body;
}
