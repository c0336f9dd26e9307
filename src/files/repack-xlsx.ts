import xlsx from '@e965/xlsx';
import type { Budget } from './budget.js';
import { SHEET_PART_BYTES_AT_MOST } from './limits.rules.js';
import { Refusal } from './refusal.rules.js';
import { partsOf } from './unzip.js';

const WANTED = /\.(?:xml|rels)$/i;

/**
 * An .xlsx with only the parts that a parser of sheets needs, newly packed: what it unfolds has been counted.
 * @throws Refusal `unsupported` where it is no workbook, `too-large`, `bomb`
 */
export async function repackedXlsx(bytes: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const parts = await partsOf(bytes, budget, (name) => WANTED.test(name));
  if (!parts.has('xl/workbook.xml')) throw new Refusal('unsupported');
  const packed = xlsx.CFB.utils.cfb_new();
  for (const [name, part] of parts) {
    if (part.length > SHEET_PART_BYTES_AT_MOST) throw new Refusal('too-large');
    // no document types: nothing in a sheet may unfold
    if (Buffer.from(part.subarray(0, 1000)).includes('<!DOCTYPE')) throw new Refusal('bomb');
    xlsx.CFB.utils.cfb_add(packed, `/${name}`, Buffer.from(part));
  }
  return xlsx.CFB.write(packed, { type: 'buffer', fileType: 'zip' }) as Buffer;
}
