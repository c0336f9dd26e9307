import { readFile as bytesOf } from 'node:fs/promises';
import path from 'node:path';
import { invalid } from '../platform/errors.js';
import { readFile, type FileRead } from './read-file.js';
import { refusalError } from './read-text.js';

/**
 * The one paper that a file on this machine holds.
 * @throws ProductError why it is refused; `invalid` where it cannot be opened or holds several papers
 */
export async function onlyPaperIn(file: string): Promise<FileRead['papers'][number]> {
  const bytes = await bytesOf(file).catch(() => {
    throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  });
  const { papers, refused } = await readFile({ name: path.basename(file), bytes });
  const [paper, another] = papers;
  if (!paper) throw refusalError(refused[0]?.code ?? 'empty');
  if (another) {
    const names = papers.map(({ origin }) => origin).join(', ');
    throw invalid(
      `Tệp chứa nhiều văn bản (${names}); hãy tách ra từng văn bản.`,
      `The file holds several papers (${names}); give one of them.`,
    );
  }
  return paper;
}
