import { searchKey } from '../platform/text.js';

/** Words in a row that make one shingle: three tell letters apart, and one misread word spoils only three of them. */
const RUN = 3;
/** A short text is kept whole; of a long one every eighth shingle, chosen by its hash, stands for the rest. */
const KEPT_WHOLE = 128;
const ONE_OF = 8;
/**
 * From here on two texts count as one paper. A numbered copy that was scanned with every tenth word misread still shares
 * 0.54 of all runs with its draft; of different papers of the corpus no two share more than an eighth, their headings and
 * closing phrases (test/rules/registers-similarity.test.ts). Between them is room for letters written after one pattern:
 * those a clerk tells apart, who sees every difference before joining.
 */
export const SAME_PAPER = 0.45;
/** A few runs prove nothing: a subject of five words stands in many papers. */
const FEWEST = 12;

/** A 53-bit hash of a part of a text, the same in every run (cyrb53: two 32-bit multiplicative streams). */
function hashOf(text: string, from: number, to: number): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/**
 * The runs of three words of a text, as hashes. Words are compared without accents, case and punctuation, so that
 * another format, another encoding or a lost accent changes nothing.
 */
export function shinglesOf(text: string): ReadonlySet<number> {
  const key = searchKey(text);
  const ends: number[] = [];
  for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1)) ends.push(at);
  ends.push(key.length);
  const runs = Math.max(1, ends.length - RUN + 1);
  const startOf = (word: number): number => (word === 0 ? 0 : ends[word - 1]! + 1);
  return new Set(
    Array.from({ length: runs }, (_, i) => hashOf(key, startOf(i), ends[Math.min(i + RUN, ends.length) - 1]!)),
  );
}

/** What is stored of a draft to find it by: the same shingle is always kept or always left out. */
export function sampleOf(shingles: ReadonlySet<number>): number[] {
  const all = [...shingles];
  return all.length <= KEPT_WHOLE ? all : all.filter((hash) => hash % ONE_OF === 0);
}

function common(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let count = 0;
  for (const hash of one) if (other.has(hash)) count += 1;
  return count;
}

/**
 * How alike a draft and a copy are, 0..1: the share of all runs that both have; of a draft that was entered field by
 * field, which is only a part of its letter, the share of its runs that the copy has. A few words are like nothing.
 */
export function similarity(draft: ReadonlySet<number>, copy: ReadonlySet<number>, isWhole = true): number {
  const shared = common(draft, copy);
  return shared / Math.max(FEWEST, isWhole ? draft.size + copy.size - shared : draft.size);
}
