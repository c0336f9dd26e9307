import { SIZES, text, type SlipPart } from './layout.rules.js';

/** Where whoever got the letter on paper says that it has it: a page that asks for a code, or that has it filled in. */
export interface LetterSlip {
  /** What is scanned. */
  address: string;
  /** The page as somebody types it. */
  page: string;
  /** In groups; null where each addressee has one of its own in its mail. */
  code: string | null;
  /** Until when the code works, `30/11/2026`; null without one. */
  until: string | null;
  /** On a page of its own behind the paper, which stays as its author wrote it. */
  isBehind?: boolean;
}

/** The side of the square with its blank margin, which scanners need. */
export const SLIP_MM = 30;

export function slipPart({ address, page, code, until, isBehind = false }: LetterSlip): SlipPart {
  const typed = code === null ? 'Nhập mã trong thư gửi riêng từng cơ quan' : 'Quét mã QR, hoặc nhập mã';
  const lines = [
    text([{ text: 'Xác nhận đã nhận văn bản', bold: true, italic: true }], SIZES.receivedBy),
    ...(code === null ? [] : [text([{ text: 'Mã xác nhận qua điện thoại: ' }, { text: code, bold: true }], SIZES.copies)]),
    text(`${typed} tại ${page}, hoặc đọc mã cho văn thư cơ quan gửi.`, SIZES.copies),
    ...(isBehind ? [text('Trang này do hệ thống in kèm, không phải là một phần của văn bản.', SIZES.copies)] : []),
    ...(until === null ? [] : [text(`Mã dùng được đến hết ngày ${until}.`, SIZES.copies)]),
  ]; // prettier-ignore
  const alt = code === null ? `Mã QR dẫn đến ${page}` : `Mã QR dẫn đến ${page}, đã điền mã ${code}`;
  return { address, alt, lines, widthMm: SLIP_MM, isBehind };
}
