import { Budget } from './budget.js';
import { decodeText } from './decode-text.js';
import type { EncodingName } from './encoding.rules.js';
import { embeddedIn } from './embedded.js';
import { contentOf, saysReadable, saysText } from './format.rules.js';
import { DEPTH_AT_MOST, FILE_BYTES_AT_MOST, isTooLarge } from './limits.rules.js';
import type { EmbeddedFile, OpenedPaper, OpenedText, PaperFormat, RefusedFile } from './opened.rules.js';
import { Refusal, type RefusalCode } from './refusal.rules.js';
import { storableName, storableText } from './storable.rules.js';
import { entriesOf, type ZipEntry } from './unzip.js';

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
  const opening = new Opening(new Budget(file.bytes.length), options.encoding);
  const name = storableName(file.name);
  const at: Found = { origin: name, depth: 0, about: [] };
  if (file.bytes.length > FILE_BYTES_AT_MOST) opening.refuse(at, 'too-large');
  else await opening.open({ name, bytes: file.bytes }, at);
  return { papers: opening.papers, refused: opening.refused };
}

/** Where a file was found. */
interface Found {
  origin: string;
  depth: number;
  /** the subjects of the mails it came in */
  about: readonly string[];
}

class Opening {
  readonly papers: OpenedPaper[] = [];
  readonly refused: RefusedFile[] = [];

  constructor(
    private readonly budget: Budget,
    private readonly encoding: EncodingName | undefined,
  ) {}

  refuse({ origin, about }: Found, code: RefusalCode): void {
    this.refused.push({ origin, code, besides: about.map(storableText) });
  }

  async open(file: ArrivedFile, at: Found): Promise<void> {
    try {
      await this.openAs(file, at);
    } catch (error) {
      const code = codeOf(error);
      this.refuse(at, code);
      // a bomb within an archive is a bomb: nothing more of it is unfolded
      if (at.depth > 0 && (code === 'bomb' || code === 'too-many')) throw error;
    }
  }

  private async openAs(file: ArrivedFile, at: Found): Promise<void> {
    const { name, bytes } = file;
    switch (contentOf(bytes)) {
      case 'empty':
        throw new Refusal('empty');
      case 'text':
        return this.openText(file, at);
      case 'pdf':
        return this.keep(file, at, 'pdf', await (await import('./read-pdf.js')).readPdf(bytes, this.encoding));
      case 'ole':
        return this.openOle(file, at);
      case 'zip':
        return this.openZip(file, at);
      case 'eml':
        return this.openMail(file, at);
      case 'unknown':
        if (!saysText(name)) throw new Refusal(saysReadable(name) ? 'broken' : 'unsupported');
        return this.openText(file, at);
      case 'image':
      case 'program':
      case 'archive':
      case 'rtf':
        throw new Refusal(saysReadable(name) ? 'disguised' : 'unsupported');
    }
  }

  private openText(file: ArrivedFile, at: Found): Promise<void> {
    const decoded = decodeText(file.bytes, this.encoding);
    if ('refused' in decoded) throw new Refusal(decoded.refused);
    return this.keep(file, at, 'txt', { ...decoded, besides: [] });
  }

  private async openOle(file: ArrivedFile, at: Found): Promise<void> {
    const { oleKind } = await import('./ole.js');
    const kind = oleKind(file.bytes);
    if (kind === 'doc') {
      const { readDoc } = await import('./read-doc.js');
      return this.keep(file, at, 'doc', await readDoc(file.bytes, this.encoding));
    }
    const { readSheets } = await import('./read-sheets.js');
    return this.keep(file, at, 'xls', readSheets(file.bytes));
  }

  private async openZip(file: ArrivedFile, at: Found): Promise<void> {
    const names = new Set<string>();
    for await (const { name } of entriesOf(file.bytes, this.budget)) names.add(name);
    if (names.has('[Content_Types].xml')) return this.openOffice(file, at, names);
    if (names.size === 0) throw new Refusal('empty');
    if (at.depth > DEPTH_AT_MOST) throw new Refusal('too-many');
    for await (const entry of entriesOf(file.bytes, this.budget)) {
      const name = entry.name.split('/').at(-1)!;
      if (/^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*)$/i.test(name)) continue;
      this.budget.takeFile();
      await this.openEntry(entry, { ...at, origin: `${at.origin}/${entry.name}`, depth: at.depth + 1 });
    }
  }

  private async openEntry(entry: ZipEntry, at: Found): Promise<void> {
    const bytes = await entry.bytes().catch((error: unknown) => {
      const code = codeOf(error);
      this.refuse(at, code);
      if (code === 'bomb') throw error;
    });
    if (bytes) await this.open({ name: entry.name.split('/').at(-1)!, bytes }, at);
  }

  private async openOffice(file: ArrivedFile, at: Found, names: ReadonlySet<string>): Promise<void> {
    const has = (folder: string): boolean => [...names].some((name) => name.startsWith(folder));
    const [isWord, isBook] = [has('word/'), has('xl/')];
    if (!isWord && !isBook) throw new Refusal('unsupported');
    const embedded = await embeddedIn(file.bytes, this.budget);
    if (isWord) {
      const { readDocx } = await import('./docx/read-docx.js');
      const read = await readDocx(file.bytes, this.budget, this.encoding);
      return this.keep(file, at, 'docx', { ...read, embedded });
    }
    const { readXlsx } = await import('./read-sheets.js');
    return this.keep(file, at, 'xlsx', { ...(await readXlsx(file.bytes, this.budget)), embedded });
  }

  private async openMail(file: ArrivedFile, at: Found): Promise<void> {
    if (at.depth > DEPTH_AT_MOST) throw new Refusal('too-many');
    const { readMail } = await import('./read-mail.js');
    const { text, subject, attachments } = await readMail(file.bytes);
    const about = subject === '' ? at.about : [...at.about, subject];
    for (const attached of attachments) {
      this.budget.takeFile();
      this.budget.takeBytes(attached.bytes.length);
      await this.open(attached, { origin: `${at.origin}/${attached.name}`, depth: at.depth + 1, about });
    }
    if (text.trim() === '' && attachments.length > 0) return;
    const bytes = Buffer.from(storableText(text));
    await this.keep({ name: file.name, bytes }, { ...at, about }, 'eml', { text, encoding: null, besides: [] });
  }

  private async keep(file: ArrivedFile, at: Found, format: PaperFormat, opened: OpenedText): Promise<void> {
    const { embedded = [], encoding } = opened;
    const text = storableText(opened.text);
    if (text.trim() === '') throw new Refusal('empty');
    if (isTooLarge(text)) throw new Refusal('too-large');
    this.budget.takePaper(file.bytes.length, text.length);
    const names = embedded.map((carried) => carried.name.replace(/\.[a-z0-9]{1,5}$/i, ''));
    const besides = [...opened.besides, ...at.about, ...names].map(storableText);
    const { name, bytes } = file;
    const within = await this.within(embedded, at);
    this.papers.push({ origin: at.origin, name, format, bytes, text, encoding, besides, within });
  }

  /** The papers among files that a paper carries; what cannot be read of them stays within it and is not spoken of. */
  private async within(embedded: readonly EmbeddedFile[], at: Found): Promise<OpenedPaper[]> {
    const inside = new Opening(this.budget, undefined);
    for (const file of embedded) {
      this.budget.takeFile();
      const name = storableName(file.name);
      await inside.open({ name, bytes: file.bytes }, { origin: name, depth: at.depth + 1, about: [] });
    }
    return inside.papers;
  }
}

/** What a parser throws that is no refusal is its failure with a broken file. */
const codeOf = (error: unknown): RefusalCode => (error instanceof Refusal ? error.code : 'broken');
