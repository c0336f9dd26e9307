import { Budget } from './budget.js';
import { decodeText } from './decode-text.js';
import type { EncodingName } from './encoding.rules.js';
import { contentOf, saysReadable, saysText } from './format.rules.js';
import { DEPTH_AT_MOST, FILE_BYTES_AT_MOST, isTooLarge } from './limits.rules.js';
import type { OpenedPaper, OpenedText, PaperFormat, RefusedFile } from './opened.rules.js';
import { Refusal, type RefusalCode } from './refusal.rules.js';
import { entriesOf } from './unzip.js';

export interface ArrivedFile {
  name: string;
  bytes: Uint8Array;
}

export interface OpenedFile {
  papers: OpenedPaper[];
  refused: RefusedFile[];
}

/**
 * The papers in a file that arrived, whatever it is: by its content, never by its name. What is in archives and mails
 * is opened in turn; one bad file among them does not stop the others. Never throws.
 * @param options.encoding  in what the text is written, where the detection was wrong
 */
export async function openFile(
  file: ArrivedFile,
  options: { encoding?: EncodingName | undefined } = {},
): Promise<OpenedFile> {
  const opening = new Opening(file.bytes.length, options.encoding);
  if (file.bytes.length > FILE_BYTES_AT_MOST) opening.refuse(file.name, 'too-large');
  else await opening.open(file, file.name, 0);
  return { papers: opening.papers, refused: opening.refused };
}

class Opening {
  readonly papers: OpenedPaper[] = [];
  readonly refused: RefusedFile[] = [];
  private readonly budget: Budget;

  constructor(
    arrivedBytes: number,
    private readonly encoding: EncodingName | undefined,
  ) {
    this.budget = new Budget(arrivedBytes);
  }

  refuse(origin: string, code: RefusalCode): void {
    this.refused.push({ origin, code });
  }

  async open(file: ArrivedFile, origin: string, depth: number): Promise<void> {
    try {
      await this.openAs(file, origin, depth);
    } catch (error) {
      const code = codeOf(error);
      this.refuse(origin, code);
      // a bomb within an archive is a bomb: nothing more of it is unfolded
      if (depth > 0 && (code === 'bomb' || code === 'too-many')) throw error;
    }
  }

  private async openAs(file: ArrivedFile, origin: string, depth: number): Promise<void> {
    const { name, bytes } = file;
    switch (contentOf(bytes)) {
      case 'empty':
        throw new Refusal('empty');
      case 'text':
        return this.openText(file, origin);
      case 'pdf':
        return this.keep(file, origin, 'pdf', await (await import('./read-pdf.js')).readPdf(bytes, this.encoding));
      case 'ole':
        return this.openOle(file, origin);
      case 'zip':
        return this.openZip(file, origin, depth);
      case 'eml':
        return this.openMail(file, origin, depth);
      case 'unknown':
        if (!saysText(name)) throw new Refusal(saysReadable(name) ? 'broken' : 'unsupported');
        return this.openText(file, origin);
      case 'image':
      case 'program':
      case 'archive':
      case 'rtf':
        throw new Refusal(saysReadable(name) ? 'disguised' : 'unsupported');
    }
  }

  private openText(file: ArrivedFile, origin: string): void {
    const decoded = decodeText(file.bytes, this.encoding);
    if ('refused' in decoded) throw new Refusal(decoded.refused);
    this.keep(file, origin, 'txt', { ...decoded, besides: [] });
  }

  private async openOle(file: ArrivedFile, origin: string): Promise<void> {
    const { oleKind } = await import('./ole.js');
    const kind = oleKind(file.bytes);
    if (kind === 'doc') {
      const { readDoc } = await import('./read-doc.js');
      return this.keep(file, origin, 'doc', await readDoc(file.bytes, this.encoding));
    }
    const { readSheets } = await import('./read-sheets.js');
    this.keep(file, origin, 'xls', readSheets(file.bytes));
  }

  private async openZip(file: ArrivedFile, origin: string, depth: number): Promise<void> {
    const names = new Set<string>();
    for await (const { name } of entriesOf(file.bytes, this.budget)) names.add(name);
    if (names.has('[Content_Types].xml')) return this.openOffice(file, origin, names);
    if (names.size === 0) throw new Refusal('empty');
    if (depth > DEPTH_AT_MOST) throw new Refusal('too-many');
    for await (const entry of entriesOf(file.bytes, this.budget)) {
      const name = entry.name.split('/').at(-1)!;
      if (/^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*)$/i.test(name)) continue;
      this.budget.takeFile();
      await this.openEntry(entry, `${origin}/${entry.name}`, depth + 1);
    }
  }

  private async openEntry(
    entry: { name: string; bytes(): Promise<Uint8Array> },
    origin: string,
    depth: number,
  ): Promise<void> {
    const bytes = await entry.bytes().catch((error: unknown) => {
      const code = codeOf(error);
      this.refuse(origin, code);
      if (code === 'bomb') throw error;
    });
    if (bytes) await this.open({ name: entry.name.split('/').at(-1)!, bytes }, origin, depth);
  }

  private async openOffice(file: ArrivedFile, origin: string, names: ReadonlySet<string>): Promise<void> {
    const has = (folder: string): boolean => [...names].some((name) => name.startsWith(folder));
    if (has('word/')) {
      const { readDocx } = await import('./docx/read-docx.js');
      return this.keep(file, origin, 'docx', await readDocx(file.bytes, this.budget, this.encoding));
    }
    if (!has('xl/')) throw new Refusal('unsupported');
    const { readXlsx } = await import('./read-sheets.js');
    this.keep(file, origin, 'xlsx', await readXlsx(file.bytes, this.budget));
  }

  private async openMail(file: ArrivedFile, origin: string, depth: number): Promise<void> {
    if (depth > DEPTH_AT_MOST) throw new Refusal('too-many');
    const { readMail } = await import('./read-mail.js');
    const { text, subject, attachments } = await readMail(file.bytes);
    for (const attached of attachments) {
      this.budget.takeFile();
      this.budget.takeBytes(attached.bytes.length);
      await this.open(attached, `${origin}/${attached.name}`, depth + 1);
    }
    if (text.trim() !== '' || attachments.length === 0)
      this.keep({ name: file.name, bytes: Buffer.from(text) }, origin, 'eml', {
        text,
        encoding: null,
        besides: [subject],
      });
  }

  private keep(file: ArrivedFile, origin: string, format: PaperFormat, opened: OpenedText): void {
    if (opened.text.trim() === '') throw new Refusal('empty');
    if (isTooLarge(opened.text)) throw new Refusal('too-large');
    this.papers.push({ origin, name: file.name, format, bytes: file.bytes, ...opened });
  }
}

/** What a parser throws that is no refusal is its failure with a broken file. */
const codeOf = (error: unknown): RefusalCode => (error instanceof Refusal ? error.code : 'broken');
