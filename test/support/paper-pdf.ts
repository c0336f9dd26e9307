import path from 'node:path';
import PdfDocument from 'pdfkit';
import type { PaperModel } from './paper-model.js';

const FONT = path.join(
  import.meta.dirname,
  '../../node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
);
const LEFT = 70;
const WIDTH = 470;

/** Makes a PDF with what `draw` draws. */
export function pdfOf(
  draw: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const pdf = new PdfDocument({ size: 'A4', margins: { top: 57, bottom: 57, left: LEFT, right: 55 }, ...options });
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.font(FONT).fontSize(13);
    draw(pdf);
    pdf.end();
  });
}

/** A paper set by Decree 30 as a PDF: two columns at its head and its end, numbered pages, wrapped lines. */
export const paperPdf = (paper: PaperModel, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> =>
  pdfOf((pdf) => {
    let page = 1;
    pdf.on('pageAdded', () => {
      const { y } = pdf;
      pdf.text(String(++page), LEFT, 30, { width: WIDTH, align: 'center' });
      pdf.x = LEFT;
      pdf.y = Math.max(y, 57);
    });
    columns(pdf, paper.left, paper.right, { split: 200, gap: 12 });
    for (const block of paper.body) {
      if (typeof block === 'string') pdf.text(block, LEFT, undefined, { width: WIDTH, align: 'justify' }).moveDown(0.4);
      else for (const row of block) pdf.text(row.join(' - '), LEFT, undefined, { width: WIDTH });
    }
    columns(pdf, paper.copies, paper.signature, { split: 260, gap: 12 });
  }, options);

function columns(
  pdf: PDFKit.PDFDocument,
  left: readonly string[],
  right: readonly string[],
  { split, gap }: { split: number; gap: number },
): void {
  if (pdf.y > 600) pdf.addPage();
  const top = pdf.y;
  pdf.fontSize(11);
  pdf.text(left.join('\n'), LEFT, top, { width: split - gap });
  const bottom = pdf.y;
  pdf.text(right.join('\n'), LEFT + split + gap, top, { width: WIDTH - split - gap, align: 'center' });
  pdf.y = Math.max(bottom, pdf.y) + 14;
  pdf.fontSize(13);
}
