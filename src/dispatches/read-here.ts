import { openFile, type ArrivedFile, type EncodingName, type OpenedPaper, type RefusalCode } from '../files/index.js';
import { readDispatch } from './reading/read-dispatch.rules.js';
import type { SignatureFound, verifySignatures } from '../signatures/index.js';
import type { Reading } from './reading/reading.rules.js';
import { isMarkedBeside, isMarkedName } from './secrecy-beside.rules.js';

export type Trust = Parameters<typeof verifySignatures>[1];

/** What became of a file: its papers, each read, and what of it was refused; a secret's origin is not told. */
export interface FileRead {
  papers: (Omit<OpenedPaper, 'besides' | 'within'> & { reading: Reading; signatures: SignatureFound[] })[];
  refused: { origin: string | null; code: RefusalCode }[];
}

const SECRET = { origin: null, code: 'secret' } as const;

/**
 * Opens and reads a file in this process. Nothing that is marked secret is in the answer, neither text nor name.
 * A mail's own text counts as a paper only where it reads like one, or where nothing else is there.
 * @param trust  what signatures of PDFs are verified against; without it none is
 */
export async function readHere(file: ArrivedFile, encoding?: EncodingName, trust?: Trust): Promise<FileRead> {
  if (isMarkedName(file.name)) return { papers: [], refused: [SECRET] };
  const opened = await openFile(file, { encoding });
  const refused: FileRead['refused'] = opened.refused.map(({ origin, code, besides }) => ({
    origin: isMarkedName(origin) || besides.some(isMarkedBeside) ? null : origin,
    code,
  }));
  const papers: FileRead['papers'] = [];
  for (const { besides, within, ...paper } of opened.papers) {
    const marked = isMarkedAround({ ...paper, besides, within }) || within.some(isMarked);
    const reading = marked ? null : readDispatch(paper.text);
    if (reading === null || reading.secrecy.value !== null) refused.push(SECRET);
    else papers.push({ ...paper, reading, signatures: await signaturesIn(paper, trust) });
  }
  return { papers: withoutCoveringNotes(papers, refused), refused };
}

async function signaturesIn(
  { format, bytes }: { format: string; bytes: Uint8Array },
  trust: Trust | undefined,
): Promise<SignatureFound[]> {
  if (format !== 'pdf' || !trust || !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/ByteRange'))
    return [];
  // only here: most files have no signature, and what verifies them takes its time to load
  const { verifySignatures } = await import('../signatures/index.js');
  return verifySignatures(bytes, trust);
}

/** Whether what stands beside a paper, or where it was, is marked. */
const isMarkedAround = ({ besides, origin }: OpenedPaper): boolean =>
  isMarkedName(origin) || besides.some(isMarkedBeside);

/** Whether a paper that is a file within another one is marked anywhere. */
const isMarked = (paper: OpenedPaper): boolean =>
  isMarkedAround(paper) || readDispatch(paper.text).secrecy.value !== null || paper.within.some(isMarked);

/** A mail's own text is dropped where it says no more than what is attached, and where it came with a secret. */
function withoutCoveringNotes(papers: FileRead['papers'], refused: FileRead['refused']): FileRead['papers'] {
  const alone = papers.length === 1 && refused.length === 0;
  const withSecret = refused.some(({ code }) => code === 'secret');
  return papers.filter(
    ({ format, reading }) => format !== 'eml' || (!withSecret && (alone || readsLikePaper(reading))),
  );
}

/** A kind that is only supposed, as of any text that is sent to somebody, makes no paper. */
const KIND_SUPPOSED = 0.5;
const readsLikePaper = ({ kind, number, symbol }: Reading): boolean =>
  (kind.value !== null && kind.confidence > KIND_SUPPOSED) || number.value !== null || symbol.value !== null;
