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

/** What people are chased by, and what tells of it. */
const CHASING = /^src\/(bulk-acts|calendar-changes|chasing|contactability|directives|links|mail|replies|watchdog)\//;
const ofChasing = vietnamese.filter((path) => CHASING.test(path));

/** Behind a one these are no plurals. */
const NO_PLURAL = 'is|was|has|does|gets|signs|papers, 1, step';
const MANY_OF_ONE = new RegExp(
  `\\b1 (?:more |working |official |root )*(?!(?:${NO_PLURAL})\\b)(?:[a-z]+[^s\\W]s|units?\\b \\w+ (?:are|have|wait))\\b`,
);

/** What a text says of one thing, whether it takes counts as numbers or as they are written; all that it can be asked. */
const ofOne = (words: unknown): string[] => {
  if (typeof words === 'object' && words !== null) return Object.values(words).flatMap(ofOne);
  if (typeof words !== 'function') return [];
  const said = [1, '1'].flatMap((one) => {
    try {
      const text: unknown = words(...Array.from({ length: words.length }, () => one));
      return typeof text === 'string' ? [text] : [];
    } catch {
      return [];
    }
  });
  return said.every((text) => MANY_OF_ONE.test(text)) ? said.slice(0, 1) : [];
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

  it('count one thing in the singular, in English', async () => {
    const english = await Promise.all(ofChasing.map((path) => wordsIn(path.replace('.vi.', '.en.'))));
    expect(english.flatMap(ofOne)).toEqual([]);
    expect(ofOne({ a: (n: number) => `${n} units`, b: (n: string) => (n === '1' ? '1 unit' : `${n} units`) })).toEqual([
      '1 units',
    ]);
  });

  it('that are missing in one language are found by this guard', () => {
    const vi = { title: 'Văn bản', due: (on: string) => on, tabs: { open: 'Đang mở', done: 'Đã xong' } };
    const en = { title: 'Directives', due: () => '', tabs: { open: 'Open' } };
    expect(shapeOf(en)).not.toEqual(shapeOf(vi));
    expect(shapeOf(vi).filter((line) => !shapeOf(en).includes(line))).toEqual(['.due takes 1', '.tabs.done string']);
  });
});
