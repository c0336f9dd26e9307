import type { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Budget } from './budget.js';
import { PARTS_AT_MOST } from './limits.rules.js';
import { Refusal } from './refusal.rules.js';
import { storableName } from './storable.rules.js';
import { vietnameseShare } from './vietnamese-share.rules.js';

/** A file in an archive; `bytes` is counted against the budget while it is inflated, whatever its header says. */
export interface ZipEntry {
  name: string;
  bytes(): Promise<Uint8Array>;
}

const LINK = 0xa000;
const KIND_OF_FILE = 0xf000;

/**
 * The files of an archive, in its order: no folders, no links; names without the ways out of it.
 * @throws Refusal `broken`, `encrypted`, `too-many`, `bomb`
 */
export async function* entriesOf(bytes: Uint8Array, budget: Budget): AsyncGenerator<ZipEntry> {
  const zip = await asRefusal(
    fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      decodeStrings: false,
      lazyEntries: true,
    }),
  );
  let parts = 0;
  const entries = zip.eachEntry()[Symbol.asyncIterator]();
  for (;;) {
    const next = await asRefusal(entries.next());
    if (next.done) return;
    if (++parts > PARTS_AT_MOST) throw new Refusal('too-many');
    const name = harmless(nameOf(next.value));
    const kind = (next.value.externalFileAttributes >>> 16) & KIND_OF_FILE;
    if (name === '' || name.endsWith('/') || kind === LINK) continue;
    yield { name, bytes: () => inflated(zip, next.value, budget) };
  }
}

async function asRefusal<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken');
  }
}

async function inflated(zip: ZipFile, entry: Entry, budget: Budget): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new Refusal('encrypted');
  const stream: Readable = await asRefusal(zip.openReadStreamPromise(entry));
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      budget.takeBytes(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken');
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}

/** A name as it was meant: UTF-8 where it can be, else the code page of Vietnamese Windows, else of DOS. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).normalize('NFC');
  } catch {
    // whatever its flag says, it is not
  }
  const vietnamese = new TextDecoder('windows-1258').decode(raw).normalize('NFC');
  const { good, bad } = vietnameseShare(vietnamese);
  return good > bad ? vietnamese : iconv.decode(raw, 'cp437').normalize('NFC');
}

/** Nothing is ever written under these names; they are made harmless for those who read them. */
const harmless = (name: string): string =>
  storableName(name)
    .replaceAll('\\', '/')
    .split('/')
    .filter((part, i, parts) => part !== '..' && part !== '.' && (part !== '' || i === parts.length - 1))
    .join('/');

/**
 * The parts of an Office document by name, only those wanted; all that are inflated are counted.
 * @throws Refusal as {@link entriesOf}
 */
export async function partsOf(
  bytes: Uint8Array,
  budget: Budget,
  wanted: (name: string) => boolean,
): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  for await (const entry of entriesOf(bytes, budget)) {
    if (!parts.has(entry.name) && wanted(entry.name)) parts.set(entry.name, await entry.bytes());
  }
  return parts;
}
