/** Anybody may have an address there: that the domain is the same says nothing. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'yahoo.com.vn',
  'outlook.com',
  'outlook.com.vn',
  'hotmail.com',
  'live.com',
  'icloud.com',
]);

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/**
 * Whether a mail says that it comes from a unit: from one of its mailboxes, or from the same domain where that is the
 * office's own.
 * @param from  in small letters
 * @param mailboxes  addresses that the unit was given, in any case
 */
export function isOfUnit(from: string | null, mailboxes: readonly string[]): boolean {
  if (from === null) return false;
  return mailboxes.some((mailbox) => {
    const own = mailbox.toLowerCase();
    return own === from || (domainOf(own) === domainOf(from) && !OPEN_TO_ALL.has(domainOf(own)));
  });
}

/**
 * The token in the first address that is the reply address with something behind a plus sign.
 * @param addresses  in small letters
 * @param replyAddress  in small letters; undefined: none is asked for
 */
export function tokenIn(addresses: readonly string[], replyAddress: string | undefined): string | undefined {
  const [local, domain] = (replyAddress ?? '').split('@');
  if (!local || !domain) return undefined;
  const found = addresses.find((address) => address.startsWith(`${local}+`) && address.endsWith(`@${domain}`));
  return found?.slice(local.length + 1, -domain.length - 1);
}

const MESSAGE_ID = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>@\s]+)>$/i;

/** The messages of ours that Message-IDs name: their ids, for those that were sent under this host. */
export const ourMessages = (messageIds: readonly string[], host: string): string[] =>
  messageIds.flatMap((id) => {
    const [, message, at] = MESSAGE_ID.exec(id.trim()) ?? [];
    return message && at?.toLowerCase() === host.toLowerCase() ? [message.toLowerCase()] : [];
  });
