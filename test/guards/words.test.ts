import { describe, expect, it } from '@jest/globals';
import { filesOf, inRoot } from './source.js';

/** The shape of a set of words: every path with what is there (text, function of n values, list). */
function shapeOf(words: unknown, at = ''): string[] {
  if (typeof words === 'function') return [`${at} takes ${words.length}`];
  if (typeof words !== 'object' || words === null) return [`${at} ${typeof words}`];
  return Object.entries(words)
    .flatMap(([key, value]) => shapeOf(value, `${at}.${key}`))
    .toSorted();
}

/** Exports of a file of words that are words: `vi` and `en` lose the language in their names. */
async function wordsIn(path: string): Promise<Record<string, unknown>> {
  const module = (await import(inRoot(path))) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(module).map(([name, words]) => [name.replace(/(vi|en)$/i, ''), words]));
}

const vietnamese = filesOf('src/**/words.vi.ts', 'src/**/facts.vi.ts').map(({ path }) => path);
const emptyTexts = (words: unknown, at = ''): string[] => {
  if (typeof words === 'string') return words.trim() === '' ? [at] : [];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => emptyTexts(value, `${at}.${key}`));
};

describe('the words of the product', () => {
  it('stand in files of both languages, in every slice', () => {
    const english = filesOf('src/**/words.en.ts', 'src/**/facts.en.ts').map(({ path }) => path);
    expect(english).toEqual(vietnamese.map((path) => path.replace('.vi.', '.en.')));
  });

  it.each(vietnamese)('%s and its English say the same things', async (path) => {
    const [vi, en] = [await wordsIn(path), await wordsIn(path.replace('.vi.', '.en.'))];
    expect(shapeOf(en)).toEqual(shapeOf(vi));
    expect([...emptyTexts(vi), ...emptyTexts(en)]).toEqual([]);
  });

  it.each(vietnamese)('%s is written in NFC', (path) => {
    const [file] = filesOf(path);
    expect(file!.text).toBe(file!.text.normalize('NFC'));
  });

  it('that are missing in one language are found by this guard', () => {
    const vi = { title: 'Văn bản', due: (on: string) => on, tabs: { open: 'Đang mở', done: 'Đã xong' } };
    const en = { title: 'Directives', due: () => '', tabs: { open: 'Open' } };
    expect(shapeOf(en)).not.toEqual(shapeOf(vi));
    expect(shapeOf(vi).filter((line) => !shapeOf(en).includes(line))).toEqual(['.due takes 1', '.tabs.done string']);
  });
});
