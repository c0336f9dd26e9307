/** What a file is by its content. `text` is what has no mark of its own and could be text. */
export type Content =
  'zip' | 'ole' | 'pdf' | 'eml' | 'text' | 'rtf' | 'image' | 'program' | 'archive' | 'unknown' | 'empty';

const MAGICS: readonly (readonly [Content, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', '{\\rtf'],
  ['program', 'MZ'],
  ['program', '\x7fELF'],
  ['program', '\xca\xfe\xba\xbe'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['program', '#!'],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'II*\0'],
  ['image', 'MM\0*'],
  ['archive', 'Rar!'],
  ['archive', "7z\xbc\xaf'\x1c"],
  ['archive', '\x1f\x8b'],
  ['archive', 'BZh'],
];
/** a PDF may have rubbish before its mark, as its readers allow */
const PDF_WITHIN_BYTES = 1024;
const SAMPLE_BYTES = 4096;
const MAIL_HEADER =
  /^(?:received|from|to|cc|subject|date|message-id|mime-version|return-path|reply-to|content-type|delivered-to|x-[\w-]+|dkim-signature|content-transfer-encoding)$/i;
const MAIL_HEADERS_AT_LEAST = 2;

const latin = (bytes: Uint8Array, length: number): string => Buffer.from(bytes.subarray(0, length)).toString('latin1');

/** What the bytes are, whatever the file is called. */
export function contentOf(bytes: Uint8Array): Content {
  if (bytes.length === 0) return 'empty';
  const head = latin(bytes, SAMPLE_BYTES);
  const known = MAGICS.find(([, magic]) => head.startsWith(magic));
  // "MZ" and "BM" may also begin a text
  if (known && (known[0] !== 'program' || !isPlain(head))) return known[0];
  if (head.startsWith('BM') && !isPlain(head)) return 'image';
  if (head.slice(0, PDF_WITHIN_BYTES).includes('%PDF-')) return 'pdf';
  if (isMail(head)) return 'eml';
  return isPlain(head) || isWide(bytes) ? 'text' : 'unknown';
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\0-\x08\x0e-\x1f]/g;
const CONTROLS_AT_MOST = 0.02;

const isPlain = (head: string): boolean =>
  (head.match(CONTROLS)?.length ?? 0) <= head.length * CONTROLS_AT_MOST && !head.includes('\0');

const isWide = (bytes: Uint8Array): boolean => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeroes = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeroes[i % 2]!++;
  });
  return Math.max(...zeroes) > sample.length / 6 && Math.min(...zeroes) < sample.length / 40;
};

function isMail(head: string): boolean {
  let found = 0;
  for (const line of head.split(/\r?\n/)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && found > 0) continue;
    const name = /^([A-Za-z][\w-]*):/.exec(line)?.[1];
    if (name === undefined) return false;
    if (MAIL_HEADER.test(name)) found++;
  }
  return found >= MAIL_HEADERS_AT_LEAST;
}

const READABLE_NAME = /\.(?:txt|md|docx?|dotx?|docm|pdf|xlsx?|xlsm|eml|zip)$/i;

/** Whether a name says that the file is one that is read. */
export const saysReadable = (name: string): boolean => READABLE_NAME.test(name);

const TEXT_NAME = /\.(?:txt|md|csv|log)$/i;

/** Whether a name says that the file is text, or says nothing. */
export const saysText = (name: string): boolean => TEXT_NAME.test(name) || !/\.[a-z0-9]{1,5}$/i.test(name);
