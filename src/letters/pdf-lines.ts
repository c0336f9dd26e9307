import type { Run } from './layout.rules.js';

/** A word set in one style, with its width; `glued`: it follows the word before it without a blank; `cut`: it is the rest of a word. */
interface Word {
  text: string;
  bold: boolean;
  italic: boolean;
  width: number;
  glued: boolean;
  cut: boolean;
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
 * Breaks runs into lines no wider than the measure. Vietnamese is not hyphenated: its syllables are words. What
 * has no blanks and is longer than a line, a link or a row of dashes, is cut where the line is full.
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
  for (const word of wordsOf(runs, measure, Math.min(first, rest))) {
    const blank = words.length === 0 || word.glued ? 0 : measure(' ', word);
    if (
      words.length > 0 &&
      (word.cut || !word.glued) &&
      width + blank + word.width > (lines.length === 0 ? first : rest)
    )
      end(false);
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

function wordsOf(runs: readonly Run[], measure: Measure, widest: number): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const { text, bold = false, italic = false } of runs) {
    const style = { bold, italic };
    for (const piece of text.split(/( +)/)) {
      if (piece === '') continue;
      const blank = piece.trim() === '' && !piece.includes('\u00a0');
      if (!blank)
        for (const [i, part] of fitting(piece, (said) => measure(said, style), widest).entries())
          words.push({ ...part, ...style, glued: i > 0 || (open && words.length > 0), cut: i > 0 });
      open = !blank;
    }
  }
  return words;
}

/** A word in parts that are no wider than a line. */
function fitting(word: string, widthOf: (text: string) => number, widest: number): { text: string; width: number }[] {
  const whole = widthOf(word);
  if (whole <= widest) return [{ text: word, width: whole }];
  const parts = [{ text: '', width: 0 }];
  for (const character of word) {
    const width = widthOf(character);
    let last = parts.at(-1)!;
    if (last.text !== '' && last.width + width > widest) parts.push((last = { text: '', width: 0 }));
    last.text += character;
    last.width += width;
  }
  return parts;
}
