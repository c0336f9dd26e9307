import type { EncodingFound } from './encoding.rules.js';
import type { RefusalCode } from './refusal.rules.js';

export type PaperFormat = 'txt' | 'docx' | 'doc' | 'pdf' | 'xlsx' | 'xls' | 'eml';

/** What a parser makes of a file. */
export interface OpenedText {
  text: string;
  /** in what a text was written, where the file does not say it itself */
  encoding: EncodingFound | null;
  /** what stands in the file beside its text (properties, other headers): looked at for secrecy marks, never kept */
  besides: string[];
  /** files that it carries within it; what is marked among them marks it */
  embedded?: EmbeddedFile[];
}

export interface EmbeddedFile {
  name: string;
  bytes: Uint8Array;
}

/** A paper found in a file that arrived: the file itself, or one within it. */
export interface OpenedPaper extends Omit<OpenedText, 'embedded'> {
  /** where it was: `a.docx`, `a.zip/b.docx` */
  origin: string;
  /** its own name */
  name: string;
  format: PaperFormat;
  /** the bytes of the paper itself, of a mail's own text that text */
  bytes: Uint8Array;
  /** the papers that are files within it: looked at for secrecy marks, never kept on their own */
  within: OpenedPaper[];
}

export interface RefusedFile {
  origin: string;
  code: RefusalCode;
  /** as of papers: of the mail that brought it */
  besides: string[];
}
