import { nfc, searchKey } from '../platform/text.js';

/** "On Monday … wrote:", "Vào Th 2, 23 thg 11, 2026 … đã viết:", "Am … schrieb:" is not looked for. */
const SAYS_WHO_WROTE = /(?:^|\s)(?:đã viết|viết|wrote)\s*:\s*$/iu;
const SAYS_WHEN = /^(?:on|vào|ngày|lúc)\s/iu;
/** The line under which a program repeats the mail that is answered. */
const DIVIDER =
  /^\s*(?:-{2,}\s*(?:original message|forwarded message|thư gốc|tin nhắn gốc|thư đã chuyển tiếp|thư chuyển tiếp)\s*-{2,}|_{10,}|begin forwarded message:)\s*$/iu;
const HEADER_FROM = /^\s*\*?(?:from|từ|người gửi)\s*:\*?/iu;
const HEADER_SENT = /^\s*\*?(?:sent|date|đã gửi|gửi|ngày|to|đến|tới|subject|chủ đề|tiêu đề)\s*:\*?/iu;
/** Two dashes and a blank begin a signature (RFC 3676, 4.3); the blank is often lost. */
const SIGNATURE = /^--\s?$/;
const ADVERTISEMENT =
  /^\s*(?:sent from my |sent from (?:outlook|mail|yahoo)|get outlook for|được gửi từ |gửi từ |đã gửi từ |tải outlook cho)/iu;
const QUOTED = /^\s*(?:>|\|\s)/;
/** Lines in which a program may wrap the sentence that says who wrote. */
const WRAPPED_LINES = 3;

/**
 * What the sender of a mail wrote: without the mail that is answered, wherever it stands, and without the signature.
 * @param text  plain text of the whole mail
 * @returns lines without blanks at their ends, NFC; an empty line parts paragraphs
 */
export function writtenLines(text: string): string[] {
  const lines = nfc(text)
    .replace(/\r\n?/g, '\n')
    .replace(/\u200b|\u200c|\u200d|\ufeff/gu, '')
    .replace(/\u00a0/gu, ' ')
    .split('\n')
    .map((line) => line.trimEnd());
  const written: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (QUOTED.test(line)) continue;
    const introduced = introductionAt(lines, i);
    if (introduced > 0) {
      // a quotation that is marked line by line may have the answer below it; one that is not reaches to the end
      if (!isQuotedNext(lines, i + introduced)) break;
      i += introduced - 1;
      continue;
    }
    if (DIVIDER.test(line) || SIGNATURE.test(line) || ADVERTISEMENT.test(line) || isHeaderBlock(lines, i)) break;
    written.push(line);
  }
  return trimmed(written);
}

/** How many lines from here say who wrote what follows; 0: none does. */
function introductionAt(lines: readonly string[], from: number): number {
  if (!SAYS_WHEN.test(lines[from]!.trimStart()) && !SAYS_WHO_WROTE.test(lines[from]!)) return 0;
  for (let n = 1; n <= WRAPPED_LINES && from + n <= lines.length; n++) {
    const said = lines.slice(from, from + n).join(' ');
    if (SAYS_WHO_WROTE.test(said) && (/[\d@<]/.test(said) || n === 1)) return /[\d@<]/.test(said) ? n : 0;
    if (lines[from + n - 1]!.trim() === '') return 0;
  }
  return 0;
}

function isQuotedNext(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from).find((line) => line.trim() !== '');
  return next !== undefined && QUOTED.test(next);
}

/** From, Sent, To, Subject one under the other, as Outlook repeats them. */
const isHeaderBlock = (lines: readonly string[], i: number): boolean =>
  HEADER_FROM.test(lines[i]!) && lines.slice(i + 1, i + 4).some((line) => HEADER_SENT.test(line));

function trimmed(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

const GREETING =
  /^(?:kinh (?:gui|thua|chao)|thua |chao |xin chao|dear |hi\b|hello\b|gui (?:anh|chi|em|quy|cac|don vi|so|van phong))/;

/** The first paragraph that somebody wrote, without the greeting, in one line; empty where nothing is written. */
export function firstParagraph(text: string): string {
  const lines = writtenLines(text);
  let from = 0;
  while (from < lines.length && (lines[from]!.trim() === '' || isGreeting(lines[from]!))) from++;
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => line.trim() === '');
  return (end < 0 ? rest : rest.slice(0, end)).join(' ').replace(/\s+/gu, ' ').trim();
}

/** A greeting stands on a line of its own: one that also says something is no mere greeting. */
const isGreeting = (line: string): boolean => {
  const key = searchKey(line);
  return GREETING.test(`${key} `) && !/\bnhan\b|received/.test(key);
};
