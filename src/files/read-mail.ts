import PostalMime, { type Email } from 'postal-mime';
import { DEPTH_AT_MOST } from './limits.rules.js';
import { Refusal } from './refusal.rules.js';
import { storableName } from './storable.rules.js';

export interface OpenedMail {
  /** what its writer wrote; empty where there is nothing */
  text: string;
  subject: string;
  attachments: { name: string; bytes: Uint8Array }[];
}

/**
 * A mail: its text and what is attached to it. Pictures that only belong to its looks are left out.
 * @throws Refusal `broken`
 */
export async function readMail(bytes: Uint8Array): Promise<OpenedMail> {
  const mail = await PostalMime.parse(bytes, {
    attachmentEncoding: 'arraybuffer',
    rfc822Attachments: true,
    forceRfc822Attachments: true,
    maxNestingDepth: 10 * DEPTH_AT_MOST,
  }).catch(() => {
    throw new Refusal('broken');
  });
  return {
    text: bodyOf(mail),
    subject: mail.subject ?? '',
    attachments: mail.attachments
      .filter(
        ({ mimeType, disposition, related }) => !(/^image\//i.test(mimeType) && (related || disposition === 'inline')),
      )
      .map((attached, i) => ({
        name: nameOf(attached.filename, attached.mimeType, i),
        bytes: typeof attached.content === 'string' ? Buffer.from(attached.content) : new Uint8Array(attached.content),
      })),
  };
}

const nameOf = (filename: string | null | undefined, type: string, i: number): string => {
  const name = storableName(filename ?? '')
    .replaceAll('\\', '/')
    .split('/')
    .at(-1)!
    .trim();
  if (name !== '') return name;
  return /rfc822/i.test(type) ? `mail-${String(i + 1)}.eml` : `attachment-${String(i + 1)}`;
};

const MARKUP_AT_MOST = 2_000_000;

function bodyOf({ text, html }: Email): string {
  if (text?.trim()) return text.normalize('NFC');
  return withoutHidden((html ?? '').slice(0, MARKUP_AT_MOST))
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<\/t[dh]>/gi, '\t')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&amp;/gi, '&')
    .normalize('NFC');
}

const HIDDEN = /<(style|script|head)\b/gi;

/** Without the elements that are not shown. Each end tag is looked for once: where there is none, no other search is. */
function withoutHidden(html: string): string {
  const low = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const shown: string[] = [];
  const endless = new Set<string>();
  let from = 0;
  for (const { index, 1: name = '' } of low.matchAll(HIDDEN)) {
    if (index < from || endless.has(name)) continue;
    const end = low.indexOf(`</${name}`, index);
    if (end < 0) endless.add(name);
    else {
      shown.push(html.slice(from, index));
      const closed = low.indexOf('>', end);
      from = closed < 0 ? low.length : closed + 1;
    }
  }
  return [...shown, html.slice(from)].join('');
}
