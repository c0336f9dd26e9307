import {
  BorderStyle,
  convertMillimetersToTwip,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { TEXT_WIDTH_MM, type SlipPart } from './layout.rules.js';
import { qrPicture } from './qr-code.js';

const FACE = 'Times New Roman';
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NONE = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER }; // prettier-ignore
const mm = convertMillimetersToTwip;
/** Drawn larger than it is shown, so that it prints sharp. */
const PIXELS = 600;
const PIXELS_PER_MM = 96 / 25.4;

/** The slip of a letter: a picture, since Word takes no drawing that every version shows, and what is said of it beside. */
export async function docxSlip({ address, alt, lines, widthMm }: SlipPart): Promise<Table> {
  const data = await qrPicture(address, PIXELS);
  const side = Math.round(widthMm * PIXELS_PER_MM);
  const altText = { name: 'QR', title: 'QR', description: alt };
  const square = new ImageRun({ type: 'png', data, transformation: { width: side, height: side }, altText });
  const words = lines.map(
    ({ runs, size }) =>
      new Paragraph({
        children: runs.map(
          (run) =>
            new TextRun({
              text: run.text,
              size: size * 2,
              font: FACE,
              bold: run.bold ?? false,
              italics: run.italic ?? false,
            }),
        ),
      }),
  );
  const cell = (widthOf: number, children: Paragraph[]): TableCell =>
    new TableCell({
      width: { size: mm(widthOf), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children,
    });
  const columns = [widthMm, TEXT_WIDTH_MM - widthMm] as const;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(TEXT_WIDTH_MM), type: WidthType.DXA },
    columnWidths: columns.map((width) => mm(width)),
    borders: NONE,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [cell(columns[0], [new Paragraph({ children: [square] })]), cell(columns[1], words)],
      }),
    ],
  });
}
