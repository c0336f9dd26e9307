import { createHash, KeyObject, sign, webcrypto } from 'node:crypto';
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

export interface Holder {
  certificate: Certificate;
  key: CryptoKey;
}

export const derOf = ({ certificate }: Holder): Buffer => Buffer.from(certificate.toSchema().toBER());

export interface CertificateWanted {
  name: string;
  organisation?: string;
  by?: Holder;
  authority?: boolean;
  from?: string;
  to?: string;
  curve?: boolean;
  /** RSA with a mask (PSS). */
  pss?: boolean;
  /** Bits of RSA in place of 2,048. */
  bits?: number;
  timeStamping?: boolean;
  /** What it says it is for. */
  purposes?: string[];
  /** The first byte of its key usage in place of what fits. */
  usage?: number;
  /** The digest that it is signed with in place of SHA-256. */
  digest?: 'md5' | 'sha1';
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
  const rsa = { ...RSA, name: wanted.pss ? 'RSA-PSS' : RSA.name, modulusLength: wanted.bits ?? RSA.modulusLength };
  const keys = (await webcrypto.subtle.generateKey(wanted.curve ? CURVE : rsa, true, [
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
  const purposes = wanted.purposes ?? (wanted.timeStamping ? ['1.3.6.1.5.5.7.3.8'] : undefined);
  const bits = new asn1.BitString({
    valueHex: new Uint8Array([wanted.usage ?? (wanted.authority ? 0x06 : 0xc0)]).buffer,
  });
  const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = true) =>
    new Extension({ extnID, critical, extnValue: value.toBER() });
  certificate.extensions = [
    extension('2.5.29.19', new BasicConstraints({ cA: wanted.authority ?? false }).toSchema()),
    extension('2.5.29.15', bits),
    ...(purposes ? [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: purposes }).toSchema())] : []),
    ...(wanted.critical ? [extension(wanted.critical, new asn1.Null())] : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  const by = wanted.by?.key ?? keys.privateKey;
  await certificate.sign(by, 'SHA-256');
  if (wanted.digest) signAgain(certificate, by, wanted.digest);
  // as it would be read from a file
  return { certificate: Certificate.fromBER(certificate.toSchema(true).toBER()), key: keys.privateKey };
}

/** Old digests that `pkijs` does not sign with; the key must be one of RSA. */
function signAgain(certificate: Certificate, by: CryptoKey, digest: 'md5' | 'sha1'): void {
  const algorithm = {
    algorithmId: digest === 'md5' ? '1.2.840.113549.1.1.4' : '1.2.840.113549.1.1.5',
    algorithmParams: new asn1.Null(),
  };
  certificate.signature = new AlgorithmIdentifier(algorithm);
  certificate.signatureAlgorithm = new AlgorithmIdentifier(algorithm);
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  const value = sign(digest, certificate.tbsView, KeyObject.from(by));
  certificate.signatureValue = new asn1.BitString({ valueHex: new Uint8Array(value).buffer });
}

/** An object of a PDF with its number. */
export type Numbered = readonly [number, string];

export interface RevisionWanted {
  root?: string;
  info?: string | null;
  /** Put in place of the table. */
  table?: string;
  /** More entries of the trailer. */
  more?: string;
}

/** Where the last cross-reference table of a file stands. */
const tableOf = (pdf: Uint8Array): number =>
  Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf.subarray(-200)).toString('latin1'))?.[1] ?? 0);
const padded = (at: number): string => String(at).padStart(10, '0');

/** One more revision of a file, as writers of PDF put it behind: objects, the table of them, the trailer. */
export function addRevision(pdf: Uint8Array, objects: readonly Numbered[], wanted: RevisionWanted = {}): Buffer {
  const before = tableOf(pdf);
  let text = '';
  const places: [number, number][] = [];
  for (const [number, body] of objects) {
    places.push([number, pdf.length + text.length]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const table = pdf.length + text.length;
  const entries = places.map(([number, at]) => `${number} 1\n${padded(at)} 00000 n \n`).join('');
  const info = wanted.info === null ? '' : `/Info ${wanted.info ?? '4 0 R'} `;
  const trailer = `/Size 90 /Root ${wanted.root ?? '1 0 R'} ${info}${before ? `/Prev ${before} ` : ''}${wanted.more ?? ''}`;
  return Buffer.concat([
    pdf,
    Buffer.from(
      `${text}${wanted.table ?? `xref\n0 1\n0000000000 65535 f \n${entries}`}trailer\n<< ${trailer}>>\nstartxref\n${table}\n%%EOF\n`,
      'latin1',
    ),
  ]);
}

/** A PDF of one empty page. */
export function plainPdf(title = 'Ke hoach'): Buffer {
  const objects: Numbered[] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'],
    [4, `<< /Title (${title}) >>`],
  ];
  const pdf = addRevision(Buffer.from('%PDF-1.7\n'), objects).toString('latin1');
  return Buffer.from(pdf.replace('/Size 90', '/Size 05'), 'latin1');
}

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
  stamp?: { by: Holder; at: string; chain?: readonly Certificate[]; imprint?: 'SHA-1' };
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
  const text = Buffer.from(pdf).toString('latin1');
  const number = Math.max(...Array.from(text.matchAll(/\/Size (\d+)/g), ([, size]) => Number(size)));
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const root = /\/Root (\d+ 0 R)/.exec(trailer)![1]!;
  const [info] = /\/Info \d+ 0 R /.exec(trailer) ?? [''];
  const subFilter = wanted.subFilter ?? (wanted.asTimeStamp ? 'ETSI.RFC3161' : 'adbe.pkcs7.detached');
  const type = wanted.asTimeStamp ? 'DocTimeStamp' : 'Sig';
  const head = `${number} 0 obj\n<< /Type /${type} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC] /Contents `;
  const start = pdf.length + head.length;
  const behind = start + ROOM + 2;
  const end = ' >>\nendobj\n';
  const table = behind + end.length;
  const tail = `${end}xref\n${number} 1\n${padded(pdf.length)} 00000 n \ntrailer\n<< /Size ${number + 1} /Root ${root} ${info}/Prev ${tableOf(pdf)} >>\nstartxref\n${table}\n%%EOF\n`;
  const said = head
    .replace('AAAAAAAAAA', padded(start))
    .replace('BBBBBBBBBB', padded(behind))
    .replace('CCCCCCCCCC', padded(tail.length));
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
  stamp: { by: Holder; at: string; chain: readonly Certificate[]; imprint?: 'SHA-1' },
): Promise<ArrayBuffer> {
  const imprint = stamp.imprint ?? 'SHA-256';
  const stated = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: DIGEST_OIDS[imprint] }),
      hashedMessage: octets(hashed(imprint, over)),
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
