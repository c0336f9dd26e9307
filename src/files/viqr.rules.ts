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
 * A full stop behind a word is a stop and not the tone nặng where the sentence ends with it.
 */
export function fromViqr(ascii: string): string {
  return ascii.replace(LETTER, (all: string, ...groups: unknown[]) => {
    const escaped = groups[9] as string | undefined;
    if (escaped !== undefined) return escaped;
    if (all.length === 2 && all.toLowerCase() === 'dd') return all.startsWith('D') ? 'Đ' : 'đ';
    const at = groups[10] as number;
    const stops =
      all.endsWith('.') && /^(?:\s+\p{Lu}|\s*$|\s*\n)/u.test(ascii.slice(at + all.length, at + all.length + 4));
    const written = stops ? all.slice(0, -1) : all;
    const letter = [...written]
      .map((sign, i) => (i === 0 ? sign : (MARKS[sign] ?? sign)))
      .join('')
      .normalize('NFC');
    return stops ? `${letter}.` : letter;
  });
}
