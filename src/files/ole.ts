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
  if (stream('Workbook') ?? stream('Book')) {
    for (const name of ['\x05SummaryInformation', '\x05DocumentSummaryInformation'])
      if (!isSound(Buffer.from(stream(name)?.content ?? []))) throw new Refusal('broken');
    return 'xls';
  }
  throw new Refusal('unsupported');
}

/** The file that an object of Windows wraps; null where it wraps none, or is one of its own. */
export function packageIn(bytes: Uint8Array): { name: string; bytes: Uint8Array } | null {
  try {
    const file = xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' });
    const content = (name: string) => xlsx.CFB.find(file, `/${name}`)?.content as Uint8Array | undefined;
    const whole = content('Package') ?? content('CONTENTS');
    if (whole) return { name: 'object', bytes: Uint8Array.from(whole) };
    const native = content('\x01Ole10Native');
    return native ? nativeFile(Buffer.from(native)) : null;
  } catch {
    return null; // what is no such object is looked at as it is
  }
}

const NATIVE_NAME_AT = 6;

/** Its length, two bytes, its name, where it was, eight bytes, where it was put meanwhile (with its length), its bytes. */
function nativeFile(stream: Buffer): { name: string; bytes: Uint8Array } {
  const nameEnd = stream.indexOf(0, NATIVE_NAME_AT);
  const name = stream.subarray(NATIVE_NAME_AT, nameEnd).toString('latin1');
  const at = stream.indexOf(0, nameEnd + 1) + 1 + 4;
  const from = at + 4 + stream.readUInt32LE(at);
  return { name, bytes: stream.subarray(from + 4, from + 4 + stream.readUInt32LE(from)) };
}

function opened(bytes: Uint8Array): ReturnType<typeof xlsx.CFB.read> {
  try {
    return xlsx.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  } catch {
    throw new Refusal('broken');
  }
}

const PROPERTIES_AT_MOST = 500;
const SETS_AT_MOST = 2;
const SETS_AT = 24;
const FIRST_SET_AT = 44;
const SET_LENGTH = 20;

/** Whether a stream of properties counts no more than it may: the parser of workbooks believes what it says. */
function isSound(stream: Buffer): boolean {
  if (stream.length === 0) return true;
  if (stream.length < FIRST_SET_AT + 4) return false;
  const sets = stream.readUInt32LE(SETS_AT);
  if (sets > SETS_AT_MOST) return false;
  return Array.from({ length: sets }, (_, i) => FIRST_SET_AT + i * SET_LENGTH).every((at) => {
    const offset = at + 4 <= stream.length ? stream.readUInt32LE(at) : stream.length;
    return offset + 8 <= stream.length && stream.readUInt32LE(offset + 4) <= PROPERTIES_AT_MOST;
  });
}
