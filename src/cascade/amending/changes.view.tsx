import { runsOf, wordsIn as wordsOfText, type Changes } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { instantWords, type Instant } from '../../platform/components/when.js';
import { en } from './words.en.js';
import { vi, type AmendingWords } from './words.vi.js';

export const amendingWords = (locale: Locale): AmendingWords => (locale === 'vi' ? vi : en);

/** A label as it stands before a task; a dash says nothing. */
const labelWords = (label: string): string => (label === '-' ? '' : label);

/** One side of two texts: the words that only it has are marked. */
function Side({ before, after, of }: { before: string; after: string; of: 'before' | 'after' }): JSX.Element {
  const [was, is] = [wordsOfText(before).map(({ text }) => text), wordsOfText(after).map(({ text }) => text)];
  const own = of === 'before' ? was : is;
  return (
    <>
      {runsOf(was, is).map((run) => {
        const words = own.slice(...run[of]).join(' ');
        if (words === '') return <></>;
        if (run.same) return <span safe>{`${words} `}</span>;
        return (
          <>
            {of === 'before' ? <del safe>{words}</del> : <ins safe>{words}</ins>}{' '}
          </>
        );
      })}
    </>
  ); // prettier-ignore
}

function Pair({ title, before, after, words }: { title: string; before: string; after: string; words: AmendingWords }) {
  return (
    <li class="amended">
      <h4 safe>{title}</h4>
      <div class="columns">
        <div>
          <b class="cell-note" safe>
            {words.changes.before}
          </b>
          <p>
            <Side before={before} after={after} of="before" />
          </p>
        </div>
        <div>
          <b class="cell-note" safe>
            {words.changes.after}
          </b>
          <p>
            <Side before={before} after={after} of="after" />
          </p>
        </div>
      </div>
    </li>
  );
}

/** What an amendment changes: each task with the text before and after it side by side, and the deadline. */
export function ChangeList({ changes, locale }: { changes: Changes; locale: Locale }): JSX.Element {
  const words = amendingWords(locale);
  const due = (at: Instant | null): string => (at === null ? words.changes.noDeadline : instantWords(at, locale));
  const pair = (title: string, before: string, after: string) => (
    <Pair title={title} before={before} after={after} words={words} />
  );
  const { changed, added, removed, deadline } = changes;
  if (changed.length + added.length + removed.length === 0 && deadline === null)
    return (
      <p class="muted" safe>
        {words.changes.none}
      </p>
    );
  return (
    <ul class="plain">
      {changed.map((task) => pair(words.changes.changed(labelWords(task.label)), task.before, task.after))}
      {added.map((task) => pair(words.changes.added(labelWords(task.label)), '', task.text))}
      {removed.map((task) => pair(words.changes.removed(labelWords(task.label)), task.text, ''))}
      {deadline === null ? null : pair(words.changes.deadline, due(deadline.before), due(deadline.after))}
    </ul>
  );
}

/** The same as lines of a mail. */
export function changeLines({ changed, added, removed }: Changes, locale: Locale): string[] {
  const words = amendingWords(locale).changes;
  return [
    ...changed.map(({ label, after }) => `${words.changed(labelWords(label))}: ${after}`),
    ...added.map(({ label, text }) => `${words.added(labelWords(label))}: ${text}`),
    ...removed.map(({ label, text }) => `${words.removed(labelWords(label))}: ${text}`),
  ];
}
