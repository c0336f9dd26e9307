import iconv from 'iconv-lite';

/** Writers of the legacy Vietnamese encodings, independent of the product's readers. */

const LOWER = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';

/** Every letter of Vietnamese that ASCII has not, in both cases. */
export const VIETNAMESE_LETTERS = [...new Intl.Segmenter('vi').segment(LOWER + LOWER.toUpperCase())]
  .map(({ segment }) => segment)
  .filter((letter) => letter.charCodeAt(0) > 0x7f);

/** The characters of all bytes in a code page; browsers keep those that have none as controls. */
const lettersOf = (page: string): string[] =>
  Array.from({ length: 256 }, (_, code) => {
    const letter = iconv.decode(Buffer.from([code]), page);
    return letter === '\ufffd' ? String.fromCharCode(code) : letter;
  });

const bytesBy =
  (codes: ReadonlyMap<string, readonly number[]>) =>
  (text: string): Uint8Array => {
    const bytes: number[] = [];
    for (const letter of text.normalize('NFC')) {
      const known = codes.get(letter) ?? (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : undefined);
      if (!known) throw new Error(`no code for ${letter}`);
      bytes.push(...known);
    }
    return Uint8Array.from(bytes);
  };

const PUNCTUATION: readonly (readonly [string, number])[] = [
  ['“', 0x93],
  ['”', 0x94],
  ['‘', 0x91],
  ['’', 0x92],
  ['–', 0x96],
  ['—', 0x97],
  ['…', 0x85],
  ['•', 0x95],
];

// the ABC keyboard: codes in the order of the fonts' table
const ABC_ROWS: readonly (readonly [string, readonly number[]])[] = [
  ['àảãáạ', [0xb5, 0xb6, 0xb7, 0xb8, 0xb9]],
  ['ăằẳẵắặ', [0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6]],
  ['âầẩẫấậ', [0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb]],
  ['đ', [0xae]],
  ['èẻẽéẹ', [0xcc, 0xce, 0xcf, 0xd0, 0xd1]],
  ['êềểễếệ', [0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6]],
  ['ìỉĩíị', [0xd7, 0xd8, 0xdc, 0xdd, 0xde]],
  ['òỏõóọ', [0xdf, 0xe1, 0xe2, 0xe3, 0xe4]],
  ['ôồổỗốộ', [0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9]],
  ['ơờởỡớợ', [0xac, 0xea, 0xeb, 0xec, 0xed, 0xee]],
  ['ùủũúụ', [0xef, 0xf1, 0xf2, 0xf3, 0xf4]],
  ['ưừửữứự', [0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9]],
  ['ỳỷỹýỵ', [0xfa, 0xfb, 0xfc, 0xfd, 0xfe]],
  ['ĂÂÊÔƠƯĐ', [0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7]],
];
const abc = new Map<string, readonly number[]>(PUNCTUATION.map(([sign, code]) => [sign, [code]]));
for (const [row, codes] of ABC_ROWS) Array.from(row).forEach((letter, i) => abc.set(letter, [codes[i]!]));
for (const letter of VIETNAMESE_LETTERS) if (!abc.has(letter)) abc.set(letter, abc.get(letter.toLowerCase())!); // ABC fonts have no toned capitals

/** TCVN3 as it was typed: toned capitals as the small letters that a capital font draws. */
export const toTcvn3 = bytesBy(abc);

const VNI_TONES = { '\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï' } as const;
const VNI_HAT = { '\u0301': 'á', '\u0300': 'à', '\u0309': 'å', '\u0303': 'ã', '\u0323': 'ä' } as const;
const VNI_BREVE = { '\u0301': 'é', '\u0300': 'è', '\u0309': 'ú', '\u0303': 'ü', '\u0323': 'ë' } as const;
const VNI_I = { 'ì': 'ì', 'í': 'í', 'ỉ': 'æ', 'ĩ': 'ó', 'ị': 'ò', 'ỵ': 'î', 'đ': 'ñ' } as const; // prettier-ignore

function inVni(letter: string): string {
  const low = letter.toLowerCase();
  const single = (VNI_I as Record<string, string>)[low];
  const [base = '', ...marks] = Array.from(low.normalize('NFD'));
  const tone = marks.find((mark) => mark in VNI_TONES) as keyof typeof VNI_TONES | undefined;
  let written: string;
  if (single !== undefined) written = single;
  else if (marks.includes('\u0302')) written = base + (tone ? VNI_HAT[tone] : 'â');
  else if (marks.includes('\u0306')) written = base + (tone ? VNI_BREVE[tone] : 'ê');
  else {
    const body = marks.includes('\u031b') ? { o: 'ô', u: 'ö' }[base]! : base;
    written = body + (tone ? VNI_TONES[tone] : '');
  }
  return low === letter ? written : written.toUpperCase();
}

/** VNI for Windows as the Latin characters that stand for it. */
export const toVniLatin = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => (VIETNAMESE_LETTERS.includes(letter) ? inVni(letter) : letter)).join(
    '',
  );

const latin1 = new Map<string, readonly number[]>(PUNCTUATION.map(([sign, code]) => [sign, [code]]));
for (let code = 0xa0; code < 0x100; code++) latin1.set(String.fromCharCode(code), [code]);
const toLatin = bytesBy(latin1);
export const toVni = (text: string): Uint8Array => toLatin(toVniLatin(text));

const page1258 = new Map<string, readonly number[]>();
lettersOf('windows-1258').forEach((letter, code) => code >= 0x80 && page1258.set(letter, [code]));
for (const letter of VIETNAMESE_LETTERS) {
  if (page1258.has(letter)) continue;
  const marks = Array.from(letter.normalize('NFD'));
  const tone = marks.find((mark) => mark in VNI_TONES)!;
  const base = marks
    .filter((mark) => mark !== tone)
    .join('')
    .normalize('NFC');
  page1258.set(letter, [...(page1258.get(base) ?? [base.charCodeAt(0)]), ...page1258.get(tone)!]);
}
/** The code page of Vietnamese Windows: a letter, and its tone behind it. */
export const to1258 = bytesBy(page1258);

const VIQR = new Map(Object.entries({ '\u0302': '^', '\u0306': '(', '\u031b': '+', '\u0301': "'", '\u0300': '`', '\u0309': '?', '\u0303': '~', '\u0323': '.' })); // prettier-ignore
/** VIQR: every mark behind its letter in ASCII. */
export const toViqr = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => {
    if (letter === 'đ') return 'dd';
    if (letter === 'Đ') return 'DD';
    if (!VIETNAMESE_LETTERS.includes(letter)) return letter;
    const [base, ...marks] = Array.from(letter.normalize('NFD'));
    const shape = marks.filter((mark) => '\u0302\u0306\u031b'.includes(mark));
    const tone = marks.filter((mark) => !'\u0302\u0306\u031b'.includes(mark));
    return base + [...shape, ...tone].map((mark) => VIQR.get(mark)!).join('');
  }).join('');

/** UTF-8 that a program took for a code page and saved in UTF-8 again. */
export const misread = (text: string, page: 'windows-1252' | 'windows-1258'): string => {
  const letters = lettersOf(page);
  return Array.from(new TextEncoder().encode(text), (byte) => letters[byte]!).join('');
};

export const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
