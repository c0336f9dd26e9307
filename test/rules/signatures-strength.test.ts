import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as asn1 from 'asn1js';
import { AlgorithmIdentifier, PublicKeyInfo, RSASSAPSSParams } from 'pkijs';
import { keyFault, methodOf } from '../../src/signatures/algorithms.js';
import { verifySignatures } from '../../src/signatures/verify-signatures.js';
import {
  certify, derOf, plainPdf, signPdf, type CertificateWanted, type Holder, type SigningWanted,
} from '../support/signed-pdf.js'; // prettier-ignore

let root: Holder;
beforeAll(async () => {
  root = await certify({ name: 'Gốc thử nghiệm', authority: true });
});

const found = async (wanted: SigningWanted, roots = [root]) =>
  (
    await verifySignatures(await signPdf(plainPdf(), wanted), {
      rootsDer: roots.map(derOf),
      at: new Date('2024-03-20T02:00:00Z'),
    })
  )[0]!;
const verdict = async (wanted: SigningWanted, roots?: Holder[]) => {
  const { outcome, reason } = await found(wanted, roots);
  return [outcome, reason];
};
const leaf = (more: Partial<CertificateWanted>): Promise<Holder> =>
  certify({ name: 'Nguyễn Văn Thử', by: root, curve: true, ...more });

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const EMAIL = '1.3.6.1.5.5.7.3.4';
const STAMPS = '1.3.6.1.5.5.7.3.8';
const DOCUMENTS = '1.3.6.1.5.5.7.3.36';

describe('what a certificate says it is for', () => {
  it('is for papers where it says so, or nothing', async () => {
    for (const purposes of [[EMAIL], [CLIENT, SERVER], [DOCUMENTS], ['2.5.29.37.0']])
      expect([purposes, await verdict({ signer: await leaf({ purposes }) })]).toEqual([purposes, ['valid', null]]);
  });

  it('leaves the signature open where it is for something else only', async () => {
    for (const purposes of [[SERVER], [STAMPS], [SERVER, STAMPS], ['1.3.6.1.4.1.99999.1']])
      expect([purposes, await verdict({ signer: await leaf({ purposes }) })]).toEqual([
        purposes,
        ['cannot-verify', 'wrong-usage'],
      ]);
    // keyEncipherment, keyCertSign
    for (const usage of [0x20, 0x04])
      expect(await verdict({ signer: await leaf({ usage }) })).toEqual(['cannot-verify', 'wrong-usage']);
  });

  it('holds for those below an authority too', async () => {
    const narrow = await certify({ name: 'CA máy chủ', by: root, authority: true, curve: true, purposes: [SERVER] });
    const signer = await leaf({ by: narrow });
    expect(await verdict({ signer, chain: [narrow.certificate] })).toEqual(['cannot-verify', 'wrong-usage']);
  });

  it('of a time stamp must be that alone', async () => {
    for (const [purposes, stamped] of [[[STAMPS], true], [[STAMPS, SERVER], false], [[SERVER], false]] as const) {
      const by = await leaf({ purposes: [...purposes] });
      const one = await found({ signer: await leaf({}), stamp: { by, at: '2024-03-11T02:05:00Z' } });
      expect([purposes, one.timestampedAt !== null]).toEqual([purposes, stamped]);
    }
  }); // prettier-ignore
});

describe('digests that can no longer be relied on', () => {
  it.each(['md5', 'sha1'] as const)('%s under a certificate of the way leaves the signature open', async (digest) => {
    expect(await verdict({ signer: await leaf({ digest }) })).toEqual(['cannot-verify', 'weak-digest']);
    const authority = await certify({ name: 'CA', by: root, authority: true, digest });
    const below = await leaf({ by: authority });
    expect(await verdict({ signer: below, chain: [authority.certificate] })).toEqual(['cannot-verify', 'weak-digest']);
  });

  it('under a root itself say nothing, for it is trusted for itself', async () => {
    const old = await certify({ name: 'Gốc cũ', authority: true, digest: 'sha1' });
    expect(await verdict({ signer: await leaf({ by: old }) }, [old])).toEqual(['valid', null]);
  });

  it('in a time stamp leave it untrusted', async () => {
    const by = await leaf({ timeStamping: true });
    const one = await found({
      signer: await leaf({}),
      stamp: { by, at: '2024-03-11T02:05:00Z', imprint: 'SHA-1' },
    });
    expect([one.outcome, one.timestampedAt, one.notes]).toEqual([
      'valid',
      null,
      ['time-claimed', 'timestamp-untrusted', 'revocation-unknown'],
    ]);
  });

  it('are seen among the parameters of PSS, which is valid with others', async () => {
    expect(await verdict({ signer: await leaf({ pss: true, curve: false }) })).toEqual(['valid', null]);
    const algorithmId = '1.2.840.113549.1.1.10';
    const named = (oid: string) => new AlgorithmIdentifier({ algorithmId: oid, algorithmParams: new asn1.Null() });
    const sha256 = named('2.16.840.1.101.3.4.2.1');
    const onlyMask = new RSASSAPSSParams({ hashAlgorithm: sha256 }).toSchema();
    expect(methodOf(new AlgorithmIdentifier({ algorithmId }))).toMatchObject({ isWeak: true, digest: 'sha1' });
    expect(methodOf(new AlgorithmIdentifier({ algorithmId, algorithmParams: onlyMask }))).toMatchObject({
      isWeak: true,
      isMixed: true,
    });
  });
});

describe('keys that are too short', () => {
  it('leave the signature open, the signer’s and an authority’s', async () => {
    expect(await verdict({ signer: await leaf({ curve: false, bits: 1024 }) })).toEqual(['cannot-verify', 'weak-key']);
    const authority = await certify({ name: 'CA', by: root, authority: true, bits: 1024 });
    const signer = await leaf({ by: authority });
    expect(await verdict({ signer, chain: [authority.certificate] })).toEqual(['cannot-verify', 'weak-key']);
  });

  it('are told by their bits', () => {
    const faultOf = (namedCurve: string) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve });
      return keyFault(PublicKeyInfo.fromBER(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))));
    };
    expect(['secp224r1', 'prime192v1', 'prime256v1', 'secp384r1', 'secp521r1'].map(faultOf)).toEqual([
      'weak-key',
      'weak-key',
      null,
      null,
      null,
    ]);
  });
});
