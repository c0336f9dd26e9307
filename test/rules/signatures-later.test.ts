import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifySignatures } from '../../src/signatures/verify-signatures.js';
import { addRevision, certify, derOf, plainPdf, signPdf, type Holder, type Numbered } from '../support/signed-pdf.js';

let root: Holder;
let signed: Buffer;
let signer: Holder;
let stamper: Holder;

beforeAll(async () => {
  root = await certify({ name: 'Gốc thử nghiệm', authority: true, curve: true });
  signer = await certify({ name: 'Nguyễn Văn Thử', by: root, curve: true });
  stamper = await certify({ name: 'Cấp dấu thời gian', by: root, timeStamping: true, curve: true });
  signed = await signPdf(plainPdf(), { signer });
});

const laterOf = async (pdf: Uint8Array) => {
  const [one] = await verifySignatures(pdf, { rootsDer: [derOf(root)], at: new Date('2024-03-20T02:00:00Z') });
  return [one?.outcome, one?.reason, one?.later];
};
const CHANGED = ['cannot-verify', 'changed-after', 'changed'];
const QUIET = ['valid', null, 'validation-data'];
const catalog = (more: string): Numbered => [1, `<< /Type /Catalog /Pages 2 0 R ${more}>>`];
const withStore = catalog('/DSS 20 0 R ');
const stream = (text: string, more = ''): string => `<< /Length ${text.length} ${more}>>\nstream\n${text}\nendstream`;
const store: Numbered[] = [
  [20, '<< /Type /DSS /Certs [21 0 R] /CRLs 22 0 R /VRI 23 0 R >>'],
  [21, stream('DER!')],
  [22, '[24 0 R]'],
  [23, '<< /ABCDEF << /Type /VRI /Cert [21 0 R] /TU (D:20240320) >> >>'],
  [24, stream('CRL!', '/Filter /FlateDecode ')],
];
const stampField: Numbered[] = [
  [30, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 31 0 R >>'],
  [31, '<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <00> >>'],
];
const page = (more: string): Numbered => [3, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more}>>`];

describe('what only later checks need', () => {
  it('are certificates, lists and answers that the catalog leads to', async () => {
    expect(await laterOf(addRevision(signed, [withStore, ...store]))).toEqual(QUIET);
    const twice = addRevision(addRevision(signed, [withStore, ...store]), [[20, '<< /Certs [21 0 R] >>']]);
    expect(await laterOf(twice)).toEqual(QUIET);
    const levels = catalog('/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >> /DSS 20 0 R ');
    expect(await laterOf(addRevision(signed, [levels, ...store]))).toEqual(QUIET);
  });

  it('are time stamps with a field of no size, alone and behind such data', async () => {
    const form = catalog('/AcroForm << /Fields [30 0 R] /SigFlags 3 >> ');
    expect(await laterOf(addRevision(signed, [form, page('/Annots [30 0 R] '), ...stampField]))).toEqual(QUIET);
    const both = await signPdf(addRevision(signed, [withStore, ...store]), {
      signer: stamper, at: '2024-03-12T02:00:00Z', asTimeStamp: true,
    }); // prettier-ignore
    expect(await laterOf(both)).toEqual(QUIET);
  });
});

const changes: [string, readonly Numbered[]][] = [
  ['another tree of pages', [catalog('/DSS 20 0 R /Pages 40 0 R '), ...store]],
  ['pages of the catalog replaced', [[1, '<< /Type /Catalog /Pages 40 0 R /DSS 20 0 R >>'], ...store, [40, '<< >>']]],
  ['an action when it is opened', [catalog('/DSS 20 0 R /OpenAction << /S /URI >> '), ...store]],
  ['a type that stands deeper', [withStore, ...store, [40, '<< /Type /Page /X << /Type /DSS >> >>']]],
  ['a page under the type of validation data', [withStore, ...store, [40, '<< /Type /DSS /Kids [3 0 R] >>']]],
  ['a key that a store does not have', [withStore, [20, '<< /Type /DSS /Certs [21 0 R] /Kids [3 0 R] >>'], store[1]!]],
  ['a stream that nothing names', [withStore, ...store, [40, stream('BT ET')]]],
  ['a stream in place of a signed object', [withStore, [20, '<< /Certs [4 0 R] >>'], [4, stream('BT ET')]]],
  ['a stream that draws', [withStore, [20, '<< /Certs [21 0 R] >>'], [21, stream('q Q', '/Subtype /Form ')]]],
  ['compressed objects', [withStore, ...store, [40, stream('3 0 << /Type /Page >>', '/Type /ObjStm /N 1 /First 4 ')]]],
  ['a stream of cross-references', [withStore, ...store, [40, stream('0000', '/Type /XRef /W [1 2 1] /Size 99 ')]]],
  ['an object inside a stream', [withStore, [20, '<< /Certs [21 0 R] >>'], [21, stream('3 0 obj << >> endobj')]]],
  ['an object inside a string', [withStore, ...store.slice(0, 3), [23, '<< /A << /TU (3 0 obj 1 endobj) >> >>'], store[4]!]],
  ['a page with more on it', [withStore, ...store, page('/Contents 21 0 R ')]],
  ['an annotation', [withStore, ...store, page('/Annots [<< /Subtype /FreeText >>] ')]],
  ['a field that is seen', [[30, stampField[0]![1].replace('[0 0 0 0]', '[0 0 200 80]')], stampField[1]!]],
  ['a field with a look', [[30, stampField[0]![1].replace('/F 132', '/AP << /N 21 0 R >>')], stampField[1]!]],
  ['a field of a signature', [stampField[0]!, [31, stampField[1]![1].replace('DocTimeStamp', 'Sig')]]],
  ['a name that is written otherwise', [[1, '<< /Type /Catalog /Pages 2 0 R /#44SS 20 0 R >>'], ...store]],
  ['a key twice', [[1, '<< /Type /Catalog /Pages 2 0 R /Pages 2 0 R /DSS 20 0 R >>'], ...store]],
  ['a remark in an object', [[1, '<< /Type /Catalog %\n/Pages 2 0 R /DSS 20 0 R >>'], ...store]],
  ['an object twice', [withStore, ...store, [20, '<< >>']]],
  ['the title', [withStore, ...store, [4, '<< /Title (Khac) >>']]],
]; // prettier-ignore

describe('a change behind a signature is one, whatever it is dressed as', () => {
  it.each(changes)('%s', async (_, objects) => {
    expect(await laterOf(addRevision(signed, objects))).toEqual(CHANGED);
  });

  it('another root, other words about the file, a table that leads elsewhere, or none', async () => {
    const all = [withStore, ...store];
    const good = addRevision(signed, all).toString('latin1');
    const table = good.slice(good.lastIndexOf('xref\n0 1'), good.lastIndexOf('trailer'));
    const signedPage = String(signed.indexOf('3 0 obj')).padStart(10, '0');
    for (const wanted of [
      { root: '20 0 R' },
      { info: '20 0 R' },
      { info: null },
      { more: '/XRefStm 9 ' },
      { more: '/Encrypt 20 0 R ' },
      { table: '' },
      { table: `${table}2 1\n${signedPage} 00000 n \n` },
      { table: `${table}3 1\n0000000000 00001 f \n` },
      { table: table.replace(/1 1\n\d{10}/, `1 1\n${signedPage}`) },
      { table: table.replace(/24 1\n\d{10} 00000 n \n/, '') },
    ])
      expect([wanted, await laterOf(addRevision(signed, all, wanted))]).toEqual([wanted, CHANGED]);
    expect(await laterOf(addRevision(signed, all, { table }))).toEqual(QUIET);
    expect(await laterOf(Buffer.concat([Buffer.from(good, 'latin1'), Buffer.from('5 0 obj')]))).toEqual(CHANGED);
    expect(await laterOf(Buffer.from(good.replace(/\/Prev \d+ (?=>>\nstartxref\n\d+\n%%EOF\n$)/, '/Prev 9 '), 'latin1'))).toEqual(CHANGED);
  }); // prettier-ignore

  it('a second document behind it, every object of which bears the type of validation data', async () => {
    const forged: Numbered[] = [
      [51, '<< /X << /Type /DSS >> /Type /Catalog /Pages 52 0 R >>'],
      [52, '<< /X << /Type /DSS >> /Type /Pages /Kids [53 0 R] /Count 1 >>'],
      [53, '<< /X << /Type /DSS >> /Type /Page /Parent 52 0 R /MediaBox [0 0 595 842] /Contents 54 0 R >>'],
      [54, stream('BT (500) Tj ET', '/X << /Type /DSS >> ')],
    ];
    expect(await laterOf(addRevision(signed, forged, { root: '51 0 R', info: null }))).toEqual(CHANGED);
    expect(await laterOf(addRevision(addRevision(signed, [withStore, ...store]), forged, { root: '51 0 R' }))).toEqual(
      CHANGED,
    );
  });

  it('is seen though a time stamp of anybody stands behind it', async () => {
    const pdf = await signPdf(addRevision(signed, [page('/Contents 21 0 R ')]), {
      signer: stamper, at: '2024-03-12T02:00:00Z', asTimeStamp: true,
    }); // prettier-ignore
    expect(await laterOf(pdf)).toEqual(CHANGED);
  });
});
