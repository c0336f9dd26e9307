import { getResolvedPDFJS, type getDocumentProxy } from 'unpdf';
import type { EmbeddedFile } from './opened.rules.js';
import { glyphsOf } from './pdf-glyphs.rules.js';

export type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
export type Page = Awaited<ReturnType<Document['getPage']>>;

interface Attached {
  filename?: string;
}

interface Annotation {
  subtype?: string;
  hasAppearance?: boolean;
  titleObj?: { str?: string };
  contentsObj?: { str?: string };
  textContent?: string[];
  fieldValue?: unknown;
  alternativeText?: string;
  fileId?: string;
  file?: Attached;
}

/** What people put onto a page afterwards: the words of stamps, notes and fields, and files pinned to it. */
export async function pinnedTo(document: Document, page: Page): Promise<{ texts: string[]; files: EmbeddedFile[] }> {
  const annotations = ((await page.getAnnotations()) as Annotation[]).filter(({ subtype }) => subtype !== 'Link');
  const files: EmbeddedFile[] = [];
  for (const { file, fileId } of annotations)
    if (file && fileId) files.push({ name: file.filename ?? fileId, bytes: await contentOf(document, fileId) });
  const said = annotations.flatMap(({ titleObj, contentsObj, textContent, fieldValue, alternativeText }) => [
    titleObj?.str,
    contentsObj?.str,
    textContent?.join('\n'),
    typeof fieldValue === 'string' ? fieldValue : '',
    alternativeText,
  ]);
  const drawn = annotations.some(({ hasAppearance }) => hasAppearance) ? await drawnPinned(page) : [];
  return { texts: [...said, ...drawn].filter((text): text is string => Boolean(text?.trim())), files };
}

/** The words that are drawn for what is pinned to a page: a stamp has them there alone. */
async function drawnPinned(page: Page): Promise<string[]> {
  const { OPS } = await getResolvedPDFJS();
  const names: string[] = [];
  for (const [name, code] of Object.entries(OPS)) names[code] = name;
  const { fnArray, argsArray } = await page.getOperatorList();
  const texts: string[] = [];
  let from = -1;
  fnArray.forEach((code, i) => {
    if (names[code] === 'beginAnnotation') from = i + 1;
    if (names[code] !== 'endAnnotation' || from < 0) return;
    const glyphs = glyphsOf({
      names: fnArray.slice(from, i).map((own) => names[own]),
      arguments: argsArray.slice(from, i) as (readonly unknown[] | null)[],
    });
    texts.push(glyphs.map(({ text }) => text).join(''));
    from = -1;
  });
  return texts;
}

/** The files that a document carries. */
export async function attachedTo(document: Document): Promise<EmbeddedFile[]> {
  const attached = (await document.getAttachments()) as Map<string, Attached> | null;
  const files: EmbeddedFile[] = [];
  for (const [id, { filename }] of attached ?? [])
    files.push({ name: filename ?? id, bytes: await contentOf(document, id) });
  return files;
}

/** The bytes of a file, empty where they are not to be had: its name says something too. */
async function contentOf(document: Document, id: string): Promise<Uint8Array> {
  const content: unknown = await document.getAttachmentContent(id);
  return content instanceof Uint8Array ? content : new Uint8Array();
}
