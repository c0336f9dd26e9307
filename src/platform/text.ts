/** Canonical composition (NFC): every text that comes from outside passes through here. */
export const nfc = (text: string): string => text.normalize('NFC');

/** White space folded to single blanks, ends trimmed, NFC. */
export const folded = (text: string): string => nfc(text).replace(/\s+/gu, ' ').trim();

/**
 * The key under which a Vietnamese text is searched: without accents, lower case, letters and digits only.
 * `Uỷ ban`, `Ủy ban` and `uy ban` have one key.
 */
export const searchKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** A text that stands by itself, as a heading does: a subject read behind "V/v" begins in lower case. */
export const headed = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);

/** A text that no spreadsheet takes for a formula, where it opens a file of ours. */
export const noFormula = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
