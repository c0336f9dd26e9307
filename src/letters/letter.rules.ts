import type { Dispatch } from '../dispatches/index.js';
import type { LetterSlip } from './slip.rules.js';

/** A part of a paper's text. Labels ("Điều 1.", "a)", "-") stand in the text, as they are read. */
export type LetterBlock =
  | { kind: 'paragraph'; text: string }
  /** one of the bases in the preamble of a decision */
  | { kind: 'basis'; text: string }
  /** who decides, and "QUYẾT ĐỊNH:" */
  | { kind: 'centred'; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] };

/** A paper of Decree 30/2020 before it is laid out: its fields and its text. What it does not state yet is null. */
export interface Letter {
  dispatch: Dispatch;
  body: readonly LetterBlock[];
  /** What follows the signature, each on a new page. */
  appendices?: readonly (readonly LetterBlock[])[];
  /** The product wrote it: it is no paper of somebody's own, which stays as it was written. */
  isComposed?: true;
  /** Where whoever gets it on paper says so. */
  slip?: LetterSlip;
}

export const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text });

const ARTICLE = /^Điều\s+(\d+)\s*[.:]/u;

/** Papers that nobody is greeted in: whom they charge is said in their articles. */
const CHARGES_BY_ARTICLE = new Set(['QĐ', 'NQ']);

/** The article whose bodies the paper is for ("Như Điều 3"); null where the paper greets its addressees. */
export function chargingArticle({ dispatch, body }: Letter): string | null {
  if (!CHARGES_BY_ARTICLE.has(dispatch.kind)) return null;
  const charging = body.findLast(
    (block) => block.kind === 'paragraph' && ARTICLE.test(block.text) && /thi hành|trách nhiệm/u.test(block.text),
  );
  return charging?.kind === 'paragraph' ? (ARTICLE.exec(charging.text)?.[1] ?? null) : null;
}

/** The text closed by the mark that nothing follows (Appendix I: "./."). */
export function closed(body: readonly LetterBlock[]): readonly LetterBlock[] {
  const last = body.at(-1);
  if (last?.kind !== 'paragraph') return body;
  return [...body.slice(0, -1), paragraph(`${last.text.replace(/[\s.;:,/]+$/u, '')}./.`)];
}
