import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Response } from 'express';
import { z } from 'zod';
import { invalid } from '../platform/errors.js';
import type { Letter } from './letter.rules.js';
import { makeLetter } from './make-letter.js';
import { kindName } from './phrases.rules.js';

/** What a letter may be made as, in a path or as `?format=`. */
export const letterFormat = z.enum(['docx', 'pdf']);
export type LetterFormat = z.infer<typeof letterFormat>;

const TYPES: Readonly<Record<LetterFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** The paper as a Word document laid out by Decree 30/2020, Appendix I: what is signed without being typed again. */
export const letterDocx = (letter: Letter): Promise<Buffer> => makeLetter({ letter, format: 'docx' });

/** The same as a PDF: tagged, in Vietnamese, with its fonts embedded. */
export const letterPdf = (letter: Letter): Promise<Buffer> => makeLetter({ letter, format: 'pdf' });

/** `Công văn 05-STTTT-TTBCXB.docx`, of characters that every file system takes. */
function fileNameOf({ dispatch: { kind, number, symbol } }: Letter, format: LetterFormat): string {
  const code = [number === null ? '' : String(number).padStart(2, '0'), symbol ?? ''].filter(Boolean).join('-');
  const name = [kindName(kind) ?? 'Công văn', code].filter(Boolean).join(' ');
  return `${name.replace(/[^\p{L}\p{N} .-]+/gu, '-')}.${format}`;
}

/** Answers a request with the letter as a file to keep. */
export async function sendLetter(response: Response, letter: Letter, format: LetterFormat): Promise<void> {
  const bytes = await makeLetter({ letter, format });
  response.attachment(fileNameOf(letter, format)).type(TYPES[format]).set('Cache-Control', 'private, no-store');
  response.send(bytes);
}

/**
 * Writes the letter where the command line says; the ending of the name says as what.
 * @throws ProductError `invalid` where the ending is neither .docx nor .pdf, or the file cannot be written
 */
export async function writeLetter(file: string, letter: Letter): Promise<{ file: string; bytes: number }> {
  const format = letterFormat.safeParse(path.extname(file).slice(1).toLowerCase());
  if (!format.success)
    throw invalid('Tên tệp phải kết thúc bằng .docx hoặc .pdf.', 'The name of the file must end in .docx or .pdf.');
  const bytes = await makeLetter({ letter, format: format.data });
  await writeFile(file, bytes).catch(() => {
    throw invalid(`Không ghi được tệp ${file}.`, `The file ${file} cannot be written.`);
  });
  return { file, bytes: bytes.length };
}
