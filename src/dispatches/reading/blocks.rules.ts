import { labelOf, type Label } from './labels.rules.js';
import type { Line } from './lines.rules.js';
import { joined, type Piece } from './piece.rules.js';

/** A paragraph: its lines put together again, whether wrapped, or torn by a page break. */
export interface Block {
  piece: Piece;
  /** its first line alone */
  first: Piece;
  label: Label | null;
  /** the row of a table it is, if it is one */
  row: Line | null;
}

const ENDED = /[.:;!?…]["”)]?$/u;
const HANGING = /(?:[,(]|(?<![\p{L}])(?:và|của|các|về|cho|với|tại|theo|trong|số|ngày|hoặc|là|để|đến|từ|-))$/u;
/** an office whose body stands in the next line */
const OFFICE_LEFT_OPEN = /(?<![\p{L}])(?:giám đốc|chánh|thủ trưởng|chủ tịch|bộ trưởng|cục trưởng)$/u;
/** between the bases of a decision and its articles */
const DECIDES = /^(?:quyết định|quyết nghị)\s*:?$/u;
const SENTENCE_LENGTH = 60;
/** "Lao động / - Thương binh và Xã hội": a hyphen that a wrapped line begins with */
export const HALF_OF_NAME =
  /^[-–] (?:Thương binh|Xã hội|Thể (?:thao|dục)|Truyền (?:thông|hình)|Kế hoạch|Tài chính|Hạ tầng|Môi trường|Thông tin|Du lịch|Hành chính|Công nghệ)(?![\p{L}])/u;

/** The paragraphs of some lines, in order. */
export function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let open: { lines: Line[]; label: Label | null } | null = null;
  const close = () => {
    if (open?.lines[0]) {
      blocks.push({
        piece: joined(open.lines.map(({ piece }) => piece)),
        first: open.lines[0].piece,
        label: open.label,
        row: null,
      });
    }
    open = null;
  };
  for (const line of lines) {
    if (line.row) {
      close();
      blocks.push({ piece: line.piece, first: line.piece, label: null, row: line });
      continue;
    }
    const label = labelOf(line.piece);
    const previous: Line | undefined = open?.lines.at(-1);
    if (open && previous && goesOn(previous, line, label, open)) {
      open.lines.push(line);
    } else {
      close();
      open = { lines: [line], label };
    }
  }
  close();
  return blocks;
}

/** Whether a line is the rest of the paragraph before it. */
function goesOn(
  previous: Line,
  line: Line,
  label: Label | null,
  open: { lines: Line[]; label: Label | null },
): boolean {
  const before = previous.piece.text;
  if (DECIDES.test(line.piece.low) && isShouted(line.piece.text)) return false;
  const hanging = HANGING.test(previous.piece.low);
  if (label && hanging && !line.apart && label.style !== 'dash') return true;
  if (
    label &&
    !line.apart &&
    before.length >= SENTENCE_LENGTH &&
    !ENDED.test(before) &&
    HALF_OF_NAME.test(line.piece.text)
  )
    return true;
  if (label) return label.style === 'dash' && /\d$/.test(before) && /^[-–]\s*\d/.test(line.piece.text) && !line.apart;
  const small = /^[\p{Ll}\d("“&]/u.test(line.piece.text) && !line.piece.text.startsWith('(');
  if (ENDED.test(before)) return small && !/[.:…!?]["”)]?$/u.test(before) && /^\p{Ll}/u.test(line.piece.text);
  if (hanging || small) return true;
  if (open.label && (open.label.rest.text === '' || isOneWord(open))) return true;
  if (!line.apart && OFFICE_LEFT_OPEN.test(previous.piece.low) && !isShouted(before)) return true;
  if (!line.apart) return before.length >= SENTENCE_LENGTH && !isShouted(before);
  return !open.label && before.length >= SENTENCE_LENGTH && !isShouted(before);
}

/** "Điều 3. Chánh" / "Văn phòng ...": broken right behind the first word */
const isOneWord = ({ lines, label }: { lines: Line[]; label: Label | null }): boolean =>
  lines.length === 1 && label !== null && /^\p{Lu}\p{Ll}+$/u.test(label.rest.text);

const isShouted = (text: string): boolean => text === text.toUpperCase();
