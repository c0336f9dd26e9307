import type { ArrivedFile, EncodingName } from '../files/index.js';
import { Turns } from './read-file-turns.js';
import type { FileRead, Trust } from './read-here.js';
import { ReadingChild, READING_SECONDS_AT_MOST } from './reading-child.js';

export type { FileRead } from './read-here.js';

/** How many files are read at once; the others wait their turn. */
const CHILDREN_AT_MOST = 2;

export interface ReadOptions {
  /** leaves the file out: what reads it is killed, and the promise is rejected with the reason */
  signal?: AbortSignal | undefined;
  /** whose turn it takes: files of one turn wait for one another, those of others are read in between */
  turn?: string | undefined;
  /** what signatures of PDFs are verified against; without it none is */
  trust?: Trust | undefined;
}

type FileToRead = ArrivedFile & { encoding?: EncodingName | undefined };

/** A few child processes and those who wait for one. */
export class ReaderPool {
  private readonly children: Turns<ReadingChild>;

  constructor(secondsAtMost = READING_SECONDS_AT_MOST, children = CHILDREN_AT_MOST) {
    this.children = new Turns(Array.from({ length: children }, () => new ReadingChild(secondsAtMost)));
  }

  read({ name, bytes, encoding }: FileToRead, { signal, turn = '', trust }: ReadOptions = {}): Promise<FileRead> {
    return this.children.use(turn, signal, (child) => child.read({ name, bytes, encoding, trust }, signal));
  }

  /** Ends the children; they start again with the next file. */
  end(): void {
    for (const child of this.children.idle()) child.end();
  }
}

const pool = new ReaderPool();

/**
 * Opens and reads a file of any kind in a child process, and verifies its signatures there: whatever the file does, it does
 * it there. Nothing of what is marked secret comes back, neither text nor name. All that comes back can be stored.
 * @param file.encoding  in what its text is written, where the detection was wrong
 */
export const readFile = (file: FileToRead, options: ReadOptions = {}): Promise<FileRead> => pool.read(file, options);
