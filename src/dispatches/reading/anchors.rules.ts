import type { Piece } from './piece.rules.js';

/**
 * Words by which a paper is found its way in. A scan loses or mistakes their marks ("Kinh gưi", "Quyêt đinh"); what is
 * matched is then put right, never what is read out. Each is told from every other word by its letters alone.
 */
const ANCHORS = [
  'cộng hòa xã hội chủ nghĩa việt nam',
  'cộng hòa xã hội chủ nghĩa',
  'độc lập - tự do - hạnh phúc',
  'độc lập',
  'hạnh phúc',
  'đảng cộng sản việt nam',
  'đảng cộng sản',
  'kính gửi',
  'nơi nhận',
  'như trên',
  'như điều',
  'quyết định',
  'nghị quyết',
  'nghị định',
  'chỉ thị',
  'thông báo',
  'thông cáo',
  'thông tư',
  'kế hoạch',
  'hướng dẫn',
  'chương trình',
  'công văn',
  'công điện',
  'tờ trình',
  'báo cáo',
  'kết luận',
  'biên bản',
  'quy chế',
  'quy định',
  'phương án',
  'hợp đồng',
  'giấy mời',
  'giấy ủy quyền',
  'giấy giới thiệu',
  'giấy nghỉ phép',
  'phiếu gửi',
  'phiếu chuyển',
  'phiếu báo',
  'bản ghi nhớ',
  'bản thỏa thuận',
  'đề án',
  'dự án',
  'về việc',
  'kỳ họp',
  'ban hành',
  'phê duyệt',
  'kết quả',
  'tình hình',
  'số liệu',
  'hằng tháng',
  'hằng quý',
  'hằng năm',
  'đột xuất',
  'ủy ban nhân dân',
  'hội đồng nhân dân',
  'ủy ban',
  'hội đồng',
  'ban chỉ đạo',
  'ban thường vụ',
  'thủ tướng',
  'chính phủ',
  'văn phòng',
  'trung tâm',
  'công an',
  'chủ tịch',
  'phó chủ tịch',
  'giám đốc',
  'phó giám đốc',
  'bộ trưởng',
  'thứ trưởng',
  'hiệu trưởng',
  'cục trưởng',
  'chánh văn phòng',
  'trưởng phòng',
  'trưởng ban',
  'bí thư',
  'thủ trưởng',
  'thực hiện',
  'triển khai',
  'thi hành',
  'căn cứ',
  'đề nghị',
  'yêu cầu',
  'tổng hợp',
  'chủ trì',
  'phối hợp',
  'chậm nhất',
  'muộn nhất',
  'trước ngày',
  'định kỳ',
  'kèm theo',
  'chịu trách nhiệm',
  'hỏa tốc',
  'thượng khẩn',
  'hẹn giờ',
].toSorted((a, b) => b.length - a.length);

const MARKED = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const BARE: ReadonlyMap<string, string> = new Map(
  Array.from(MARKED, (letter) => [letter, letter === 'đ' ? 'd' : letter.normalize('NFD').charAt(0)]),
);
const bare = (low: string): string => {
  let letters = '';
  for (const letter of low) letters += letter < '\x80' ? letter : (BARE.get(letter) ?? letter);
  return letters;
};

const BY_LETTERS = new Map(ANCHORS.map((anchor) => [bare(anchor), anchor]));
const GAP = String.raw`[ \n]{1,3}`;
const ANCHOR = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${[...BY_LETTERS.keys()].map((key) => key.replaceAll(' ', GAP)).join('|')})(?!\p{L})(?! su(?!\p{L}))`,
  'gu',
);
/** a date: its three words stand in a fixed order around blanks and figures */
const DATED =
  /(?<!\p{L})ngay(?=[\s.…_\d]{1,40}thang[\s.…_\d]{1,40}nam(?!\p{L}))|(?<!\p{L})ngay(?=\s{1,3}\d{1,2}[/.-]\d)/gu;
const MONTH = /(?<=(?<!\p{L})ngay[\s.…_\d]{1,40})thang(?=[\s.…_\d]{1,40}nam(?!\p{L}))/gu;
const YEAR = /(?<=(?<!\p{L})thang[\s.…_\d]{1,40})nam(?=[\s.…_\d]|$)/gu;
const OF =
  /(?<!\p{L})cua(?=\s{1,3}(?:ubnd|uy ban|hdnd|hoi dong|thu tuong|chinh phu|quoc hoi|bo [a-z]|so [a-z]|ban [a-z]|van phong|chu tich|giam doc|bo truong|(?:tinh|huyen|thanh|dang) uy)(?!\p{L}))/gu;

/** The piece with its anchors as they are spelled, where it is matched; what is read out of it stays as written. */
export function withAnchors(piece: Piece): Piece {
  const letters = bare(piece.low);
  const low: string[] = [];
  let from = 0;
  const put = (at: number, words: string) => {
    low.push(piece.low.slice(from, at), words);
    from = at + words.length;
  };
  const found = [
    ...[...letters.matchAll(ANCHOR)].map(({ 0: words, index }) => ({ index, right: spelled(words) })),
    ...[...letters.matchAll(DATED)].map(({ index }) => ({ index, right: 'ngày' })),
    ...[...letters.matchAll(MONTH)].map(({ index }) => ({ index, right: 'tháng' })),
    ...[...letters.matchAll(YEAR)].map(({ index }) => ({ index, right: 'năm' })),
    ...[...letters.matchAll(OF)].map(({ index }) => ({ index, right: 'của' })),
  ].toSorted((a, b) => a.index - b.index);
  for (const { index, right } of found) {
    if (index < from || piece.low.startsWith(right, index)) continue;
    if (isWordOfItsOwn(piece.low, index, right)) continue;
    put(index, right);
  }
  return from === 0 ? piece : { ...piece, low: low.join('') + piece.low.slice(from) };
}

/** "cửa", "hàng tháng", "để ăn": other words of the same letters, spelled as words are */
const isWordOfItsOwn = (low: string, at: number, right: string): boolean =>
  (right === 'của' && low.startsWith('cửa', at)) ||
  (right.startsWith('hằng') && low.startsWith('hàng', at)) ||
  (right === 'đề án' && /^(?:dễ|để) /u.test(low.slice(at, at + 3)));

/** The anchor of these letters, with the blanks between its words as they are. */
function spelled(words: string): string {
  const known = BY_LETTERS.get(words);
  if (known !== undefined) return known;
  const right = (BY_LETTERS.get(words.replace(/\s+/g, ' ')) ?? words).split(' ');
  const gaps = words.match(/\s+/g) ?? [];
  return right.map((word, i) => word + (gaps[i] ?? '')).join('');
}
