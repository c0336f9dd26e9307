const MARKS: Readonly<Record<string, string>> = {
  '^': '\u0302',
  '(': '\u0306',
  '+': '\u031b',
  '*': '\u031b',
  "'": '\u0301',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  '.': '\u0323',
};
/** a vowel with a mark of its shape, of its tone, or both; the sign is ordinary where a backslash stands before it */
const LETTER =
  /([aeo])\^(['`?~.]?)|(a)\((['`?~.]?)|([ou])[+*](['`?~.]?)|([aeiouy])(['`?~.])(?=[\p{L}\s.,;:)'"]|$)|(dd)|\\([(^+*'`?~.\\])/giu;

/**
 * Text written in VIQR, "Ca^.ng ho`a": the marks after their letter in ASCII.
 * A full stop behind a vowel is the tone nặng, as VIQR says; at the end of a line it is a stop.
 */
export function fromViqr(ascii: string): string {
  return ascii.replace(LETTER, (all: string, ...groups: unknown[]) => {
    const escaped = groups[9] as string | undefined;
    if (escaped !== undefined) return escaped;
    if (all.toLowerCase() === 'dd') return all.startsWith('D') ? 'Đ' : 'đ';
    const next = ascii.charAt((groups[10] as number) + all.length);
    const stops = all.endsWith('.') && (next === '' || next === '\n' || next === '\r');
    const written = stops ? all.slice(0, -1) : all;
    const letter = Array.from(written, (sign, i) => (i === 0 ? sign : (MARKS[sign] ?? sign))).join('');
    return letter.normalize('NFC') + (stops ? '.' : '');
  });
}
