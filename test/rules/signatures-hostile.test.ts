import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOfSaneShape } from '../../src/signatures/der-size.rules.js';
import { verifySignatures } from '../../src/signatures/verify-signatures.js';
import { certify, derOf, plainPdf, signPdf, type Holder } from '../support/signed-pdf.js';

let root: Holder;
let signed: Buffer;
let stamped: Buffer;

beforeAll(async () => {
  root = await certify({ name: 'Gốc thử nghiệm', authority: true, curve: true });
  const signer = await certify({ name: 'Nguyễn Văn Thử', by: root, curve: true });
  const stamper = await certify({ name: 'Cấp dấu thời gian', by: root, timeStamping: true, curve: true });
  signed = await signPdf(plainPdf(), { signer, names: true, stamp: { by: stamper, at: '2024-03-11T02:05:00Z' } });
  stamped = await signPdf(signed, { signer: stamper, at: '2024-03-12T02:00:00Z', asTimeStamp: true });
});
const found = (pdf: Uint8Array) =>
  verifySignatures(pdf, { rootsDer: [derOf(root)], at: new Date('2024-03-20T02:00:00Z') });
/** A file as it is with some octets of its first signed message changed. */
function spoilt(pdf: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(pdf);
  const from = copy.indexOf('/Contents <') + '/Contents <'.length;
  for (const [at, value] of changes) copy.write(value.toString(16).padStart(2, '0'), from + 2 * at, 'latin1');
  return copy;
}

describe('files that were spoilt on purpose', () => {
  it('whatever is changed or cut, nothing is thrown and nothing that is signed becomes other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(signed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat(signed.length)),
        async (changes, cut) => {
          const pdf = Buffer.from(signed);
          for (const [at, value] of changes) pdf[at] = value;
          const from = pdf.indexOf('/Contents <');
          const isTouched = changes.some(([at]) => (at < from || at > from + 12_020) && pdf[at] !== signed[at]);
          const seen = await found(cut === null ? pdf : pdf.subarray(0, cut));
          const valid = seen.filter(({ outcome, coversWholeFile }) => outcome === 'valid' && coversWholeFile);
          expect(isTouched ? valid : []).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('whatever stands in a signed message, an answer is given for each signature, as plain data', async () => {
    const octets = signed.toString('latin1').match(/<(30[0-9a-f]*?)0{40}/)![1]!.length / 2;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(Math.floor(octets)), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const seen = await found(spoilt(stamped, changes));
          expect(seen).toHaveLength(2);
          expect(structuredClone(seen)).toEqual(seen);
          // the document's time stamp covers the message: with it changed, it no longer holds
          const isSame = spoilt(stamped, changes).equals(stamped);
          expect(isSame || seen[1]!.outcome === 'invalid').toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('names without control characters, and roots that are none, do no harm', async () => {
    const signer = await certify({ name: 'Nguyễn\u0000 Văn \u202EThử', by: root, curve: true });
    const [one] = await verifySignatures(await signPdf(plainPdf(), { signer }), {
      rootsDer: [new Uint8Array(), Buffer.from('x'), derOf(root)],
      at: new Date('2024-03-20T02:00:00Z'),
    });
    expect([one?.outcome, one?.signer.name]).toEqual(['valid', 'Nguyễn Văn Thử']);
  });
});

describe('files made to cost much', () => {
  it('twenty signatures are looked at, whatever else there is', async () => {
    expect(await found(Buffer.from('/ByteRange [0 1 2 3] obj '.repeat(20_000)))).toHaveLength(20);
    expect(await found(Buffer.from('/ByteRange '.repeat(50_000)))).toEqual([]);
    for (const filling of ['/Size 9 ', '9 0 obj ', '%\n', '[', '1'])
      expect([filling, (await found(Buffer.concat([signed, Buffer.from(filling.repeat(400_000))])))[0]?.later]).toEqual(
        [filling, 'changed'],
      );
  });

  it('messages of very many or very deep elements are not read', () => {
    const der = derOf(root);
    expect([isOfSaneShape(der), isOfSaneShape(Buffer.concat([der, Buffer.alloc(5_000)]))]).toEqual([true, true]);
    const wide = Buffer.concat([Buffer.from([0x30, 0x80]), Buffer.from('0500'.repeat(25_000), 'hex')]);
    const deep = Buffer.from(`${'3080'.repeat(60)}0500`, 'hex');
    const hidden = Buffer.concat([
      Buffer.from([0x04, 0x83, 0x00, 0xc3, 0x50]),
      Buffer.from('0500'.repeat(25_000), 'hex'),
    ]);
    expect([wide, deep, hidden].map(isOfSaneShape)).toEqual([false, false, false]);
  });
});
