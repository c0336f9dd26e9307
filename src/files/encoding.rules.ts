/** The encodings that offices have; `misread-…` is UTF-8 that was once read as the code page named and saved again. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'tcvn3',
  'vni',
  'windows-1258',
  'viscii',
  'viqr',
  'misread-1252',
  'misread-1258',
  'windows-1252',
] as const;

export type EncodingName = (typeof ENCODINGS)[number];

/** In what a text was written, as it was detected or said; other encodings that it could be in, likeliest first. */
export interface EncodingFound {
  name: EncodingName;
  alternatives: EncodingName[];
}

const ALSO_CALLED: Readonly<Record<string, EncodingName>> = {
  utf8: 'utf-8',
  unicode: 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  abc: 'tcvn3',
  tcvn: 'tcvn3',
  'tcvn3-abc': 'tcvn3',
  'tcvn-5712': 'tcvn3',
  'vni-windows': 'vni',
  'vni-win': 'vni',
  cp1258: 'windows-1258',
  windows1258: 'windows-1258',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
};

/** The encoding that people call so, or null. */
export function encodingNamed(name: string): EncodingName | null {
  const low = name.trim().toLowerCase().replaceAll('_', '-');
  return ENCODINGS.find((encoding) => encoding === low) ?? ALSO_CALLED[low] ?? null;
}
