import { cleaned, storedText } from './reading/clean-text.rules.js';
import { linesOf } from './reading/lines.rules.js';
import { secrecyOf } from './reading/secrecy.rules.js';

/** Whether a text that stands beside a paper (a property, another header) is, or bears, a secrecy mark. */
export function isMarkedBeside(text: string): boolean {
  const lines = linesOf(cleaned(storedText(text)));
  return secrecyOf(lines, lines.length).value !== null;
}

const MARK = /^(?:dấu |độ )?(?:tuyệt |tối )?mật$/iu;
const DEGREE = /(?<!\p{L})(?:TUYỆT|TỐI) MẬT(?!\p{L})/u;

/**
 * Whether the name of a file or of a folder it is in says that it is secret: "(MẬT)", "TỐI MẬT 12.docx", and not
 * "bảo mật.docx" or "bảo-mật.docx".
 */
export const isMarkedName = (origin: string): boolean =>
  origin
    .normalize('NFC')
    .split('/')
    .some((part) => {
      const words = part.replace(/\.[a-z0-9]{1,5}$/iu, '').replace(/[_\s]+/gu, ' ');
      return DEGREE.test(words) || words.split(/[()[\]{}]| [-–—] /u).some((piece) => MARK.test(piece.trim()));
    });
