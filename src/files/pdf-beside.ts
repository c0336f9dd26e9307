import { getResolvedPDFJS, type getDocumentProxy } from 'unpdf';
import type { EmbeddedFile } from './opened.rules.js';
import { glyphsOf } from './pdf-glyphs.rules.js';

export type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
export type Page = Awaited<ReturnType<Document['getPage']>>;

interface Annotation {
  subtype?: string;
  hasAppearance?: boolean;
  titleObj?: { str?: string };
  contentsObj?: { str?: string };
  textContent?: string[];
  fieldValue?: unknown;
  alternativeText?: string;
  file?: { filename?: string; content?: Uint8Array };
}

/** What people put onto a page afterwards: the words of stamps, notes and fields, and files pinned to it. */
export async function pinnedTo(page: Page): Promise<{ texts: string[]; files: EmbeddedFile[] }> {
  const annotations = ((await page.getAnnotations()) as Annotation[]).filter(({ subtype }) => subtype !== 'Link');
  const files = annotations.flatMap(({ file }) => fileOf(file));
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
  const attached = (await document.getAttachments()) as Record<string, Annotation['file']> | null;
  return Object.values(attached ?? {}).flatMap(fileOf);
}

const fileOf = (file: Annotation['file']): EmbeddedFile[] =>
  file?.content instanceof Uint8Array ? [{ name: file.filename ?? 'attachment', bytes: file.content }] : [];
