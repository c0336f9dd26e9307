import type { Locale } from '../platform/caller.js';
import { Hidden, Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Facts } from '../platform/components/parts.js';
import { When, type Instant } from '../platform/components/when.js';
import { inGroups } from './codes/short-code.rules.js';
import { linkWords } from './link.view.js';

/** The deadlines of a duty as a file, and where those of the unit are subscribed to. */
export function CalendarLinks({ assignment, locale }: { assignment: string; locale: Locale }): JSX.Element {
  const words = linkWords(locale).calendar;
  return (
    <p class="letter-links">
      <Icon name="clock" />{' '}
      <a href={`/assignments/${assignment}/deadlines.ics`} download="" safe>
        {words.add}
      </a>
      <a href="/deadlines" safe>
        {words.subscribe}
      </a>
    </p>
  );
}

interface RevokeProps {
  assignment: string;
  /** Of the links that the reader knows of. */
  generation: number;
  locale: Locale;
}

interface CodeProps {
  assignment: string;
  /** The one that works now. */
  code: { digits: string; expiresAt: Instant } | undefined;
  locale: Locale;
}

/** Folded away: the code that stands for the link of a duty, or the button that makes one. */
export function CodePart({ assignment, code, locale }: CodeProps): JSX.Element {
  const words = linkWords(locale).code;
  return (
    <details class="inline">
      <summary safe>{words.part}</summary>
      <p safe>{words.partHint}</p>
      {code ? (
        <Facts
          rows={[
            [words.label, <b safe>{inGroups(code.digits)}</b>],
            [words.page, <a href={`/m/${code.digits}`}>/m</a>],
            [words.until, <When at={code.expiresAt} locale={locale} />],
          ]}
        />
      ) : (
        <form method="post" action={`/assignments/${assignment}/short-code`}>
          <Submit label={words.give} look="secondary" />
        </form>
      )}
    </details>
  );
}

/** Folded away: ending the links and codes of a duty. */
export function RevokeForm({ assignment, generation, locale }: RevokeProps): JSX.Element {
  const words = linkWords(locale).revoke;
  return (
    <details class="inline">
      <summary safe>{words.title}</summary>
      <form method="post" action={`/assignments/${assignment}/revoke-links`}>
        <Hidden name="generation" value={String(generation)} />
        <p safe>{words.hint}</p>
        <Submit label={words.button} look="warning" />
      </form>
    </details>
  );
}
