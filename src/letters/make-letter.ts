import { tooLarge, tooMany, unavailable } from '../platform/errors.js';
import { ChildEnded, ForkedChild } from '../platform/forked-child.js';
import type { Letter } from './letter.rules.js';

/** What the child is asked. */
export interface LetterJob {
  letter: Letter;
  format: 'docx' | 'pdf';
}

/** Of a letter with its fields: a paper of 300 KB, the longest that is taken in, stays below. */
export const LETTER_BYTES_AT_MOST = 400 * 1024;
/** Letters that wait for the one that is being made. */
export const WAITING_AT_MOST = 20;
/** How long one letter may take; the longest take one or two. */
const SECONDS_AT_MOST = 20;
/** A PDF of 300 KB of text asks for 130. */
const HEAP_MEGABYTES = 256;

// tests run the sources, and the child must be compiled
const compiled = import.meta.url.endsWith('.ts') ? '../../dist/src/letters/letter.child.js' : './letter.child.js';
const PROGRAM = new URL(compiled, import.meta.url);

/** Letters are made by one child process, in the order they were asked for. */
export class LetterQueue {
  private readonly child: ForkedChild<LetterJob, Uint8Array>;
  private last: Promise<unknown> = Promise.resolve();
  private asked = 0;

  constructor(secondsAtMost = SECONDS_AT_MOST) {
    this.child = new ForkedChild({ program: PROGRAM, heapMegabytes: HEAP_MEGABYTES, secondsAtMost });
  }

  /**
   * Sets a letter outside the process that answers requests.
   * @throws ProductError `too-large`, `too-many` where as many wait already, `unavailable` where it takes too much
   */
  async make(job: LetterJob): Promise<Buffer> {
    if (Buffer.byteLength(JSON.stringify(job.letter)) > LETTER_BYTES_AT_MOST)
      throw tooLarge(
        'Văn bản quá dài, không lập được tệp để ký (tối đa 400 KB chữ). Hãy dùng tệp gốc của văn bản.',
        'The paper is too long to be made as a file to sign (at most 400 KB of text). Use the original file of the paper.',
      );
    if (this.asked > WAITING_AT_MOST)
      throw tooMany(
        'Đang có nhiều tệp chờ lập. Hãy thử lại sau ít phút.',
        'Many files are being made just now. Try again in a few minutes.',
      );
    this.asked++;
    const made = this.last.then(() => this.ask(job)).finally(() => this.asked--);
    this.last = made.catch(() => undefined);
    return made;
  }

  private async ask(job: LetterJob): Promise<Buffer> {
    const bytes = await this.child.ask(job).catch((error: unknown) => {
      // what crashes is a defect of ours, and is kept as one
      if (!(error instanceof ChildEnded) || error.how === 'crashed') throw error;
      throw unavailable(
        'Chưa lập được tệp: văn bản cần quá nhiều bộ nhớ hoặc thời gian. Hãy thử lại, hoặc chọn định dạng khác.',
        'The file could not be made: the paper takes too much memory or time. Try again, or choose the other format.',
      );
    });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

const queue = new LetterQueue();

export const makeLetter = (job: LetterJob): Promise<Buffer> => queue.make(job);
