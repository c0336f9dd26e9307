import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';
import { storableName, storableText } from '../files/index.js';
import type { ArrivedMail, ArrivedPart } from './arrived-mail.rules.js';

const RETURNED_TYPES: ReadonlySet<string> = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers']);
const RETURNED_BYTES = 20_000;
const TEXT_CHARACTERS = 200_000;
/** What a text part of a mail is turned into when it is only there as HTML; more of it is not looked at. */
const HTML_CHARACTERS = 1_000_000;
const ADDRESSES_AT_MOST = 100;

/**
 * Decodes a mail: its headers, what is shown of it as text, and its parts. Nothing of it is judged.
 * @throws Error where it cannot be read as a mail at all
 */
export async function readArrived(bytes: Buffer): Promise<ArrivedMail> {
  const parsed = await simpleParser(bytes, {
    keepDeliveryStatus: true,
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: HTML_CHARACTERS,
  });
  const headers = headersOf(parsed);
  const parts = parsed.attachments;
  return {
    messageId: parsed.messageId?.trim() || null,
    from: parsed.from?.value.length === 1 ? (parsed.from.value[0]!.address?.toLowerCase() ?? null) : null,
    to: recipientsOf(parsed, headers),
    subject: storableText(parsed.subject ?? '').slice(0, 1000),
    text: storableText(parsed.text ?? '').slice(0, TEXT_CHARACTERS),
    headers,
    answers: [parsed.inReplyTo ?? '', ...[parsed.references ?? []].flat()].flatMap(
      (said) => said.match(/<[^<>\s]+>/g) ?? [],
    ),
    files: parts.map(partOf),
    deliveryStatus: latin(parts.find(({ contentType }) => contentType === 'message/delivery-status')),
    returned: latin(parts.find(({ contentType }) => RETURNED_TYPES.has(contentType))),
  };
}

const latin = (part: Attachment | undefined): string | null =>
  part ? part.content.subarray(0, RETURNED_BYTES).toString('latin1') : null;

/** As they stand, unfolded; the top-most of a name first. */
function headersOf({ headerLines }: ParsedMail): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, line } of headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    headers.set(key, [...(headers.get(key) ?? []), value]);
  }
  return headers;
}

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));

function recipientsOf(parsed: ParsedMail, headers: ReadonlyMap<string, readonly string[]>): string[] {
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    (headers.get(name) ?? []).flatMap((value) => /[^\s<>,;"]+@[^\s<>,;"]+/.exec(value)?.[0] ?? []),
  );
  const all = [...delivered, ...addressesOf(parsed.to), ...addressesOf(parsed.cc)];
  return [...new Set(all.map((address) => address.toLowerCase()))].slice(0, ADDRESSES_AT_MOST);
}

const partOf = (
  { filename, contentType, content, related, contentDisposition }: Attachment,
  i: number,
): ArrivedPart => ({
  name:
    storableName(filename ?? '')
      .replaceAll('\\', '/')
      .split('/')
      .at(-1)!
      .trim()
      .slice(0, 200) || `tep-${i + 1}`,
  type: contentType.toLowerCase(),
  bytes: content,
  isInline: contentType.startsWith('image/') && (related || contentDisposition === 'inline'),
});
