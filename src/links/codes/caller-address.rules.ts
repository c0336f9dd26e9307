const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
/** Of an IPv6 address: what one line of a provider gets. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

const PLAIN_IPV4 = /^::ffff:(?=\d+\.)/;

/**
 * Whose attempts are counted together: the address of whoever asks; of IPv6 the network of 64 bits, since whoever has
 * one address there has all of it.
 * @param remote  the address that is connected
 * @param forwarded  X-Forwarded-For: each proxy adds the address that connected to it, so its end is believed as far as
 *   proxies of ours wrote it
 * @param proxies  addresses of our proxies on other machines; one on this very machine is always ours
 */
export function callerAddress(
  remote: string | undefined,
  forwarded: string | undefined,
  proxies: readonly string[] = [],
): string {
  const isOurs = (address: string): boolean => LOOPBACK.test(address) || proxies.includes(plainOf(address));
  const written = (forwarded ?? '').split(',').map((entry) => entry.trim());
  let caller = remote ?? '';
  while (isOurs(caller) && written.length > 0) caller = written.pop() || caller;
  return networkOf(caller || 'unknown');
}

const plainOf = (address: string): string => address.toLowerCase().replace(PLAIN_IPV4, '');

function networkOf(address: string): string {
  const plain = plainOf(address);
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [left, right] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const middle = plain.includes('::')
    ? Array.from({ length: Math.max(0, GROUPS - left!.length - right!.length) }, () => '0')
    : [];
  return [...left!, ...middle, ...right!].slice(0, NETWORK_GROUPS).join(':');
}
