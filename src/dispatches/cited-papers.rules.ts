import { searchKey } from '../platform/text.js';

/** Symbols of offices of the centre; what is cited under them is one paper wherever it is cited. */
const CENTRAL_SYMBOLS =
  /(?:^|[-/])(?:ttg|cp|vpcp|qh\d*|ubtvqh\d*|ctn|tw|vptw|ttcp|nhnn|bnv|btttt|bca|bqp|bng|btp|btc|bct|bkhdt|bkhcn|bnnptnt|bnnmt|bgtvt|bxd|btnmt|bvhttdl|bgddt|byt|bldtbxh|bdttg)(?=$|[-/])/;
const CENTRAL_NAMES =
  /^(?:chinh phu|thu tuong|quoc hoi|chu tich nuoc|uy ban thuong vu quoc hoi|van phong (?:chinh phu|quoc hoi|trung uong)|thanh tra chinh phu|bo |ban bi thu|ban chap hanh trung uong|ngan hang nha nuoc(?! chi nhanh))|\b(?:chinh phu|trung uong|quoc gia)$/;
const AREA_WORDS = /\b(tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b/;
const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bhdnd\b/g, 'hoi dong nhan dan'],
  [/\bbcd\b/g, 'ban chi dao'],
  [/\bttg\b/g, 'thu tuong chinh phu'],
  [/\bvpcp\b/g, 'van phong chinh phu'],
  [/\btp\b/g, 'thanh pho'],
];

/**
 * The key that all ways of writing one paper's number and symbol share: `Số: 05 / KH-UBND`, `5/kh-ubnd`.
 * @returns null where there is no number with a symbol behind it: such a citation names no paper
 */
export function paperKey(code: string): string | null {
  const match = /^\D{0,20}?0*(\d[\p{L}\d]{0,9})\s*\/\s*(\S.{0,200})$/u.exec(code.normalize('NFC').trim());
  if (!match) return null;
  const symbol = match[2]!
    .split(/[/\-–—]/)
    .map((part) => searchKey(part).replace(/ /g, ''))
    .filter(Boolean)
    .join('-');
  return symbol === '' ? null : `${match[1]!.toLowerCase()}/${symbol}`;
}

/** An issuer's name without short forms and without the name of its area: what its many spellings share. */
export function issuerFamily(name: string | null): string {
  let key = searchKey(name ?? '');
  for (const [short, long] of SHORT_NAMES) key = key.replace(short, long);
  const area = AREA_WORDS.exec(key);
  return area ? key.slice(0, area.index + area[0].length) : key;
}

/** Whether a paper is of the centre, by its symbol or its issuer as cited; a named area says it is not. */
export function isCentral(key: string, issuer: string | null): boolean {
  const family = issuerFamily(issuer);
  if (CENTRAL_NAMES.test(family)) return true;
  return !AREA_WORDS.test(family) && CENTRAL_SYMBOLS.test(key);
}
