import qrcode from 'qrcode';

/** A row of dark modules that touch: where it begins, and how many. */
export interface Dark {
  row: number;
  column: number;
  count: number;
}

/** Blank modules around the symbol (ISO/IEC 18004). */
const QUIET = 4;
const CORRECTION = 'M';

/**
 * An address as a QR code (ISO/IEC 18004) that a seventh of it may be missing from.
 * @returns its side in modules, the blank margin included, and what is dark in it
 */
export function qrOf(address: string): { side: number; dark: readonly Dark[] } {
  const { modules } = qrcode.create(address, { errorCorrectionLevel: CORRECTION });
  const dark: Dark[] = [];
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const last = dark.at(-1);
      const goesOn = last?.row === row + QUIET && last.column + last.count === column + QUIET;
      if (goesOn) last.count++;
      else dark.push({ row: row + QUIET, column: column + QUIET, count: 1 });
    }
  return { side: modules.size + 2 * QUIET, dark };
}

/** The same as a picture, for a document that takes no drawing. */
export const qrPicture = (address: string, pixels: number): Promise<Buffer> =>
  qrcode.toBuffer(address, { errorCorrectionLevel: CORRECTION, margin: QUIET, width: pixels, type: 'png' });
