import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifySignatures } from '../../src/signatures/verify-signatures.js';
import { addRevision, certify, derOf, plainPdf, signPdf, type Holder } from '../support/signed-pdf.js';

const AT = new Date('2024-03-20T02:00:00Z');
let root: Holder;
let authority: Holder;
let leader: Holder;
let clerk: Holder;
let stamper: Holder;
let signed: Buffer;

beforeAll(async () => {
  root = await certify({ name: 'Gốc thử nghiệm', authority: true });
  authority = await certify({ name: 'CA thử nghiệm', by: root, authority: true, curve: true });
  leader = await certify({ name: 'Nguyễn Văn Thử', organisation: 'Sở Thử nghiệm', by: authority });
  clerk = await certify({ name: 'Sở Thử nghiệm', by: authority, curve: true });
  stamper = await certify({ name: 'Cấp dấu thời gian', by: root, timeStamping: true });
  signed = await signPdf(plainPdf(), { signer: leader, chain: [authority.certificate] });
});

const trusting = (...holders: Holder[]) => ({ rootsDer: holders.map(derOf), at: AT });
const trust = () => trusting(root);
const chain = () => [authority.certificate];
const verdicts = async (pdf: Uint8Array, trusted = trust()) =>
  (await verifySignatures(pdf, trusted)).map(({ outcome, reason, coversWholeFile, later }) => [
    outcome,
    reason,
    coversWholeFile,
    later,
  ]);

describe('a signature of a PDF', () => {
  it('by RSA is valid, and says who, when, by whom certified, and that it covers the file', async () => {
    expect(await verifySignatures(signed, trust())).toEqual([
      {
        kind: 'signature',
        outcome: 'valid',
        reason: null,
        notes: ['time-claimed', 'revocation-unknown'],
        signer: { name: 'Nguyễn Văn Thử', organisation: 'Sở Thử nghiệm' },
        issuer: 'CA thử nghiệm',
        serial: expect.stringMatching(/^[0-9a-f]+$/),
        signedAt: '2024-03-11T02:00:00.000Z',
        timestampedAt: null,
        coversWholeFile: true,
        later: 'nothing',
      },
    ]);
  });

  it('by an elliptic curve, with another digest, or naming its certificate, is valid too', async () => {
    for (const more of [
      { signer: clerk },
      { signer: leader, digest: 'SHA-384' as const },
      { signer: leader, names: true },
      { signer: clerk, subFilter: 'ETSI.CAdES.detached' },
    ])
      expect(await verdicts(await signPdf(plainPdf(), { chain: chain(), ...more }))).toEqual([
        ['valid', null, true, 'nothing'],
      ]);
  });

  it('is invalid after any byte that it signs was changed', async () => {
    for (const at of [12, 60, signed.indexOf('/Filter'), signed.length - 12]) {
      const changed = Buffer.from(signed);
      changed[at] = changed[at]! ^ 1;
      const [one] = await verifySignatures(changed, trust());
      expect([at, one?.outcome]).toEqual([at, 'invalid']);
    }
  });

  it('says so where the file went on after it', async () => {
    const more = addRevision(signed, [
      [3, '<< /Type /Page /Parent 2 0 R /Contents 9 0 R >>'],
      [9, '<< /Length 3 >>\nstream\nq Q\nendstream'],
    ]);
    expect(await verdicts(more)).toEqual([['cannot-verify', 'changed-after', false, 'changed']]);
    expect(await verdicts(Buffer.concat([signed, Buffer.from('x'.repeat(80))]))).toEqual([
      ['cannot-verify', 'changed-after', false, 'changed'],
    ]);
    expect(await verdicts(Buffer.concat([signed, Buffer.from('\r\n')]))).toEqual([['valid', null, true, 'nothing']]);
  });

  it('stands beside a second one, which covers the first', async () => {
    const both = await signPdf(signed, { signer: clerk, chain: chain(), at: '2024-03-12T02:00:00Z' });
    expect(await verdicts(both)).toEqual([
      ['valid', null, false, 'signed-again'],
      ['valid', null, true, 'nothing'],
    ]);
    const spoilt = Buffer.from(both);
    spoilt[spoilt.length - 12] = spoilt[spoilt.length - 12]! ^ 1;
    expect(await verdicts(spoilt)).toEqual([
      ['cannot-verify', 'changed-after', false, 'changed'],
      ['invalid', 'digest-mismatch', true, 'nothing'],
    ]);
  });
});

describe('the certificate', () => {
  it('without a way to a trusted root leaves the signature open', async () => {
    const other = await certify({ name: 'Gốc thử nghiệm', authority: true });
    expect(await verdicts(signed, trusting(other))).toEqual([['cannot-verify', 'no-root', true, 'nothing']]);
    expect(await verdicts(signed, trusting())).toEqual([['cannot-verify', 'no-root', true, 'nothing']]);
    const alone = await signPdf(plainPdf(), { signer: leader });
    expect(await verdicts(alone)).toEqual([['cannot-verify', 'no-root', true, 'nothing']]);
    expect(await verdicts(alone, trusting(authority))).toEqual([['valid', null, true, 'nothing']]);
  });

  it('that is no authority’s certifies nobody', async () => {
    const forged = await certify({ name: 'Nguyễn Văn Khác', by: leader });
    const pdf = await signPdf(plainPdf(), { signer: forged, chain: [leader.certificate, ...chain()] });
    expect(await verdicts(pdf)).toEqual([['cannot-verify', 'no-root', true, 'nothing']]);
  });

  it('is judged at the time of signing, not of looking', async () => {
    const short = await certify({
      name: 'Ngắn hạn',
      by: authority,
      from: '2024-03-01T00:00:00Z',
      to: '2024-03-15T00:00:00Z',
    });
    const at = async (time: string | null) =>
      verdicts(await signPdf(plainPdf(), { signer: short, chain: chain(), at: time }));
    expect(await at('2024-03-11T02:00:00Z')).toEqual([['valid', null, true, 'nothing']]);
    expect(await at('2024-03-16T02:00:00Z')).toEqual([['invalid', 'expired-at-signing', true, 'nothing']]);
    expect(await at('2024-02-11T02:00:00Z')).toEqual([['invalid', 'not-yet-valid', true, 'nothing']]);
    expect(await at(null)).toEqual([['invalid', 'expired-at-signing', true, 'nothing']]);
  });

  it('cannot be put in the place of another', async () => {
    const swapped = await signPdf(plainPdf(), { signer: leader, chain: chain(), instead: clerk.certificate });
    expect((await verdicts(swapped)).map(([outcome]) => outcome)).not.toContain('valid');
    // the same key under another name: only what the signer named inside tells
    const twin = await certify({ name: 'Người khác', by: authority });
    const again: Holder = { certificate: twin.certificate, key: twin.key };
    const renamed = await certify({ name: 'Nguyễn Văn Thử', by: authority });
    const named = await signPdf(plainPdf(), {
      signer: { certificate: renamed.certificate, key: again.key },
      chain: chain(),
      names: true,
      instead: again.certificate,
    });
    expect(await verdicts(named)).toEqual([['invalid', 'certificate-swapped', true, 'nothing']]);
  });

  it('for another use, or under a condition that is not known, leaves the signature open', async () => {
    const stamp = await signPdf(plainPdf(), { signer: await certify({ name: 'CA', by: root, authority: true }) });
    expect(await verdicts(stamp)).toEqual([['cannot-verify', 'wrong-usage', true, 'nothing']]);
    const odd = await certify({ name: 'Lạ', by: authority, critical: '1.3.6.1.4.1.99999.1' });
    expect(await verdicts(await signPdf(plainPdf(), { signer: odd, chain: chain() }))).toEqual([
      ['cannot-verify', 'not-understood', true, 'nothing'],
    ]);
  });
});

describe('digests and time stamps', () => {
  it('SHA-1 vouches for nothing, and a changed file is still found', async () => {
    const weak = await signPdf(plainPdf(), { signer: leader, chain: chain(), digest: 'SHA-1' });
    expect(await verdicts(weak)).toEqual([['cannot-verify', 'weak-digest', true, 'nothing']]);
    weak[20] = weak[20]! ^ 1;
    expect(await verdicts(weak)).toEqual([['invalid', 'digest-mismatch', true, 'nothing']]);
  });

  it('a trusted time stamp counts instead of what the signer claims', async () => {
    const short = await certify({
      name: 'Ngắn hạn',
      by: authority,
      from: '2024-03-01T00:00:00Z',
      to: '2024-03-15T00:00:00Z',
    });
    const stamped = (by: Holder, at: string) =>
      signPdf(plainPdf(), { signer: short, chain: chain(), stamp: { by, at } });
    const [good] = await verifySignatures(await stamped(stamper, '2024-03-11T02:05:00Z'), trust());
    expect(good).toMatchObject({
      outcome: 'valid',
      timestampedAt: '2024-03-11T02:05:00.000Z',
      notes: ['revocation-unknown'],
    });
    expect(await verdicts(await stamped(stamper, '2024-03-16T02:05:00Z'))).toEqual([
      ['invalid', 'expired-at-signing', true, 'nothing'],
    ]);
    const [own] = await verifySignatures(await stamped(leader, '2024-03-11T02:05:00Z'), trust());
    expect(own).toMatchObject({
      outcome: 'valid',
      timestampedAt: null,
      notes: ['time-claimed', 'timestamp-untrusted', 'revocation-unknown'],
    });
  });

  it('a time stamp of the whole document stands by itself, and leaves the signature what it was', async () => {
    const both = await signPdf(signed, { signer: stamper, at: '2024-03-12T02:00:00Z', asTimeStamp: true });
    const found = await verifySignatures(both, trust());
    expect(found.map(({ kind, outcome, later }) => [kind, outcome, later])).toEqual([
      ['signature', 'valid', 'validation-data'],
      ['timestamp', 'valid', 'nothing'],
    ]);
    expect(found[1]!.timestampedAt).toBe('2024-03-12T02:00:00.000Z');
  });
});

describe('hostile files', () => {
  const lies: [string, (text: string) => string][] = [
    ['a range that does not begin at the start', (t) => t.replace('/ByteRange [0 ', '/ByteRange [1 ')],
    ['a range beyond the file', (t) => t.replace(/(\d{10})\]/, '9999999999]')],
    ['parts that overlap', (t) => t.replace(/\[0 (\d{10}) (\d{10})/, '[0 $2 $1')],
    [
      'a gap that is more than the contents',
      (t) => t.replace(/\[0 (\d{10})/, (_, n: string) => `[0 ${String(Number(n) - 12).padStart(10, '0')}`),
    ],
    ['contents elsewhere', (t) => t.replace('/Contents <', '/Elsewher <')],
    ['contents that are no digits', (t) => t.replace('/Contents <30', '/Contents <3z')],
    ['no end of the object', (t) => t.replace(/endobj(?=\nxref\n5 1)/, 'endxxx')],
  ];
  it.each(lies)('%s is called invalid', async (_, lie) => {
    const pdf = Buffer.from(lie(signed.toString('latin1')), 'latin1');
    expect((await verifySignatures(pdf, trust())).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['invalid', 'wrong-range'],
    ]);
  });

  it('a signed message with its content inside is no signature of the file around it', async () => {
    const pdf = await signPdf(plainPdf(), { signer: leader, chain: chain(), enclose: true });
    expect((await verifySignatures(pdf, trust())).map(({ reason }) => reason)).toEqual(['broken']);
  });

  it('an unknown kind of signature stays open, what is no message is broken', async () => {
    expect(await verdicts(await signPdf(plainPdf(), { signer: leader, subFilter: 'adbe.x509.rsa_sha1' }))).toEqual([
      ['cannot-verify', 'not-understood', true, 'nothing'],
    ]);
    const empty = signed.toString('latin1').replace(/<30[0-9a-f]{100}/, (all) => `<${'0'.repeat(all.length - 1)}`);
    expect(await verdicts(Buffer.from(empty, 'latin1'))).toEqual([['invalid', 'broken', true, 'nothing']]);
  });

  it('without any signature there is nothing to say', async () => {
    expect(await verifySignatures(plainPdf(), trust())).toEqual([]);
    expect(await verifySignatures(new Uint8Array(), trust())).toEqual([]);
  });
});
