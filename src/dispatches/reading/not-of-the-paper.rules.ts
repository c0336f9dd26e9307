import { openerAt } from './bodies.rules.js';
import type { Line } from './lines.rules.js';
import { STATE } from './motto.rules.js';

/** "ĐẾN Số: 1998": the stamp a receiving office puts on the paper */
const RECEIVED = /^(?:công văn |văn bản )?đến\s*(?:(?:số|ngày)\s*:?[\s.…\d/]*|:)?$/u;
const OF_STAMP =
  /^(?:số(?: đến)?\s*:?[\s.…\d]*$|ngày(?: đến)?\s*:|giờ(?: đến)?\s*:|chuyển\s*:|kính chuyển\s*:|lưu hồ sơ|số và ký hiệu hs)/u;
/** "Công văn 6240/BGDĐT-KHCN 2026 hướng dẫn ...": how a page of the web captions the paper below it */
const CAPTION =
  /^(?:nghị quyết|quyết định|chỉ thị|thông báo|hướng dẫn|chương trình|kế hoạch|công điện|tờ trình|báo cáo|thông tư|nghị định|công văn|kết luận)\s+(?:số\s*:?\s*)?\d+[^\s/]*\/\S+/u;
const HEADING_AT_MOST = 40;

/** The lines without what others put on the paper: the caption of a web page, the stamp of the office that received it. */
export function ownLines(lines: readonly Line[]): Line[] {
  const from = afterCaption(lines);
  const own: Line[] = [];
  let stamped = false;
  for (const [index, line] of lines.entries()) {
    if (index < from) continue;
    if (index > HEADING_AT_MOST || line.cells.length > 1) {
      stamped = false;
      own.push(line);
    } else if (RECEIVED.test(line.piece.low)) {
      stamped = true;
      const above = own.at(-1);
      if (above && isReceiver(above, own)) own.pop();
    } else {
      stamped &&= OF_STAMP.test(line.piece.low);
      if (!stamped) own.push(line);
    }
  }
  return own;
}

/** The office that stamps stands right above, in capitals, below a letterhead that names another. */
const isReceiver = ({ piece, cells }: Line, own: readonly Line[]): boolean =>
  cells.length === 1 &&
  piece.text === piece.text.toUpperCase() &&
  openerAt(piece, 0) > 0 &&
  own.slice(0, -1).some((line) => line.cells.some(({ low }) => STATE.test(low)));

function afterCaption(lines: readonly Line[]): number {
  const first = lines[0];
  if (!first || first.cells.length > 1 || !CAPTION.test(first.piece.low)) return 0;
  return lines.slice(1, HEADING_AT_MOST).some(({ piece }) => STATE.test(piece.low)) ? 1 : 0;
}
