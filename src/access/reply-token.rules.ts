import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose answer a reply address takes: of one unit, on one duty, as it was told what is asked of it. */
export interface ReplyTo {
  assignmentId: string;
  unitId: string;
  /** The version of what is asked that the mail told. */
  contentVersion: number;
  /** That of the links of the assignment; revoking them makes the next. */
  generation: number;
}

/** What a token is worth; of which version it speaks where it is ours. */
export type ReadToken = { is: 'valid' | 'expired'; contentVersion: number } | { is: 'forged' };

const PURPOSE = 'reply-address.v1';
const MAC_BYTES = 10;
const ID_BYTES = 15;
/** Small letters only: servers may change the case of a local part (RFC 4648, 6, and RFC 5321, 2.4). */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN = /^[a-z2-7]{40}$/;
/** How long after its end a token is still told from a forged one. */
const EXPIRED_DAYS = 400;
const DAY = 86_400_000;

const macOf = (
  key: Uint8Array,
  { assignmentId, unitId, contentVersion, generation }: ReplyTo,
  expiresDay: number,
): Buffer =>
  createHmac('sha256', key)
    .update([PURPOSE, assignmentId, unitId, contentVersion, generation, expiresDay].join('\0'))
    .digest()
    .subarray(0, MAC_BYTES);

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY);

/**
 * The token of a reply address: 40 letters and digits, so that with a name before it a local part stays below 64 octets.
 * It holds the assignment, less the eight bits that are the same in every id of ours, and 80 bits of an HMAC over it, the
 * unit, the version, the generation and the last day (UTC) on which it acts.
 * @throws RangeError where the id is no UUID of version 7 from before the year 4199
 */
export function replyToken(key: Uint8Array, reply: ReplyTo, expiresAt: Date): string {
  return base32(Buffer.concat([packed(reply.assignmentId), macOf(key, reply, dayOf(expiresAt))]));
}

/** The assignment that a token names, which proves nothing yet; undefined where it is no token. */
export function assignmentOfToken(token: string): string | undefined {
  const low = token.toLowerCase();
  return TOKEN.test(low) ? unpacked(bytesOf(low).subarray(0, ID_BYTES)) : undefined;
}

/**
 * Whether a token is ours, for this duty and unit, and still acts.
 * @param to  with the version that was sent last: a token of that or an earlier one is ours
 * @param days  how many days one acts: the day of its end is looked for among as many
 */
export function readReplyToken(
  key: Uint8Array,
  token: string,
  to: ReplyTo,
  { now, days }: { now: Date; days: number },
): ReadToken {
  const low = token.toLowerCase();
  if (!TOKEN.test(low)) return { is: 'forged' };
  const bytes = bytesOf(low);
  if (unpacked(bytes.subarray(0, ID_BYTES)) !== to.assignmentId.toLowerCase()) return { is: 'forged' };
  const mac = bytes.subarray(ID_BYTES);
  const today = dayOf(now);
  for (let contentVersion = to.contentVersion; contentVersion > 0; contentVersion--) {
    for (let day = today + days; day >= today - EXPIRED_DAYS; day--)
      if (timingSafeEqual(mac, macOf(key, { ...to, contentVersion }, day)))
        return { is: day >= today ? 'valid' : 'expired', contentVersion };
  }
  return { is: 'forged' };
}

const LOW_62 = (1n << 62n) - 1n;

/** An id of version 7 without its version, its variant, and the first two bits of its instant, which are zero. */
function packed(id: string): Buffer {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`);
  const instant = bits >> 80n;
  if ((bits >> 76n) % 16n !== 7n || (bits >> 62n) % 4n !== 2n || instant >> 46n !== 0n)
    throw new RangeError('not an id of version 7');
  const value = (instant << 74n) | (((bits >> 64n) & 0xfffn) << 62n) | (bits & LOW_62);
  return Buffer.from(value.toString(16).padStart(ID_BYTES * 2, '0'), 'hex');
}

function unpacked(bytes: Uint8Array): string {
  const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const bits =
    ((value >> 74n) << 80n) | (7n << 76n) | (((value >> 62n) & 0xfffn) << 64n) | (2n << 62n) | (value & LOW_62);
  const hex = bits.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
}

function bytesOf(token: string): Buffer {
  const bits = Array.from(token, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
