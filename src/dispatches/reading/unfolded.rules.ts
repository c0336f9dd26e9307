import { STATE } from './motto.rules.js';
import { pieceOf, type Piece } from './piece.rules.js';

/** a paper in one line is no shorter than this */
const ONE_LINE_AT_LEAST = 500;
const TYPES =
  'NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|BÁO CÁO|BIÊN BẢN|TỜ TRÌNH|CÔNG ĐIỆN|GIẤY MỜI|KẾT LUẬN';
const TOWN = String.raw`(?:Thành phố|Thị xã|Thị trấn|TP\.)`;
/** the blanks at which a converter that keeps no line breaks has run two lines into one another */
const BREAKS = new RegExp(
  [
    String.raw`\s(?=CỘNG H|Độc lập\s?[-–]|ĐẢNG CỘNG SẢN|Số\s?:|V\/v\s|Kính gửi|Căn cứ\s|Theo đề nghị\s|Nơi nhận)`,
    String.raw`(?<!${TOWN}(?:\s\p{Lu}\p{Ll}+){0,3})\s(?=(?:${TOWN}\s)?(?:\p{Lu}\p{Ll}+\s){1,4}?\p{Lu}?\p{Ll}*,\s?ngày\s)`,
    String.raw`\s(?=(?:TM|KT|TL|TUQ)\.\s?\p{Lu}{2})`,
    String.raw`(?<!\p{Lu}{2})\s(?=(?:${TYPES})(?!\p{L}|\s\p{Lu}{2}|\s\p{Ll}))|(?<=(?<!\p{L})(?:${TYPES}))\s(?=\p{Lu}\p{Ll})`,
    String.raw`(?<=[.:;/,\d\p{Ll}])\s(?=\d{1,2}\.\s\p{Lu}|Điều\s\d{1,2}\.\s|[-–+]\s(?!Tự do|Hạnh phúc)\p{Lu}|[a-hđ]\)\s)`,
    String.raw`(?<=\p{Lu}{2})\s(?=\((?:Đã|đã) ký\))|(?<=ký\))\s|(?<=(?:TRƯỞNG|TỊCH|ĐỐC|PHÒNG|THƯ|TƯỚNG|BAN))\s(?=(?:\p{Lu}[\p{L}.]*\s){1,4}\p{Lu}\p{Ll}+\s*$)`,
    String.raw`(?<=\p{Lu})(?<!MÔI)\s(?=(?:SỞ|TRƯỜNG|CHI CỤC|BỆNH VIỆN|TRUNG TÂM)\s\p{Lu}{2})`,
    String.raw`\s(?=(?:Trường|Sở|Phòng|Ủy ban|UBND|Bộ|Ban|Cục)\s[^.;:]{3,60}?\s(?:thông báo|đề nghị|yêu cầu|ban hành|xây dựng|kính mời|trân trọng)\s)`,
  ].join('|'),
  'gu',
);

/** A paper that came as one line is broken where its parts begin; every character keeps its place. */
export function unfolded(piece: Piece): Piece {
  if (piece.text.length < ONE_LINE_AT_LEAST) return piece;
  let changed = false;
  const text = piece.text
    .split('\n')
    .map((line) => {
      if (line.length < ONE_LINE_AT_LEAST || !STATE.test(line.slice(0, 400).toLowerCase())) return line;
      changed = true;
      return line.replace(BREAKS, '\n');
    })
    .join('\n');
  return changed ? { ...pieceOf(text, piece.at, piece.mended), low: withBreaks(piece.low, text) } : piece;
}

const withBreaks = (low: string, text: string): string => {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    parts.push(low.slice(from, at), '\n');
    from = at + 1;
  }
  return parts.join('') + low.slice(from);
};
