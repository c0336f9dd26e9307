import { createHash } from 'node:crypto';
import { readFile } from '../dispatches/index.js';
import { contentOf, FILE_BYTES_AT_MOST, type RefusalCode } from '../files/index.js';
import type { ArrivedPart } from './arrived-mail.rules.js';

/** A file that may be kept for a report. */
export interface ReportFile {
  name: string;
  bytes: Uint8Array;
  sha256: Buffer;
}

export type Examined = { files: readonly ReportFile[] } | { refused: RefusalCode };

const FILES_AT_MOST = 10;
/** What a file may be: papers, tables, pictures, packed papers; never what runs. */
const KEPT: ReadonlySet<string> = new Set(['zip', 'ole', 'pdf', 'text', 'rtf', 'image', 'eml']);
/** No text can be read out of these, and they may be what a report needs: a scan, a photograph, a table. */
const KEPT_UNREAD: ReadonlySet<RefusalCode> = new Set(['scan', 'unsupported', 'too-many']);

/**
 * Looks into the files of an answer as into every file that arrives: in a process of their own, by content, never by name.
 * @returns the first reason why one of them is not kept; `secret` where any is marked, whatever the others are
 */
export async function examineFiles(parts: readonly ArrivedPart[]): Promise<Examined> {
  if (parts.length > FILES_AT_MOST) return { refused: 'too-many' };
  if (parts.reduce((sum, { bytes }) => sum + bytes.length, 0) > FILE_BYTES_AT_MOST) return { refused: 'too-large' };
  const refused: RefusalCode[] = [];
  for (const { name, bytes } of parts) {
    const content = contentOf(bytes);
    if (content === 'empty') refused.push('empty');
    else if (!KEPT.has(content)) refused.push(content === 'archive' ? 'unsupported' : 'binary');
    else refused.push(...(await refusalsOf(name, bytes)));
  }
  const why = refused.includes('secret') ? 'secret' : refused[0];
  if (why) return { refused: why };
  return {
    files: parts.map(({ name, bytes }) => ({ name, bytes, sha256: createHash('sha256').update(bytes).digest() })),
  };
}

async function refusalsOf(name: string, bytes: Uint8Array): Promise<RefusalCode[]> {
  const { refused } = await readFile({ name, bytes });
  return refused.map(({ code }) => code).filter((code) => !KEPT_UNREAD.has(code));
}
