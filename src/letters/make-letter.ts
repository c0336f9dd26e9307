import { tooLarge, tooMany } from '../platform/errors.js';
import { LetterWorker, type LetterJob } from './letter-worker.js';

/** Of a letter with its fields: a paper of 300 KB, the longest that is taken in, stays below. */
export const LETTER_BYTES_AT_MOST = 400 * 1024;
/** Letters that wait for the one that is being made. */
export const WAITING_AT_MOST = 20;

/** Those who wait for the worker, in the order they came. */
export class LetterQueue {
  private last: Promise<unknown> = Promise.resolve();
  private asked = 0;

  constructor(private readonly worker = new LetterWorker()) {}

  /**
   * Sets a letter outside the thread that answers requests.
   * @throws ProductError `too-large`, `too-many` where as many wait already, `unavailable` where it takes too long
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
    const made = this.last.then(() => this.worker.make(job)).finally(() => this.asked--);
    this.last = made.catch(() => undefined);
    return made;
  }
}

const queue = new LetterQueue();

export const makeLetter = (job: LetterJob): Promise<Buffer> => queue.make(job);
