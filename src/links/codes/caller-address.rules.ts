const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
/** Of an IPv6 address: what one line of a provider gets. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/**
 * Whose attempts are counted together: the address of whoever asks; of IPv6 the network of 64 bits, since whoever has
 * one address there has all of it.
 * @param remote  the address that is connected
 * @param forwarded  X-Forwarded-For; its last entry is believed only of a proxy on this very machine, which wrote it
 */
export function callerAddress(remote: string | undefined, forwarded: string | undefined): string {
  const written = LOOPBACK.test(remote ?? '') ? forwarded?.split(',').at(-1)?.trim() : undefined;
  return networkOf(written || remote || 'unknown');
}

function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [left, right] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const middle = plain.includes('::')
    ? Array.from({ length: Math.max(0, GROUPS - left!.length - right!.length) }, () => '0')
    : [];
  return [...left!, ...middle, ...right!].slice(0, NETWORK_GROUPS).join(':');
}
