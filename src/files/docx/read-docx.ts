import type { Budget } from '../budget.js';
import { mended } from '../decode-text.js';
import type { EncodingFound, EncodingName } from '../encoding.rules.js';
import { textOfParagraphs } from '../layout.rules.js';
import type { OpenedText } from '../opened.rules.js';
import { Refusal } from '../refusal.rules.js';
import { partsOf } from '../unzip.js';
import { childOf, childrenOf, type Element, parseXml, textWithin } from '../xml.rules.js';
import { numberingOf } from './numbering.rules.js';
import { paragraphOf, type Reader } from './paragraph.js';
import { Styles } from './styles.rules.js';
import { linesOfTable } from './tables.js';

const WANTED = /\.(?:xml|rels)$/i;
const UNWANTED = /^word\/(?:theme|glossary|charts|diagrams|embeddings)\//i;

type NoteKind = Reader['notes'][number]['kind'];

/** The parts of a document, each parsed once, when it is first asked for. */
class Package {
  readonly folder: string;
  readonly main: Element;
  private readonly targets: ReadonlyMap<string, string>;
  private readonly parsed = new Map<string, Element>();
  private readonly indexed = new Map<NoteKind, ReadonlyMap<string, Element>>();

  constructor(private readonly parts: ReadonlyMap<string, Uint8Array>) {
    const start = childrenOf(this.part('_rels/.rels')).find(({ attributes }) =>
      attributes['Type']?.endsWith('/officeDocument'),
    )?.attributes['Target'];
    const path = start?.replace(/^\//, '') ?? 'word/document.xml';
    const main = this.part(path) ?? this.part('word/document.xml');
    if (main?.name !== 'w:document') throw new Refusal('broken');
    this.main = main;
    this.folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const links = childrenOf(this.part(`${this.folder}_rels/${path.slice(this.folder.length)}.rels`));
    this.targets = new Map(links.map(({ attributes }) => [attributes['Id'] ?? '', attributes['Target'] ?? '']));
  }

  /** A part beside the main one, by its usual name or by the relationship that leads to it. */
  beside(name: string): Element | undefined {
    return this.part(`${this.folder}${name}.xml`);
  }
  related(id: string | undefined): Element | undefined {
    const target = id === undefined ? undefined : this.targets.get(id);
    if (target === undefined) return undefined;
    return this.part(target.startsWith('/') ? target.slice(1) : this.folder + target);
  }
  part(name: string): Element | undefined {
    const bytes = this.parts.get(name);
    if (bytes && !this.parsed.has(name)) this.parsed.set(name, parseXml(xmlText(bytes)));
    return this.parsed.get(name);
  }
  /** The notes of a part by their ids. */
  notes(kind: NoteKind): ReadonlyMap<string, Element> {
    const known = this.indexed.get(kind);
    if (known) return known;
    const notes = new Map(childrenOf(this.beside(kind)).map((note) => [note.attributes['w:id'] ?? '', note]));
    this.indexed.set(kind, notes);
    return notes;
  }
  names(pattern: RegExp): string[] {
    return [...this.parts.keys()].filter((name) => pattern.test(name));
  }
}

function xmlText(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  return new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}

/**
 * The text of a .docx as it is drawn: with the numbers of its lists, its first header, its text boxes and notes,
 * without what was deleted, legacy fonts decoded run by run.
 * @throws Refusal
 */
export async function readDocx(bytes: Uint8Array, budget: Budget, encoding?: EncodingName): Promise<OpenedText> {
  const parts = await partsOf(bytes, budget, (name) => WANTED.test(name) && !UNWANTED.test(name));
  const document = new Package(parts);
  const reader = readerOf(document);
  const body = childOf(document.main, 'w:body');
  if (!body) throw new Refusal('broken');
  const lines = reader.blocks(childrenOf(body));
  const [head, foot] = [edge(document, reader, 'header'), edge(document, reader, 'footer')];
  const notes = notesOf(document, reader);
  const paragraphs = [...head, ...lines, ...notes, ...foot];
  return {
    ...inEncoding(textOfParagraphs(paragraphs), reader, encoding),
    besides: besidesOf(document, reader),
  };
}

function inEncoding(
  text: string,
  { legacy }: Reader,
  encoding?: EncodingName,
): { text: string; encoding: EncodingFound | null } {
  const named = [...legacy][0];
  if (named && encoding === undefined)
    return { text: text.normalize('NFC'), encoding: { name: named, alternatives: [] } };
  const found = mended(text.normalize('NFC'), encoding);
  return found.encoding.name === 'utf-8' ? { text: found.text, encoding: null } : found;
}

function readerOf(document: Package): Reader {
  const reader: Reader = {
    styles: new Styles(document.beside('styles')),
    numbering: numberingOf(document.beside('numbering')),
    notes: [],
    legacy: new Set(),
    blocks: (elements) => blocksOf(elements, reader),
  };
  return reader;
}

const IN_PASSING = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag']);

function blocksOf(elements: readonly Element[], reader: Reader): string[] {
  const lines: string[] = [];
  let held = '';
  for (const element of elements) {
    if (element.name === 'w:p') {
      const { text, boxes, goesOn } = paragraphOf(element, reader);
      lines.push(...boxes);
      if (goesOn) held += text;
      else {
        lines.push(...`${held}${text}`.split('\n').map((line) => line.trim()));
        held = '';
      }
    } else if (element.name === 'w:tbl') lines.push(...linesOfTable(element, reader));
    else if (IN_PASSING.has(element.name)) lines.push(...reader.blocks(childrenOf(element)));
  }
  return held === '' ? lines : [...lines, held];
}

/** The header or footer of the first page; it may bear a stamp. */
function edge(document: Package, reader: Reader, which: 'header' | 'footer'): string[] {
  const section = firstSection(document.main);
  const links = childrenOf(section, `w:${which}Reference`);
  const first = childOf(section, 'w:titlePg') ? 'first' : 'default';
  const link = links.find(({ attributes }) => attributes['w:type'] === first);
  const part = document.related(link?.attributes['r:id']);
  return part ? reader.blocks(childrenOf(part)).filter((line) => /\p{L}/u.test(line)) : [];
}

function firstSection(main: Element): Element | undefined {
  const body = childOf(main, 'w:body');
  for (const paragraph of childrenOf(body, 'w:p')) {
    const section = childOf(childOf(paragraph, 'w:pPr'), 'w:sectPr');
    if (section) return section;
  }
  return childOf(body, 'w:sectPr');
}

/** The notes that the text refers to, each once, in its order. */
function notesOf(document: Package, reader: Reader): string[] {
  const told = new Set<Element>();
  for (const { kind, id } of reader.notes) {
    const note = document.notes(kind).get(id);
    if (note) told.add(note);
  }
  return [...told].flatMap((note) => reader.blocks(childrenOf(note)));
}

/** What stands in the file and not in the text: other headers, comments, properties. Only looked at for secrecy marks. */
function besidesOf(document: Package, reader: Reader): string[] {
  const edges = document
    .names(/\/(?:header|footer)\d*\.xml$/i)
    .flatMap((name) => reader.blocks(childrenOf(document.part(name))));
  const comments = document
    .names(/\/comments\.xml$/i)
    .flatMap((name) => childrenOf(document.part(name)).flatMap((comment) => reader.blocks(childrenOf(comment))));
  const properties = document
    .names(/^docProps\/(?:core|app|custom)\.xml$/i)
    .flatMap((name) => childrenOf(document.part(name)).map(textWithin));
  return [...edges, ...comments, ...properties].filter((text) => /\p{L}/u.test(text));
}
