/**
 * VNI for Windows: a letter is a base letter and the sign that follows it; ơ, ư, đ, and i and y with some tones have
 * codes of their own. Signs in the order of TONES: none, sắc, huyền, hỏi, ngã, nặng.
 */
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const PLAIN = ['', 'ù', 'ø', 'û', 'õ', 'ï'];
const HAT = ['â', 'á', 'à', 'å', 'ã', 'ä'];
const BREVE = ['ê', 'é', 'è', 'ú', 'ü', 'ë'];
const ROWS: readonly (readonly [letter: string, base: string, signs: readonly string[]])[] = [
  ['a', 'a', PLAIN],
  ['ă', 'a', BREVE],
  ['â', 'a', HAT],
  ['e', 'e', PLAIN],
  ['ê', 'e', HAT],
  ['i', '', ['i', 'í', 'ì', 'æ', 'ó', 'ò']],
  ['o', 'o', PLAIN],
  ['ô', 'o', HAT],
  ['ơ', 'ô', PLAIN],
  ['u', 'u', PLAIN],
  ['ư', 'ö', PLAIN],
  ['y', 'y', ['', 'ù', 'ø', 'û', 'õ', '']],
  ['ỵ', 'î', ['']],
  ['đ', 'ñ', ['']],
];

const OF_VNI = new Map<string, string>();
for (const [letter, base, signs] of ROWS) {
  signs.forEach((sign, tone) => {
    const written = base + sign;
    const meant = (letter + TONES[tone]!).normalize('NFC');
    if (written === '' || written === meant || (tone > 0 && sign === '')) return;
    OF_VNI.set(written, meant);
    // capitals stand with the capital sign, in typed text also with the small one
    if (base !== '') OF_VNI.set(base.toUpperCase() + sign, meant.toUpperCase());
    OF_VNI.set(written.toUpperCase(), meant.toUpperCase());
  });
}

const LONGEST_FIRST = new RegExp([...OF_VNI.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'g');

/** Characters as the VNI fonts draw them, from the Latin characters that the file has in their places. */
export const fromVni = (latin: string): string => latin.replace(LONGEST_FIRST, (written) => OF_VNI.get(written)!);
