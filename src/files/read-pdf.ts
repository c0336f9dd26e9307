import './array-buffer.js';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { mended, tcvn3Text } from './decode-text.js';
import type { EncodingName } from './encoding.rules.js';
import { fontOf } from './legacy-font.rules.js';
import { PDF_PAGES_AT_MOST, TEXT_BYTES_AT_MOST } from './limits.rules.js';
import type { EmbeddedFile, OpenedText } from './opened.rules.js';
import { attachedTo, pinnedTo, type Document, type Page } from './pdf-beside.js';
import { glyphsOf } from './pdf-glyphs.rules.js';
import { isInterleaved, linesOfPages, type PlacedText } from './pdf-lines.rules.js';
import { Refusal } from './refusal.rules.js';
import { vietnameseShare } from './vietnamese-share.rules.js';
import { fromVni } from './vni.rules.js';

const LETTERS_OF_A_PAGE = 40;
const LEGACY_SHARE = 0.6;
/** the lines that signing programs print onto a scan */
const SIGNATURE_STAMP =
  /^\s*(?:người ký|ký bởi|cơ quan|thời gian ký|ngày ký|email|chức vụ|digitally signed|signed by|date)\s*:/iu;

/**
 * The text of a PDF, in lines rebuilt from where its words stand.
 * @throws Refusal `encrypted`, `scan` where there is next to no text, `broken`, `too-many` pages
 */
export async function readPdf(bytes: Uint8Array, encoding?: EncodingName): Promise<OpenedText> {
  const document = await openPdf(bytes);
  try {
    if (document.numPages > PDF_PAGES_AT_MOST) throw new Refusal('too-large');
    const { pages, pinned, files } = await pagesOf(document);
    const text = linesOfPages(pages).join('\n');
    const own = text
      .split('\n')
      .filter((line) => !SIGNATURE_STAMP.test(line))
      .join('');
    if ((own.match(/\p{L}/gu)?.length ?? 0) < LETTERS_OF_A_PAGE * document.numPages) throw new Refusal('scan');
    const found = mended(text.normalize('NFC'), encoding);
    const besides = [...(await propertiesOf(document)), ...pinned];
    const embedded = [...(await attachedTo(document)), ...files];
    return { text: found.text, encoding: found.encoding.name === 'utf-8' ? null : found.encoding, besides, embedded };
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken');
  } finally {
    await document.loadingTask.destroy().catch(() => undefined);
  }
}

async function openPdf(bytes: Uint8Array): Promise<Document> {
  try {
    // the parser takes the bytes over, so it gets its own
    return await getDocumentProxy(Uint8Array.from(bytes), {
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      verbosity: 0,
    });
  } catch (error) {
    throw new Refusal(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken');
  }
}

interface Pages {
  pages: PlacedText[][];
  /** the words of what people put onto them afterwards */
  pinned: string[];
  files: EmbeddedFile[];
}

async function pagesOf(document: Document): Promise<Pages> {
  const pages: PlacedText[][] = [];
  const pinned: string[] = [];
  const files: EmbeddedFile[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const placed = await placedOn(page);
    length += placed.reduce((sum, { text }) => sum + text.length, 0);
    const beside = await pinnedTo(document, page);
    length += beside.texts.reduce((sum, text) => sum + text.length, 0);
    if (length > TEXT_BYTES_AT_MOST) throw new Refusal('too-large');
    pages.push(placed);
    pinned.push(...beside.texts);
    files.push(...beside.files);
    page.cleanup();
  }
  return { pages, pinned, files };
}

interface TextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName: string;
}

async function placedOn(page: Page): Promise<PlacedText[]> {
  const content = await page.getTextContent();
  const items = (content.items as unknown as TextItem[]).filter(
    (item) => typeof item.str === 'string' && item.str !== '',
  );
  const { good, bad, share } = vietnameseShare(items.map(({ str }) => str).join(' '));
  const decode = good + bad > 0 && share < LEGACY_SHARE ? await decoderOf(page, items) : (item: TextItem) => item.str;
  const [left = 0, bottom = 0, , top = 0] = page.view;
  const placed = items.map((item) => {
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform;
    return {
      text: decode(item).normalize('NFC'),
      x: x - left,
      y: top - y,
      width: item.width,
      size: Math.hypot(a, b) || item.height,
      upright: Math.abs(b) <= Math.abs(a) / 10,
      pageHeight: top - bottom,
    };
  });
  return isInterleaved(placed) ? ((await drawnOn(page)) ?? placed) : placed;
}

/** The characters of a page one by one; null where they are not to be had. */
async function drawnOn(page: Page): Promise<PlacedText[] | null> {
  const { OPS } = await getResolvedPDFJS();
  const names: string[] = [];
  for (const [name, code] of Object.entries(OPS)) names[code] = name;
  const { fnArray, argsArray } = await page.getOperatorList();
  const glyphs = glyphsOf({
    names: fnArray.map((code) => names[code]),
    arguments: argsArray as (readonly unknown[] | null)[],
  });
  const [left = 0, bottom = 0, , top = 0] = page.view;
  if (!glyphs.some(({ text }) => text.trim() !== '')) return null;
  return glyphs.map((glyph) => ({
    ...glyph,
    text: glyph.text.normalize('NFC'),
    x: glyph.x - left,
    y: top - glyph.y,
    pageHeight: top - bottom,
  }));
}

/** Fonts without a table of their characters: their names tell the legacy encodings. */
async function decoderOf(page: Page, items: readonly TextItem[]): Promise<(item: TextItem) => string> {
  await page.getOperatorList();
  const fonts = new Map<string, ReturnType<typeof fontOf>>();
  for (const { fontName } of items) {
    if (fonts.has(fontName)) continue;
    const font = page.commonObjs.has(fontName) ? (page.commonObjs.get(fontName) as { name?: string } | null) : null;
    fonts.set(fontName, fontOf(font?.name));
  }
  return ({ str, fontName }) => {
    const font = fonts.get(fontName);
    if (!font) return str;
    const text = font.encoding === 'vni' ? fromVni(str) : tcvn3Text(str);
    return font.capitals ? text.toUpperCase() : text;
  };
}

async function propertiesOf(document: Document): Promise<string[]> {
  const { info } = await document.getMetadata();
  const { Title, Subject, Keywords } = info as Record<string, unknown>;
  return [Title, Subject, Keywords].filter((text): text is string => typeof text === 'string' && text !== '');
}
