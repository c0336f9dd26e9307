import { isSyllable } from '../platform/syllable.rules.js';

const SAMPLE_AT_MOST = 40_000;
const BETWEEN_WORDS = /[\s!-/:-@[-`{-~“”‘’«»–—…•°§²³·−\u00a0]+/u;
// eslint-disable-next-line no-control-regex -- what is plain ASCII says nothing about an encoding
const ASCII = /^[\0-\x7f]*$/;

/** How Vietnamese a decoded text is, judged by its words with letters beyond ASCII. */
export interface Share {
  /** words that are built as Vietnamese syllables */
  good: number;
  /** words that are not */
  bad: number;
  /** good among both, 0 where there is neither */
  share: number;
}

/** Judges the beginning of a text. Words in ASCII alone are the same in every encoding and count for nothing. */
export function vietnameseShare(text: string): Share {
  let good = 0;
  let bad = 0;
  for (const word of text.slice(0, SAMPLE_AT_MOST).normalize('NFC').split(BETWEEN_WORDS)) {
    if (ASCII.test(word)) continue;
    if (isSyllable(word)) good++;
    else bad++;
  }
  return { good, bad, share: good + bad === 0 ? 0 : good / (good + bad) };
}
