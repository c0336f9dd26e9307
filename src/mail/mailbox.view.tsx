import type { Locale } from '../platform/caller.js';
import { Find } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink } from '../platform/components/parts.js';
import { When, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type MailWords } from './words.vi.js';

const wordsIn = (locale: Locale): MailWords => (locale === 'vi' ? vi : en);

export interface CaughtLine {
  id: number;
  to: readonly string[];
  subject: string;
  date: Instant | null;
}

export interface MailboxProps {
  items: readonly CaughtLine[];
  /** Part of an address that was searched for. */
  to: string;
  total: number;
  nextHref: string | null;
}

function Line({ mail, frame, words }: { mail: CaughtLine; frame: Frame; words: MailWords }): JSX.Element {
  return (
    <tr>
      <td class="cell-main">
        <a href={`/dev/mailbox/${mail.id}`} safe>
          {mail.subject || words.noSubject}
        </a>
      </td>
      <td data-label={words.to} safe>
        {mail.to.join(', ')}
      </td>
      <td data-label={words.at}>{mail.date === null ? '–' : <When at={mail.date} locale={frame.locale} />}</td>
    </tr>
  );
}

/** `/dev/mailbox`: the mails that the built-in catcher keeps, newest first. */
export function mailboxPage(frame: Frame, props: MailboxProps): string {
  const words = wordsIn(frame.locale);
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>{`${words.intro} ${words.count(countWords(props.total, frame.locale))}.`}</p>
      <Find action="/dev/mailbox" name="to" value={props.to} label={words.find} button={words.findButton} />
      {props.items.length === 0 ? (
        props.to ? (
          <Empty icon="search" title={words.emptyFound} />
        ) : (
          <Empty icon="mail" title={words.empty} text={words.emptyText} />
        )
      ) : (
        <table class="list cards">
          <thead>
            <tr>
              {[words.subject, words.to, words.at].map((text) => (
                <th scope="col" safe>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.items.map((mail) => (
              <Line mail={mail} frame={frame} words={words} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'mailbox' });
}

export interface MailProps extends CaughtLine {
  from: string;
  text: string;
}

const LINK = /https?:\/\/[^\s<>"]+/g;

/** The text with its links made links; everything else escaped. */
function Linked({ text }: { text: string }): JSX.Element {
  const links = text.match(LINK) ?? [];
  return (
    <div class="paper-text mail-text">
      {text.split(LINK).map((between, i) => (
        <>
          <span safe>{between}</span>
          {links[i] === undefined ? null : (
            <a href={links[i]} safe>
              {links[i]}
            </a>
          )}
        </>
      ))}
    </div>
  );
}

/** `/dev/mailbox/:id`: one mail as its reader sees it. */
export function mailPage(frame: Frame, mail: MailProps): string {
  const words = wordsIn(frame.locale);
  const subject = mail.subject || words.noSubject;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: '/dev/mailbox', text: words.title },
          { href: null, text: subject },
        ]}
      />
      <article class="sheet">
        <h1>
          <Icon name="mail" /> <span safe>{subject}</span>
        </h1>
        <Facts
          rows={[
            [words.from, <span safe>{mail.from}</span>],
            [words.to, <span safe>{mail.to.join(', ')}</span>],
            [words.at, mail.date === null ? null : <When at={mail.date} locale={frame.locale} />],
          ]}
        />
        <Linked text={mail.text} />
      </article>
    </>
  );
  return page({ title: subject, frame, content, current: 'mailbox', width: 'narrow' });
}
