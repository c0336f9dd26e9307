import { papersOf } from '../directives/index.js';
import {
  aboutWords,
  letterheadOf,
  ownLetter,
  paperCited,
  paragraph,
  paragraphsOf,
  type Letter,
  type LetterBlock,
} from '../letters/index.js';
import { countWords } from '../platform/components/words.js';
import type { Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { officeName, unitsByIds } from '../units/index.js';
import type { ReportRow } from './reports.queries.js';

/** A report is made as one of the types of the Decree, or as an official letter in reply. */
export type ReplyKind = 'BC' | 'CV';

/**
 * A report as the letter that carries it on paper: what it answers, its text, its figures, or that there is nothing.
 * @param row  as submitted
 */
export async function letterOfReport(db: Db, row: ReportRow, kind: ReplyKind): Promise<Letter> {
  const today = vnDate(row.submittedAt!);
  const head = await letterheadOf(db, row.unitId, today);
  const [to] = await unitsByIds(db, [row.toUnitId], today);
  const receiver = officeName(to!);
  const paper = (await papersOf(db, [row.directiveId])).get(row.directiveId)!;
  const named = paperCited(paper, false);
  return ownLetter({
    head,
    kind,
    subject: kind === 'BC' ? `Kết quả thực hiện ${named}` : `báo cáo kết quả thực hiện ${named}`,
    addressees: [receiver],
    today,
    body: [
      paragraph(
        `Thực hiện ${paperCited(paper)} ${aboutWords(paper.subject)}, ${head.said} báo cáo kết quả thực hiện như sau:`,
      ),
      ...content(row, head.said),
      paragraph(`Trên đây là báo cáo của ${head.said}, kính gửi ${receiver} tổng hợp.`),
    ],
  });
}

function content({ nil, text, figures }: ReportRow, said: string): LetterBlock[] {
  if (nil) return [paragraph(`Trong kỳ báo cáo, ${said} không phát sinh nội dung phải báo cáo.`)];
  const rows = Object.entries(figures ?? {}).map(([name, value], i) => [String(i + 1), name, figureWords(value)]);
  return [
    ...paragraphsOf(text ?? ''),
    ...(rows.length === 0
      ? []
      : [
          paragraph('Số liệu cụ thể:'),
          { kind: 'table', head: ['TT', 'Chỉ tiêu', 'Số liệu'], rows } satisfies LetterBlock,
        ]),
  ];
}

/** `1.250`, `12,5`. */
const figureWords = (value: number): string => {
  const [whole = '', part] = String(Math.abs(value)).split('.');
  return `${value < 0 ? '-' : ''}${countWords(Number(whole), 'vi')}${part === undefined ? '' : `,${part}`}`;
};
