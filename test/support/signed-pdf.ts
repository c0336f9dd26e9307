import { createHash, webcrypto } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
} from 'pkijs';
import '../../src/signatures/cms.js'; // sets the engine

export interface Holder {
  certificate: Certificate;
  key: CryptoKey;
}

export interface CertificateWanted {
  name: string;
  organisation?: string;
  by?: Holder;
  authority?: boolean;
  from?: string;
  to?: string;
  curve?: boolean;
  timeStamping?: boolean;
  critical?: string;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
let serial = 0;

/** A certificate of our own making, with its key; without `by` it signs itself. */
export async function certify(wanted: CertificateWanted): Promise<Holder> {
  const keys = (await webcrypto.subtle.generateKey(wanted.curve ? CURVE : RSA, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ value: 1000 + ++serial });
  const names = [
    ['2.5.4.3', wanted.name],
    ['2.5.4.10', wanted.organisation ?? ''],
  ].filter(([, value]) => value !== '');
  for (const [type, value] of names)
    certificate.subject.typesAndValues.push(
      new AttributeTypeAndValue({ type: type!, value: new asn1.Utf8String({ value: value! }) }),
    );
  const issuer = wanted.by?.certificate ?? certificate;
  certificate.issuer = issuer.subject;
  certificate.notBefore.value = new Date(wanted.from ?? '2023-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(wanted.to ?? '2028-01-01T00:00:00Z');
  const bits = new asn1.BitString({ valueHex: new Uint8Array([wanted.authority ? 0x06 : 0xc0]).buffer });
  const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = true) =>
    new Extension({ extnID, critical, extnValue: value.toBER() });
  certificate.extensions = [
    extension('2.5.29.19', new BasicConstraints({ cA: wanted.authority ?? false }).toSchema()),
    extension('2.5.29.15', bits),
    ...(wanted.timeStamping
      ? [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema())]
      : []),
    ...(wanted.critical ? [extension(wanted.critical, new asn1.Null())] : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(wanted.by?.key ?? keys.privateKey, 'SHA-256');
  // as it would be read from a file
  return { certificate: Certificate.fromBER(certificate.toSchema(true).toBER()), key: keys.privateKey };
}

/** A PDF of one empty page. */
export const plainPdf = (title = 'Kế hoạch'): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n` +
      `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n4 0 obj\n<< /Title (${title}) >>\nendobj\n` +
      `trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n9\n%%EOF\n`,
  );

export interface SigningWanted {
  signer: Holder;
  /** Certificates that go with it. */
  chain?: readonly Certificate[];
  at?: string | null;
  digest?: 'SHA-256' | 'SHA-1' | 'SHA-384';
  /** Puts this certificate in the place of the signer's. */
  instead?: Certificate;
  /** Names the signer's certificate inside what is signed. */
  names?: boolean;
  stamp?: { by: Holder; at: string; chain?: readonly Certificate[] };
  /** Puts the signed bytes into the message, which a PDF does not. */
  enclose?: boolean;
  subFilter?: string;
  /** A document time stamp in place of a signature. */
  asTimeStamp?: boolean;
}

const ROOM = 12_000;
const DIGEST_OIDS = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
};
const OID = {
  contentType: '1.2.840.113549.1.9.3',
  digest: '1.2.840.113549.1.9.4',
  time: '1.2.840.113549.1.9.5',
  names: '1.2.840.113549.1.9.16.2.47',
};
const hashed = (name: string, bytes: Uint8Array): Buffer =>
  createHash(name.replace('-', '').toLowerCase()).update(bytes).digest();
const octets = (bytes: Uint8Array): asn1.OctetString =>
  new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer });

/** Signs a PDF as offices do: one more revision behind it, the signature over everything but itself. */
export async function signPdf(pdf: Uint8Array, wanted: SigningWanted): Promise<Buffer> {
  const number =
    5 +
    (
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/ByteRange/g) ?? []
    ).length;
  const subFilter = wanted.subFilter ?? (wanted.asTimeStamp ? 'ETSI.RFC3161' : 'adbe.pkcs7.detached');
  const type = wanted.asTimeStamp ? 'DocTimeStamp' : 'Sig';
  const head = `${number} 0 obj\n<< /Type /${type} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC] /Contents `;
  const tail = ` >>\nendobj\ntrailer\n<< /Size ${number + 1} /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`;
  const start = pdf.length + head.length;
  const behind = start + ROOM + 2;
  const n = (value: number): string => String(value).padStart(10, '0');
  const said = head
    .replace('AAAAAAAAAA', n(start))
    .replace('BBBBBBBBBB', n(behind))
    .replace('CCCCCCCCCC', n(tail.length));
  const over = Buffer.concat([pdf, Buffer.from(said), Buffer.from(tail)]);
  const message = wanted.asTimeStamp
    ? await stampOf(over, { by: wanted.signer, at: wanted.at!, chain: wanted.chain ?? [] })
    : await messageOver(over, wanted);
  const hex = Buffer.from(message).toString('hex').padEnd(ROOM, '0');
  return Buffer.concat([pdf, Buffer.from(`${said}<${hex}>${tail}`)]);
}

async function messageOver(over: Uint8Array, wanted: SigningWanted): Promise<ArrayBuffer> {
  const { signer, digest = 'SHA-256', at = '2024-03-11T02:00:00Z' } = wanted;
  const shown = wanted.instead ?? signer.certificate;
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: ContentInfo.DATA })] }),
    new Attribute({ type: OID.digest, values: [octets(hashed(digest, over))] }),
    ...(at === null
      ? []
      : [new Attribute({ type: OID.time, values: [new asn1.UTCTime({ valueDate: new Date(at) })] })]),
    ...(wanted.names ? [new Attribute({ type: OID.names, values: [naming(signer.certificate)] })] : []),
  ];
  const info = infoOf(shown, digest, attributes);
  const eContent = wanted.enclose ? octets(over) : undefined;
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: ContentInfo.DATA,
      ...(eContent ? { eContent } : {}),
    }),
    signerInfos: [info],
    certificates: [shown, ...(wanted.chain ?? [])],
  });
  await signed.sign(signer.key, 0, digest, new Uint8Array(over).buffer);
  if (wanted.stamp) {
    const token = await stampOf(info.signature.valueBlock.valueHexView, { chain: [], ...wanted.stamp });
    const value = asn1.fromBER(token).result;
    info.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [value] })],
    });
  }
  return encoded(signed);
}

const naming = (certificate: Certificate): asn1.Sequence =>
  new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [
          new asn1.Sequence({ value: [octets(hashed('SHA-256', new Uint8Array(certificate.toSchema().toBER())))] }),
        ],
      }),
    ],
  });

function infoOf(certificate: Certificate, digest: keyof typeof DIGEST_OIDS, attributes: Attribute[]): SignerInfo {
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: DIGEST_OIDS[digest] }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
  });
}

/** A time stamp token over bytes (RFC 3161). */
async function stampOf(
  over: Uint8Array,
  stamp: { by: Holder; at: string; chain: readonly Certificate[] },
): Promise<ArrayBuffer> {
  const stated = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: DIGEST_OIDS['SHA-256'] }),
      hashedMessage: octets(hashed('SHA-256', over)),
    }),
    serialNumber: new asn1.Integer({ value: ++serial }),
    genTime: new Date(stamp.at),
  });
  const content = new Uint8Array(stated.toSchema().toBER());
  const type = '1.2.840.113549.1.9.16.1.4';
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new asn1.ObjectIdentifier({ value: type })] }),
    new Attribute({ type: OID.digest, values: [octets(hashed('SHA-256', content))] }),
  ];
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: type, eContent: octets(content) }),
    signerInfos: [infoOf(stamp.by.certificate, 'SHA-256', attributes)],
    certificates: [stamp.by.certificate, ...stamp.chain],
  });
  await signed.sign(stamp.by.key, 0, 'SHA-256');
  return encoded(signed);
}

const encoded = (signed: SignedData): ArrayBuffer =>
  new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER();

/** One more revision of given objects, with their numbers. */
export const addRevision = (pdf: Uint8Array, objects: readonly (readonly [number, string])[]): Buffer =>
  Buffer.concat([
    pdf,
    Buffer.from(
      objects.map(([number, body]) => `${number} 0 obj\n${body}\nendobj\n`).join('') +
        `trailer\n<< /Size 90 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`,
    ),
  ]);
