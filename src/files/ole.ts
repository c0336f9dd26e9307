import xlsx from '@e965/xlsx';
import { Refusal } from './refusal.rules.js';

const ENCRYPTED_FLAG = 0x01;
const FLAGS_AT = 0x0b;

/**
 * What an OLE file holds, by its streams.
 * @throws Refusal `encrypted`, `unsupported`, `broken`
 */
export function oleKind(bytes: Uint8Array): 'doc' | 'xls' {
  const file = opened(bytes);
  const stream = (name: string) => xlsx.CFB.find(file, `/${name}`);
  if (stream('EncryptedPackage')) throw new Refusal('encrypted');
  const word = stream('WordDocument');
  if (word) {
    if ((Number(word.content[FLAGS_AT] ?? 0) & ENCRYPTED_FLAG) !== 0) throw new Refusal('encrypted');
    return 'doc';
  }
  if (stream('Workbook') ?? stream('Book')) return 'xls';
  throw new Refusal('unsupported');
}

function opened(bytes: Uint8Array): ReturnType<typeof xlsx.CFB.read> {
  try {
    return xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  } catch {
    throw new Refusal('broken');
  }
}
