// what cannot be stored, or shows a name as another: control characters, changes of the direction of writing
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const UNSEEN = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text as it can be stored: no NUL, no halves of characters, Unicode NFC. */
export const storableText = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC');

/** A name as {@link storableText}, with nothing in it that is not seen. */
export const storableName = (name: string): string => storableText(name.replace(UNSEEN, ''));
