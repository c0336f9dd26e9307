import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callerAddress } from '../../src/links/codes/caller-address.rules.js';
import { CODES, digitsOf, inGroups, isShortCode, shortCode } from '../../src/links/codes/short-code.rules.js';

const code = fc.integer({ min: 0, max: CODES - 1 }).map(shortCode);

/** MOD 97-10 with whole numbers of any length, as the standard writes it. */
const leavesOne = (digits: string): boolean => BigInt(digits) % 97n === 1n;

describe('a code for the telephone', () => {
  it('has twelve digits, of which any number makes the first ten, and its check digits are right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: CODES - 1 }), (drawn) => {
        const made = shortCode(drawn);
        expect(made).toMatch(/^\d{12}$/);
        expect(made.slice(0, 10)).toBe(String(drawn).padStart(10, '0'));
        expect([isShortCode(made), leavesOne(made)]).toEqual([true, true]);
      }),
    );
    expect([shortCode(0), shortCode(794), shortCode(CODES - 1)].every(leavesOne)).toBe(true);
    expect(shortCode(794)).toBe('000000079444'); // the example of ISO/IEC 7064: 79444
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(code, (right) => {
        const wrong = Array.from(right, (digit, at) =>
          Array.from('0123456789', (other) =>
            other === digit ? [] : [right.slice(0, at) + other + right.slice(at + 1)],
          ),
        ).flat(2);
        expect([wrong.length, wrong.filter(isShortCode)]).toEqual([12 * 9, []]);
      }),
    );
  });

  it('finds every two neighbours that changed places', () => {
    fc.assert(
      fc.property(code, (right) => {
        const wrong = Array.from({ length: 11 }, (_, at) => {
          const swapped = right[at + 1]! + right[at]!;
          return right.slice(0, at) + swapped + right.slice(at + 2);
        }).filter((swapped) => swapped !== right);
        expect(wrong.filter(isShortCode)).toEqual([]);
      }),
    );
  });

  it('is read as it is written, said and pasted', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(' ', '-', '.', '–', '\u00a0', ''), (made, between) => {
        const typed = inGroups(made).replaceAll(' ', between);
        expect(digitsOf(` ${typed}\n`)).toBe(made);
      }),
    );
    expect(digitsOf('１２３４')).toBe('1234');
    for (const wrong of ['', '1', '12345678901a', '1234567890123', 'mã số']) expect(isShortCode(wrong)).toBe(false);
  });
});

describe('whose attempts are counted together', () => {
  it.each([
    ['an address', '203.0.113.7', undefined, '203.0.113.7'],
    ['whatever a stranger writes into a header', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['what a proxy on this machine says, its own entry', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['the proxy itself, where it says nothing', '::1', undefined, '0:0:0:0'],
    ['an IPv4 address in IPv6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['a network of IPv6', '2001:DB8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
    ['the same network, written short', '2001:db8:1:2::9', undefined, '2001:db8:1:2'],
    ['a broken address', '2001:1:2:3:4:5:6:7:8::9', undefined, '2001:1:2:3'],
    ['what a strange proxy writes before our own one', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['nobody', undefined, undefined, 'unknown'],
  ])('%s', (_, remote, forwarded, whom) => {
    expect(callerAddress(remote, forwarded)).toBe(whom);
  });

  it.each([
    ['what a proxy of ours says', '10.0.0.5', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['the same, in IPv6', '::ffff:10.0.0.5', '203.0.113.7', '203.0.113.7'],
    ['what the first of two proxies of ours says', '127.0.0.1', '203.0.113.7, 10.0.0.6', '203.0.113.7'],
    ['the proxy itself, where it says nothing', '10.0.0.5', undefined, '10.0.0.5'],
    ['the first of them, where all of them are ours', '10.0.0.5', '10.0.0.6', '10.0.0.6'],
    ['nothing that a machine beside them says', '10.0.0.7', '203.0.113.7', '10.0.0.7'],
  ])('is, where proxies are named: %s', (_, remote, forwarded, whom) => {
    expect(callerAddress(remote, forwarded, ['10.0.0.5', '10.0.0.6'])).toBe(whom);
  });
});
