import { describe, expect, it } from '@jest/globals';
import type { SignatureFound } from '../../src/signatures/signature.rules.js';
import { Signatures } from '../../src/signatures/signatures.view.js';

const good: SignatureFound = {
  kind: 'signature', outcome: 'valid', reason: null, notes: ['time-claimed', 'revocation-unknown'],
  signer: { name: 'Nguyễn Văn Thử', organisation: 'Sở Thử nghiệm' }, issuer: 'CA thử nghiệm', serial: '03e9',
  signedAt: '2024-03-11T02:00:00.000Z', timestampedAt: null, coversWholeFile: true, later: 'nothing',
}; // prettier-ignore
const drawn = (...found: SignatureFound[]): string => Signatures({ found, locale: 'vi' }) as string;

describe('the signatures beside a paper', () => {
  it('say who, when in Vietnamese time, and what holds', () => {
    const html = drawn(good);
    for (const words of [
      'Hợp lệ',
      'Nguyễn Văn Thử, Sở Thử nghiệm',
      '11/3/2024 09:00',
      'Chữ ký bao trùm toàn bộ tệp.',
      'thu hồi',
    ])
      expect(html).toContain(words);
  });

  it('say of one that does not hold why, and nothing of what it covers', () => {
    const html = drawn({ ...good, outcome: 'invalid', reason: 'digest-mismatch', notes: [] });
    expect(html).toContain('Tệp đã bị thay đổi sau khi ký.');
    expect(html).not.toContain('bao trùm');
  });

  it('warn first of a file that was changed after it was signed, and draw names as text', () => {
    const html = drawn({
      ...good,
      outcome: 'cannot-verify',
      reason: 'changed-after',
      later: 'changed',
      coversWholeFile: false,
      signer: { name: '<img src=x>', organisation: null },
    });
    expect(html).toContain('không được ký');
    expect(html).not.toContain('Hợp lệ');
    expect(html.indexOf('Tài liệu đã bị thay đổi sau khi ký')).toBeLessThan(html.indexOf('Chữ ký chỉ bảo đảm'));
    expect(html.indexOf('Tài liệu đã bị thay đổi sau khi ký')).toBeGreaterThan(-1);
    expect(html).not.toContain('<img');
  });

  it('are nothing for a paper without any', () => {
    expect(drawn()).toBe('');
  });
});
