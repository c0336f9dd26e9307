import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type ParagraphChild,
} from 'docx';
import type { PaperModel } from './paper-model.js';

interface DocxOptions {
  /** lists are numbered by Word */
  numbered?: boolean;
  /** how a run is written: its characters and its font */
  write?: (text: string) => { text: string; font: string };
  header?: string;
  /** more at the beginning of the body */
  before?: (Paragraph | Table)[];
  title?: string;
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const BORDERLESS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const LISTS = [
  { reference: 'article', format: LevelFormat.DECIMAL, text: 'Điều %1.' },
  { reference: 'number', format: LevelFormat.DECIMAL, text: '%1.' },
  { reference: 'letter', format: LevelFormat.LOWER_LETTER, text: '%1)' },
  { reference: 'roman', format: LevelFormat.UPPER_ROMAN, text: '%1.' },
  { reference: 'dash', format: LevelFormat.BULLET, text: '\uf02d' },
] as const;
const LABELS: Record<(typeof LISTS)[number]['reference'], RegExp> = {
  article: /^Điều (\d+)\.\s+/u,
  number: /^(\d+)\.\s+/u,
  letter: /^([a-d])\)\s+/u,
  roman: /^(I|II|III|IV|V|VI)\.\s+/u,
  dash: /^(-)\s+/u,
};
const VALUES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI'];

/** A paper set by Decree 30 in Word: heading and ending in tables without borders. */
export async function paperDocx(paper: PaperModel, options: DocxOptions = {}): Promise<Uint8Array> {
  const write = options.write ?? ((text: string) => ({ text, font: 'Times New Roman' }));
  const run = (text: string): ParagraphChild => {
    const written = write(text);
    return new TextRun({ text: written.text, font: written.font, size: 28 });
  };
  const paragraph = (text: string): Paragraph => new Paragraph({ children: [run(text)] });
  const label = labeller();
  const bodyParagraph = (text: string): Paragraph => {
    const list = options.numbered ? label(text) : null;
    if (!list) return paragraph(text);
    return new Paragraph({
      children: [run(text.slice(list.length))],
      numbering: { reference: list.reference, level: 0, instance: list.instance },
    });
  };
  const sideBySide = (left: readonly string[], right: readonly string[]): Table =>
    new Table({
      borders: BORDERLESS,
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: [3000, 6000],
      rows: [
        new TableRow({
          children: [left, right].map(
            (lines, i) =>
              new TableCell({
                width: { size: i === 0 ? 33 : 67, type: WidthType.PERCENTAGE },
                children: lines.map(paragraph),
              }),
          ),
        }),
      ],
    });
  const table = (rows: readonly string[][]): Table =>
    new Table({
      rows: rows.map(
        (row) => new TableRow({ children: row.map((cell) => new TableCell({ children: [paragraph(cell)] })) }),
      ),
    });
  const document = new Document({
    ...(options.title === undefined ? {} : { title: options.title }),
    numbering: {
      config: LISTS.map(({ reference, format, text }) => ({
        reference,
        levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT }],
      })),
    },
    sections: [
      {
        ...(options.header === undefined
          ? {}
          : { headers: { default: new Header({ children: [paragraph(options.header)] }) } }),
        footers: {
          default: new Footer({
            children: [new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
          }),
        },
        children: [
          sideBySide(paper.left, paper.right),
          ...(options.before ?? []),
          ...paper.body.map((block) => (typeof block === 'string' ? bodyParagraph(block) : table(block))),
          sideBySide(paper.copies, paper.signature),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** Which list a paragraph's label can be drawn by: its number must be the one that comes next, or the first. */
function labeller() {
  const lists = new Map<string, { instance: number; count: number }>();
  return (text: string) => {
    for (const { reference } of LISTS) {
      const match = LABELS[reference].exec(text);
      if (!match) continue;
      const said = match[1]!;
      const list = lists.get(reference) ?? { instance: 0, count: 0 };
      const value =
        reference === 'letter' ? said.charCodeAt(0) - 96 : reference === 'roman' ? VALUES.indexOf(said) : Number(said);
      if (reference !== 'dash' && value === 1) lists.set(reference, { instance: list.instance + 1, count: 1 });
      else if (reference === 'dash' || value === list.count + 1) lists.set(reference, { ...list, count: value });
      else return null;
      return { reference, instance: lists.get(reference)!.instance, length: match[0].length };
    }
    return null;
  };
}
