import { nfc, searchKey } from '../platform/text.js';
import { headerOf, type ArrivedMail } from './arrived-mail.rules.js';

/** What another server says of one address. */
export interface BouncedAddress {
  /** In small letters. */
  address: string;
  /** `failed` for good, or `delayed` for now; `other`: delivered, relayed, expanded. */
  action: 'failed' | 'delayed' | 'other';
  /** Enhanced status code (RFC 3463), e.g. `5.1.1`; null where none is given. */
  status: string | null;
  /** In the words of the server, for people; at most 300 characters. */
  diagnostic: string;
}

export interface Bounce {
  addresses: readonly BouncedAddress[];
  /** Message-IDs that it may be about: of the mail given back, then those that it answers. */
  about: readonly string[];
}

const DIAGNOSTIC_CHARACTERS = 300;
const ADDRESSES_AT_MOST = 20;
const TEXT_AT_MOST = 60_000;

const short = (text: string): string => nfc(text.replace(/\s+/gu, ' ').trim()).slice(0, DIAGNOSTIC_CHARACTERS);

/**
 * What a mail says came back, or undefined where it is no bounce. A delivery status notification (RFC 3464) is read
 * field by field; of other servers' own texts only what names an address and a code beside it.
 */
export function bounceOf(mail: ArrivedMail): Bounce | undefined {
  if (mail.deliveryStatus !== null) {
    const addresses = fieldsOf(mail.deliveryStatus);
    return addresses.length > 0 ? { addresses, about: aboutOf(mail) } : undefined;
  }
  if (!looksReturned(mail)) return undefined;
  return { addresses: inWords(mail), about: aboutOf(mail) };
}

/** The fields of each recipient: groups divided by an empty line, the first of which is about the mail as a whole. */
function fieldsOf(status: string): BouncedAddress[] {
  const groups = status
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/);
  return groups.slice(0, ADDRESSES_AT_MOST + 1).flatMap((group) => {
    const fields = new Map(
      group.split('\n').flatMap((line) => {
        const [, name, value] = /^([A-Za-z-]+)\s*:\s*(.*)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name.toLowerCase(), value!.trim()] as const];
      }),
    );
    const final = addressIn(fields.get('final-recipient'));
    const original = addressIn(fields.get('original-recipient'));
    const address = original ?? final;
    if (address === undefined) return [];
    const said = fields.get('status') ?? '';
    const code = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0] ?? null;
    return [
      {
        address,
        action: actionOf(fields.get('action'), code),
        status: code,
        diagnostic: short((fields.get('diagnostic-code') ?? said).replace(/^[a-z-]+\s*;\s*/i, '')),
      },
    ];
  });
}

const actionOf = (action: string | undefined, status: string | null): BouncedAddress['action'] => {
  const word = action?.toLowerCase().split(/[\s(]/)[0];
  if (word === 'failed') return status?.startsWith('4') ? 'delayed' : 'failed';
  if (word === 'delayed') return 'delayed';
  return 'other';
};

/** `rfc822; a@b.vn`, also in brackets or with an xtext plus sign (RFC 3461, 4). */
const addressIn = (field: string | undefined): string | undefined =>
  /[^\s;<>"]+@[^\s;<>"]+/
    .exec(field ?? '')?.[0]
    ?.replace(/\+2B/g, '+')
    .toLowerCase();

const SENDERS = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]*|bounces?|mdaemon|noreply-dmarc)@/;
const SUBJECTS =
  /^(?:undelivered mail returned to sender|undeliverable|undeliver|mail delivery (?:failed|failure|subsystem|system)|delivery (?:status notification|failure|has failed)|failure notice|returned mail|delivery to the following|khong (?:the )?(?:gui|chuyen|phat) duoc|khong gui duoc|thu (?:khong|bi tra)|thu bi tra lai|gui thu (?:that bai|khong thanh cong)|message (?:undeliverable|not delivered)|warning could not send)/;

/** Both who sent it and what it is called say so, or nobody sent it (`Return-Path: <>`) and its name says so. */
function looksReturned(mail: ArrivedMail): boolean {
  const from = mail.from ?? '';
  const named = SUBJECTS.test(searchKey(mail.subject));
  const sentByNobody = /^\s*<\s*>\s*$/.test(headerOf(mail, 'return-path'));
  return named && (SENDERS.test(from) || sentByNobody);
}

const ADDRESS = /[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;
/** An address of four numbers has three of them in a row as well. */
const ENHANCED = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
const SMTP_CODE = /(?<![\d.])([45])\d\d(?![\d.])/;
/** What is said of an address stands within so many characters behind it. */
const BESIDE_CHARACTERS = 700;
/** Below this the mail that is given back is repeated, with addresses of its own. */
const REPEATED =
  /^\s*(?:-{2,} ?(?:this is a copy|below this line|original message|original)|reporting-mta:|received: |return-path: |original message headers|message headers follow)/im;

/** Of a server that writes in its own words: the addresses that it names, each with the first code behind it. */
function inWords(mail: ArrivedMail): BouncedAddress[] {
  const whole = mail.text.slice(0, TEXT_AT_MOST);
  const cut = whole.search(REPEATED);
  const text = cut > 0 ? whole.slice(0, cut) : whole;
  const found = new Map<string, BouncedAddress>();
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].toLowerCase();
    if (SENDERS.test(address) || mail.to.includes(address) || found.size >= ADDRESSES_AT_MOST) continue;
    const beside = text.slice(match.index, match.index + BESIDE_CHARACTERS);
    const status = ENHANCED.exec(beside)?.[1] ?? null;
    const digit = status?.[0] ?? SMTP_CODE.exec(beside)?.[1];
    if (digit !== '4' && digit !== '5') continue;
    const known = found.get(address);
    if (known && known.status !== null) continue;
    found.set(address, {
      address,
      action: digit === '5' ? 'failed' : 'delayed',
      status,
      diagnostic: short(beside),
    });
  }
  return [...found.values()];
}

const MESSAGE_ID = /^message-id:\s*(<[^<>\s]{1,250}>)/gim;

function aboutOf(mail: ArrivedMail): string[] {
  const where = [mail.returned ?? '', mail.text.slice(0, TEXT_AT_MOST)];
  const given = where.flatMap((text) => Array.from(text.matchAll(MESSAGE_ID), ([, id]) => id!));
  return [...new Set([...given, ...mail.answers])].slice(0, ADDRESSES_AT_MOST);
}

/** What a code says: the mailbox is no more, this mail was not wanted, or it is to be tried later. */
export type BounceWeight = 'dead' | 'refused' | 'temporary' | 'unclear';

/**
 * Subjects of RFC 3463 that are about the mailbox itself: it does not exist (5.1.x), its domain does not (5.4.4, also
 * 5.1.2), or it was closed (5.2.1); and failures of which no more is said (5.0.0). A full mailbox, too large a mail and
 * the rules of the other server (5.2.2, 5.2.3, 5.3.x, 5.6.x, 5.7.x) say nothing of the kind.
 */
const OF_THE_MAILBOX = /^5\.(?:1\.(?!8$|7$)\d+|2\.1|0\.0|4\.4|4\.310)$/;

/** What follows from what a server says of an address. Nothing is supposed where it gives no code. */
export function weightOf({ action, status }: Pick<BouncedAddress, 'action' | 'status'>): BounceWeight {
  if (action === 'other') return 'unclear';
  if (action === 'delayed' || status?.startsWith('4')) return 'temporary';
  if (status === null) return 'unclear';
  return OF_THE_MAILBOX.test(status) ? 'dead' : 'refused';
}

/** So many failures for now, on days this far apart within a fortnight, are as good as one for good. */
export const TEMPORARY_UNTIL_DEAD = 5;
export const TEMPORARY_DAYS_APART = 3;
export const TEMPORARY_WITHIN_DAYS = 14;
const DAY = 86_400_000;

/**
 * Whether failures for now have become one for good.
 * @param at  instants of the failures of one address, this one included, in any order
 */
export function isWornOut(at: readonly Date[]): boolean {
  const times = at.map((instant) => instant.getTime()).toSorted((a, b) => a - b);
  const last = times.at(-1) ?? 0;
  const recent = times.filter((time) => time > last - TEMPORARY_WITHIN_DAYS * DAY);
  return recent.length >= TEMPORARY_UNTIL_DEAD && last - recent[0]! >= TEMPORARY_DAYS_APART * DAY;
}
