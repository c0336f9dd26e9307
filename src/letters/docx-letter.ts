import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Header,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
  type ITableBordersOptions,
} from 'docx';
import { docxSlip } from './docx-slip.js';
import { layOut } from './lay-out.rules.js';
import {
  isFigure,
  LINE_SPACING,
  PAGE,
  SIZES,
  type BodyPart,
  type ColumnPart,
  type Columns,
  type LetterLayout,
  type RulePart,
  type StampPart,
  type TablePart,
  type TextPart,
} from './layout.rules.js';
import type { Letter } from './letter.rules.js';

/** The face that the Decree names; it is on every office's machine, and is never embedded here. */
const FACE = 'Times New Roman';
const TWIPS_PER_POINT = 20;
const SINGLE = 240;
const RED = 'C00000';
const mm = convertMillimetersToTwip;
const ALIGN = {
  left: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  justify: AlignmentType.BOTH,
} as const;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const NONE: ITableBordersOptions = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER }; // prettier-ignore
const ALL: ITableBordersOptions = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, insideHorizontal: BORDER, insideVertical: BORDER }; // prettier-ignore

/** The paper as a Word document laid out by Decree 30/2020, Appendix I: what is signed without being typed again. */
export async function letterDocx(letter: Letter): Promise<Buffer> {
  const layout = layOut(letter);
  const body = layout.body.flatMap(bodyPart);
  const slip = layout.slip ? [await docxSlip(layout.slip)] : [];
  const document = new Document({
    title: layout.title,
    creator: layout.author,
    styles: { default: { document: { run: { font: FACE, size: SIZES.text * 2, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(PAGE.widthMm), height: mm(PAGE.heightMm) },
            margin: { top: mm(PAGE.topMm), bottom: mm(PAGE.bottomMm), left: mm(PAGE.leftMm), right: mm(PAGE.rightMm), header: mm(10) },
          },
        }, // prettier-ignore
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph({})] }) },
        children: [
          columns(layout.heading),
          ...keptWithTail(body, layout),
          columns(layout.tail),
          ...(layout.slip?.isBehind ? [...appendices(layout), newPage(), ...slip] : [...slip, ...appendices(layout)]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const pageNumber = (): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZES.page * 2, font: FACE })],
      }),
    ],
  });

type Child = Paragraph | Table;
type Made = (extra?: IParagraphOptions) => Child;

const bodyPart = (part: BodyPart): Made[] =>
  part.kind === 'table'
    ? [() => table(part), () => new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } })]
    : [(extra) => (part.kind === 'rule' ? rule(part) : paragraph(part, extra))];

/** Characters of a line of text: a paragraph of fewer is one line. */
const LINE_AT_LEAST = 80;

/** What ends the text holds on to the signature: two of its lines at least go over to the next page with it. */
function keptWithTail(made: readonly Made[], { body }: LetterLayout): Child[] {
  const last = body.at(-1);
  const holding = last?.kind !== 'text' ? 0 : lengthOf(last) < LINE_AT_LEAST ? 2 : 1;
  return made.map((make, i) => make(i >= made.length - holding ? { keepNext: true, widowControl: true } : {}));
}

const lengthOf = ({ runs }: TextPart): number => runs.reduce((sum, { text }) => sum + text.length, 0);

const newPage = (): Paragraph =>
  new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } });

const appendices = ({ appendices: all }: LetterLayout): Child[] =>
  all.flatMap((parts) => [newPage(), ...parts.flatMap(bodyPart).map((make) => make())]);

function paragraph(part: TextPart, extra: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: ALIGN[part.align],
    spacing: {
      before: (part.before ?? 0) * TWIPS_PER_POINT,
      after: (part.after ?? 0) * TWIPS_PER_POINT,
      ...(part.align === 'justify' ? { line: Math.round(SINGLE * LINE_SPACING), lineRule: LineRuleType.AUTO } : {}),
    },
    indent: { left: mm(part.insetMm ?? 0), firstLine: mm(part.firstLineMm ?? 0) },
    ...(part.keepWithNext ? { keepNext: true } : {}),
    ...extra,
    children: part.runs.map(
      (run) =>
        new TextRun({
          text: run.text,
          size: part.size * 2,
          font: FACE,
          bold: run.bold ?? false,
          italics: run.italic ?? false,
        }),
    ),
  });
}

/** A rule is an empty paragraph with a line over it, drawn in from both sides of its column. */
function rule({ widthMm, after = 0 }: RulePart, columnMm = PAGE.widthMm - PAGE.leftMm - PAGE.rightMm): Paragraph {
  const side = mm(Math.max(0, (columnMm - widthMm) / 2));
  return new Paragraph({
    spacing: { before: 50, after: after * TWIPS_PER_POINT, line: 60, lineRule: LineRuleType.EXACT },
    indent: { left: side, right: side },
    border: { top: { ...BORDER, size: 6, space: 1 } },
  });
}

function stamp({ text, widthMm }: StampPart, columnMm: number): Paragraph {
  const side = mm(Math.max(0, (columnMm - widthMm) / 2));
  const edge = { style: BorderStyle.SINGLE, size: 8, color: RED, space: 2 } as const;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120 },
    indent: { left: side, right: side },
    border: { top: edge, bottom: edge, left: edge, right: edge },
    children: [new TextRun({ text, bold: true, color: RED, size: SIZES.number * 2, font: FACE })],
  });
}

const columnPart = (part: ColumnPart, columnMm: number): Paragraph =>
  part.kind === 'rule' ? rule(part, columnMm) : part.kind === 'stamp' ? stamp(part, columnMm) : paragraph(part);

const NARROW = { top: 0, bottom: 0, left: 0, right: 0 } as const;

function columns({ leftMm, rightMm, rows }: Columns): Table {
  const cell = (parts: readonly ColumnPart[], widthMm: number): TableCell =>
    new TableCell({
      width: { size: mm(widthMm), type: WidthType.DXA },
      margins: NARROW,
      // a cell holds a paragraph at least
      children: parts.length === 0 ? [new Paragraph({})] : parts.map((part) => columnPart(part, widthMm)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(leftMm + rightMm), type: WidthType.DXA },
    columnWidths: [mm(leftMm), mm(rightMm)],
    margins: NARROW,
    borders: NONE,
    rows: rows.map(
      ({ left, right }) => new TableRow({ cantSplit: true, children: [cell(left, leftMm), cell(right, rightMm)] }),
    ),
  });
}

function table({ head, rows, widthsMm, size }: TablePart): Table {
  const cell = (words: string, column: number, top: boolean): TableCell =>
    new TableCell({
      width: { size: mm(widthsMm[column]!), type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          alignment: top || isFigure(words) ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text: words, size: size * 2, font: FACE, bold: top })],
        }),
      ],
    });
  const row = (cells: readonly string[], top: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: top,
      height: { value: 0, rule: HeightRule.AUTO },
      children: widthsMm.map((_, column) => cell(cells[column] ?? '', column, top)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMm.map((width) => mm(width)),
    borders: ALL,
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}
