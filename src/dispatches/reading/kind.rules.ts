import type { Block } from './blocks.rules.js';
import { cut, fold, found, type Piece } from './piece.rules.js';
import type { Field } from './reading.rules.js';

/** The types of Decree 30/2020 (and a few the Party and the law add) with their abbreviations. */
const TYPES: readonly (readonly [name: string, code: string])[] = [
  ['nghị quyết', 'NQ'],
  ['quyết định', 'QĐ'],
  ['chỉ thị', 'CT'],
  ['quy chế', 'QC'],
  ['quy định', 'QyĐ'],
  ['thông cáo', 'TC'],
  ['thông báo', 'TB'],
  ['hướng dẫn', 'HD'],
  ['chương trình', 'CTr'],
  ['kế hoạch', 'KH'],
  ['phương án', 'PA'],
  ['đề án', 'ĐA'],
  ['dự án', 'DA'],
  ['báo cáo', 'BC'],
  ['biên bản', 'BB'],
  ['tờ trình', 'TTr'],
  ['hợp đồng', 'HĐ'],
  ['công điện', 'CĐ'],
  ['bản ghi nhớ', 'BGN'],
  ['bản thỏa thuận', 'BTT'],
  ['giấy ủy quyền', 'GUQ'],
  ['giấy mời', 'GM'],
  ['giấy giới thiệu', 'GGT'],
  ['giấy nghỉ phép', 'GNP'],
  ['phiếu gửi', 'PG'],
  ['phiếu chuyển', 'PC'],
  ['phiếu báo', 'PB'],
  ['kết luận', 'KL'],
  ['thông tri', 'TT'],
  ['thông tư', 'TT'],
  ['nghị định', 'NĐ'],
  ['công văn', 'CV'],
];
const TITLE = new RegExp(`^(?:${TYPES.map(([name]) => name).join('|')})(?![\\p{L}])`, 'u');
const CODE_OF = new Map(TYPES);
const CODES = new Set(TYPES.map(([, code]) => code));

/** "Q U Y Ế T  Đ Ị N H" as one writes it: letters set apart for looks, put together. */
const unspaced = (text: string): string =>
  /^(?:\p{Lu}\s)+\s*(?:\p{Lu}\s)*\p{Lu}$/u.test(text)
    ? text.replace(/(\p{Lu})\s(?=\p{Lu}(?:\s|$))/gu, '$1').replace(/\s+/g, ' ')
    : text;

/** The type name a heading line bears, and what of the subject stands behind it in the same line. */
export function titleOf(cell: Piece): { code: Field<string>; rest: Piece } | null {
  const close = unspaced(cell.text);
  const low = close === cell.text ? cell.low : fold(close);
  const match = TITLE.exec(low);
  if (!match) return null;
  const length =
    match[0].length +
    (/^ (?:văn bản|giải quyết văn bản|liên ngành|liên tịch|liên sở)(?![\p{L}])/u.exec(low.slice(match[0].length))?.[0]
      .length ?? 0);
  const name = close.slice(0, length);
  const alone = close.replace(/[\s:]+$/, '').length === name.length;
  if (name !== name.toUpperCase() && !alone) return null;
  const code = CODE_OF.get(match[0]) ?? '';
  const rest = close === cell.text ? cut(cell, length) : cut(cell, cell.text.length);
  return { code: found(cell, code, name === name.toUpperCase() ? 0.97 : 0.85), rest };
}

/** The type a symbol names (KH-UBND, QĐ-SNV), or null where it names none, as in an official letter's. */
export function kindInSymbol(symbol: string): string | null {
  const parts = symbol.split(/[-–/\s]+/);
  const first = parts.find((part) => !/^\d{4}$/.test(part)) ?? '';
  for (const code of CODES) if (code.toLowerCase() === first.toLowerCase() && parts.length > 1) return code;
  return null;
}

/** The type of a paper that has lost its title, by the line over its first article: "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:". */
export function kindDecided(body: readonly Block[]): Field<string> | null {
  for (const [i, { piece }] of body.entries()) {
    const decides = /^quyết (định|nghị)\s*:?$/u.exec(piece.low);
    if (!decides || piece.text !== piece.text.toUpperCase() || body[i + 1]?.label?.style !== 'article') continue;
    return found(piece, decides[1] === 'nghị' ? 'NQ' : 'QĐ', 0.8);
  }
  return null;
}
