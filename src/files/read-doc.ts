import WordExtractor from 'word-extractor';
import { mended } from './decode-text.js';
import { linesOfTabbed } from './doc-lines.rules.js';
import type { EncodingName } from './encoding.rules.js';
import { textOfParagraphs } from './layout.rules.js';
import type { OpenedText } from './opened.rules.js';
import { Refusal } from './refusal.rules.js';

/**
 * The text of a Word document of 1997 to 2003: headers and text boxes first, where stamps stand. The numbers that Word
 * draws before list entries are not in it.
 * @throws Refusal `broken`
 */
export async function readDoc(bytes: Uint8Array, encoding?: EncodingName): Promise<OpenedText> {
  const document = await new WordExtractor().extract(Buffer.from(bytes)).catch(() => {
    throw new Refusal('broken');
  });
  const boxes = document.getTextboxes({ includeHeadersAndFooters: true, includeBody: true });
  const notes = [document.getFootnotes(), document.getEndnotes()];
  const headers = document.getHeaders({ includeFooters: false });
  const parts = [headers, boxes, document.getBody(), ...notes].map((text) => plain(text).trim()).filter(Boolean);
  const found = mended(textOfParagraphs(parts.flatMap(linesOfTabbed)), encoding);
  return {
    text: found.text,
    encoding: found.encoding.name === 'utf-8' ? null : found.encoding,
    besides: [document.getHeaders({ includeFooters: true }), document.getAnnotations()].filter((text) => text !== ''),
  };
}

/** Without the marks that Word keeps among its characters. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\v\f]/g, '\n')
    // eslint-disable-next-line no-control-regex -- Word's own marks are control characters
    .replace(/[\0-\x08\x0e-\x1f]/g, '');
