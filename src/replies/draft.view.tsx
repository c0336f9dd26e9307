import type { Locale } from '../platform/caller.js';
import { Submit, TextArea } from '../platform/components/form.js';
import { instantWords } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import type { DraftRow } from './drafts.queries.js';
import { repliesWords } from './words.rules.js';

function Files({ draft, locale }: { draft: DraftRow; locale: Locale }): JSX.Element {
  const words = repliesWords(locale).draft;
  return (
    <ul>
      {draft.files.map(({ n, name, bytes }) => (
        <li>
          <a href={`/replies/drafts/${draft.id}/files/${String(n)}`} safe>
            {name}
          </a>{' '}
          <span class="muted" safe>
            {words.bytes(countWords(Math.ceil(bytes / 1024), locale))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Open({ draft, mayReport, locale }: { draft: DraftRow; mayReport: boolean; locale: Locale }): JSX.Element {
  const words = repliesWords(locale).draft;
  const action = `/replies/drafts/${draft.id}`;
  return (
    <>
      <p safe>{words.intro(draft.from ?? '–', instantWords(draft.madeAt, locale))}</p>
      <p safe>{`${words.files}:`}</p>
      <Files draft={draft} locale={locale} />
      {mayReport ? (
        <form method="post" action={`${action}/submit`} class="act">
          <TextArea id={`text-${draft.id}`} name="text" label={words.text} value={draft.text} rows={8} required />
          <Submit label={words.submit} icon="send" />
        </form>
      ) : (
        <div class="paper-text" safe>
          {draft.text}
        </div>
      )}
      <form method="post" action={`${action}/discard`} class="act">
        <Submit label={words.discard} look="quiet" />
      </form>
    </>
  );
}

/** Drafts that came by mail: to look at and send, or, once one was sent, the files that came with it. */
export function DraftsOnDuty(props: {
  drafts: readonly DraftRow[];
  mine: boolean;
  mayReport: boolean;
  locale: Locale;
}): string {
  const { drafts, mayReport, locale } = props;
  const words = repliesWords(locale).draft;
  const drawn = (
    <section class="sheet" aria-labelledby="reply-drafts" id="drafts">
      <h2 id="reply-drafts" safe>
        {words.title}
      </h2>
      {drafts.map((draft) =>
        draft.state === 'open' ? (
          <Open draft={draft} mayReport={mayReport} locale={locale} />
        ) : (
          <>
            <p safe>{words.sent(instantWords(draft.madeAt, locale))}</p>
            <Files draft={draft} locale={locale} />
          </>
        ),
      )}
    </section>
  );
  return drawn as string;
}
