import { crc32, deflateRawSync } from 'node:zlib';
import { docxOf, zipOf } from './zip-of.js';

/** A .zip whose directory names one stretch of deflated bytes many times: each file overlaps all others. */
export function overlappingZip(files: number, bytesEach: number): Uint8Array {
  const content = Buffer.alloc(bytesEach);
  const packed = deflateRawSync(content, { level: 9 });
  const crc = crc32(content);
  const name = Buffer.from('a.txt');
  const sizes = (header: Buffer, at: number): void => {
    header.writeUInt32LE(crc, at);
    header.writeUInt32LE(packed.length, at + 4);
    header.writeUInt32LE(bytesEach, at + 8);
    header.writeUInt16LE(name.length, at + 12);
  };
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  sizes(local, 14);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  sizes(central, 16);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(files * (central.length + name.length), 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([
    local,
    name,
    packed,
    ...Array.from({ length: files }, () => Buffer.concat([central, name])),
    end,
  ]);
}

/** Archives within archives, each holding several of the next. */
export async function nestedZip(depth: number, width: number, content: Uint8Array): Promise<Uint8Array> {
  let inner: Uint8Array = await zipOf({ 'a.txt': content });
  for (let level = 0; level < depth; level++)
    inner = await zipOf(Object.fromEntries(Array.from({ length: width }, (_, i) => [`${String(i)}.zip`, inner])));
  return inner;
}

/** "Billion laughs": entities of entities. */
export const laughingDocx = (): Promise<Uint8Array> => {
  const entities = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${String(i + 1)} "${`&l${String(i)};`.repeat(10)}">`,
  ).join('');
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<!DOCTYPE d [<!ENTITY l0 "lol">${entities}]><w:document><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>`,
  });
};

/** A million elements, each within the one before. */
export const deepDocx = (elements: number): Promise<Uint8Array> =>
  docxOf('<w:sdt>'.repeat(elements) + '</w:sdt>'.repeat(elements));

/** A sheet of very many rows. */
export const longSheet = (rows: number): Promise<Uint8Array> =>
  zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${Array.from(
      { length: rows },
      (_, i) => `<row r="${String(i + 1)}"><c r="A${String(i + 1)}"><v>${String((i * 7919) % 1_000_003)}</v></c></row>`,
    ).join('')}</sheetData></worksheet>`,
  });

/** A PDF whose page tree has itself as its child, and whose contents draw themselves. */
export const recursivePdf = (): Uint8Array =>
  Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj',
      '4 0 obj<</Length 4>>stream\n/X Do\nendstream endobj',
      '5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 4>>stream\n/X Do\nendstream endobj',
      'trailer<</Root 1 0 R/Size 6>>',
      '%%EOF',
    ].join('\n'),
  );
