import type { Run } from './layout.rules.js';

/** A word set in one style, with its width; `glued`: it follows the word before it without a blank. */
interface Word {
  text: string;
  bold: boolean;
  italic: boolean;
  width: number;
  glued: boolean;
}

/** A line of a paragraph: its words, and how much of the measure they leave. */
export interface SetLine {
  words: readonly Word[];
  width: number;
  /** blanks between the words */
  gaps: number;
  last: boolean;
}

export type Measure = (text: string, style: { bold: boolean; italic: boolean }) => number;

/**
 * Breaks runs into lines no wider than the measure. Vietnamese is not hyphenated: its syllables are words.
 * @param first  measure of the first line
 */
export function linesOf(
  runs: readonly Run[],
  measure: Measure,
  { first, rest }: { first: number; rest: number },
): SetLine[] {
  const lines: SetLine[] = [];
  let words: Word[] = [];
  let width = 0;
  let gaps = 0;
  const end = (last: boolean) => {
    lines.push({ words, width, gaps, last });
    words = [];
    width = 0;
    gaps = 0;
  };
  for (const word of wordsOf(runs, measure)) {
    const blank = words.length === 0 || word.glued ? 0 : measure(' ', word);
    if (words.length > 0 && !word.glued && width + blank + word.width > (lines.length === 0 ? first : rest)) end(false);
    else {
      width += blank;
      gaps += blank > 0 ? 1 : 0;
    }
    words.push(word);
    width += word.width;
  }
  if (words.length > 0 || lines.length === 0) end(true);
  return lines;
}

function wordsOf(runs: readonly Run[], measure: Measure): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const { text, bold = false, italic = false } of runs) {
    for (const piece of text.split(/( +)/)) {
      if (piece === '') continue;
      const blank = piece.trim() === '' && !piece.includes('\u00a0');
      if (!blank)
        words.push({
          text: piece,
          bold,
          italic,
          width: measure(piece, { bold, italic }),
          glued: open && words.length > 0,
        });
      open = !blank;
    }
  }
  return words;
}
