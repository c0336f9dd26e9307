import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import reader from 'jsqr';
import { emptyDispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { openFile } from '../../src/files/index.js';
import { letterDocx } from '../../src/letters/docx-letter.js';
import type { LetterSlip } from '../../src/letters/slip.rules.js';
import { paragraph, type Letter } from '../../src/letters/letter.rules.js';
import { letterPdf } from '../../src/letters/pdf-letter.js';
import { shortCode } from '../../src/links/codes/short-code.rules.js';

/** Its types speak of a default export that the module is itself. */
const jsQR = reader as unknown as typeof reader.default;
const PAGE = 'https://thongsuot.langson.gov.vn/m';
const DIGITS = shortCode(794);
const slip: LetterSlip = { address: `${PAGE}/${DIGITS}`, page: PAGE, code: '0000 0007 9444', until: '30/11/2026' };
const letter = (more: Partial<Letter> = {}): Letter => ({
  dispatch: {
    ...emptyDispatch(),
    kind: 'CV',
    number: 5,
    symbol: 'UBND-VX',
    subject: 'rà soát',
    addressees: ['Ủy ban nhân dân xã Đồng Đăng'],
    archive: 'VT',
  },
  body: [paragraph('Đề nghị rà soát địa danh.')],
  ...more,
});

/** The contents of a PDF's streams, where they are text of drawing. */
function drawingOf(pdf: Buffer): string {
  const bytes = pdf.toString('latin1');
  return [...bytes.matchAll(/stream\r?\n/g)]
    .map(({ index, 0: begin }) => {
      try {
        return inflateSync(pdf.subarray(index + begin.length)).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}

const PIXELS_PER_POINT = 8;
const MARGIN = 40;

/** What the rectangles of a drawing show, read as a telephone reads it. */
function scanned(drawing: string): string | undefined {
  const rects = [...drawing.matchAll(/(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re\b/g)]
    .map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number])
    .filter(([, , width, height]) => width > 0 && width < 40 && height > 0 && height < 4);
  if (rects.length === 0) return undefined;
  const [left, top] = [Math.min(...rects.map(([x]) => x)), Math.min(...rects.map(([, y]) => y))];
  const side = Math.ceil(Math.max(...rects.map(([x, , w]) => x + w - left)) * PIXELS_PER_POINT) + 2 * MARGIN;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const at = (points: number, from: number): number => Math.round((points - from) * PIXELS_PER_POINT) + MARGIN;
  for (const [x, y, width, height] of rects)
    for (let row = at(y, top); row < at(y + height, top); row++)
      for (let column = at(x, left); column < at(x + width, left); column++)
        pixels.set([0, 0, 0, 255], 4 * (row * side + column));
  return jsQR(pixels, side, side)?.data;
}

describe('what a printed letter offers to who gets it', () => {
  it('is scanned back from the drawing of the PDF, which has no picture in it', async () => {
    const pdf = await letterPdf(letter({ slip }));
    expect(scanned(drawingOf(pdf))).toBe(slip.address);
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    const general = { address: PAGE, page: PAGE, code: null, until: null };
    expect(scanned(drawingOf(await letterPdf(letter({ slip: general }))))).toBe(PAGE);
    expect(scanned(drawingOf(await letterPdf(letter())))).toBeUndefined();
  });

  it('is a figure that says what it is to who does not see it', async () => {
    const pdf = (await letterPdf(letter({ slip }))).toString('latin1');
    expect(pdf).toContain('/S /Figure');
    const alt = Buffer.from('\uFEFFMã QR dẫn đến', 'utf16le').swap16().toString('latin1');
    expect(pdf.replaceAll(/\\([()\\])/g, '$1')).toContain(alt);
  });

  it('stands beside it as text, in the PDF and in the Word document', async () => {
    for (const make of [letterPdf, letterDocx]) {
      const bytes = await make(letter({ slip }));
      const { papers } = await openFile({ name: 'a', bytes: new Uint8Array(bytes) });
      const words = papers[0]!.text.replaceAll(/\s+/g, ' ');
      for (const said of ['0000 0007 9444', PAGE, '30/11/2026']) expect(words).toContain(said);
    }
  });

  it('stands on a page of its own, behind everything, where the paper is its author’s own', async () => {
    const pages = async (of: LetterSlip) =>
      (await letterPdf(letter({ slip: of }))).toString('latin1').match(/\/Type \/Page\b/g)!.length;
    expect(await pages({ ...slip, isBehind: true })).toBe((await pages(slip)) + 1);
    const { papers } = await openFile({
      name: 'a',
      bytes: new Uint8Array(await letterDocx(letter({ slip: { ...slip, isBehind: true } }))),
    });
    expect(papers[0]!.text).toContain('không phải là một phần của văn bản');
  });
});
