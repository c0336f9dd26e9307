import {
  EXPANDED_BYTES_AT_MOST,
  EXPANSION_RATIO_AT_MOST,
  FILES_AT_MOST,
  PAPERS_AT_MOST,
  GIVEN_BYTES_AT_MOST,
  RATIO_COUNTS_FROM_BYTES,
} from './limits.rules.js';
import { Refusal } from './refusal.rules.js';

/** What one file that arrived may use up, counted over everything in it. */
export class Budget {
  private expandedBytes = 0;
  private files = 0;
  private papers = 0;
  private givenBytes = 0;

  constructor(private readonly arrivedBytes: number) {}

  /** @throws Refusal `bomb` where the file has unfolded to more than it may */
  takeBytes(bytes: number): void {
    this.expandedBytes += bytes;
    const tooManyTimes =
      this.expandedBytes > RATIO_COUNTS_FROM_BYTES && this.expandedBytes > this.arrivedBytes * EXPANSION_RATIO_AT_MOST;
    if (tooManyTimes || this.expandedBytes > EXPANDED_BYTES_AT_MOST) throw new Refusal('bomb');
  }

  /** @throws Refusal `too-many` where the file holds more files than it may */
  takeFile(): void {
    if (++this.files > FILES_AT_MOST) throw new Refusal('too-many');
  }

  /**
   * Counts a paper among what one file gives: the bytes and the characters that are handed on.
   * @throws Refusal `too-many` papers, `bomb` where all together are too large
   */
  takePaper(bytes: number, characters: number): void {
    this.givenBytes += bytes + 2 * characters;
    if (++this.papers > PAPERS_AT_MOST) throw new Refusal('too-many');
    if (this.givenBytes > GIVEN_BYTES_AT_MOST) throw new Refusal('bomb');
  }
}
