import type { Locale } from '../platform/caller.js';
import { NextLink, Note, TableHead } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import type { DutiesPreview, TwiceOwed, UnitOfPreview } from './preview-duties.queries.js';
import { wordsIn } from './words.rules.js';

export interface DutiesProps {
  counts: DutiesPreview;
  units: readonly UnitOfPreview[];
  nextHref: string | null;
  /** Who would owe the same twice, were its duties not joined. */
  twice: readonly TwiceOwed[];
  nextTwice: string | null;
  /** Names of units that would get duties and cannot be told. */
  unreachable: readonly string[];
  acceptsUnowed: boolean;
  locale: Locale;
}

const COUNTS = [
  'closing', 'opening', 'joining', 'unowed', 'directives', 'reviews', 'handedIn', 'reports', 'mailboxes', 'accounts',
] as const satisfies readonly (keyof DutiesPreview)[]; // prettier-ignore

function Units({ units, locale }: { units: readonly UnitOfPreview[]; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  return (
    <table class="list cards">
      <TableHead
        columns={[
          [words.unit, ''],
          [words.dutiesOf, 'number'],
          [words.takers, ''],
          [words.mailAndPeople, ''],
        ]}
      />
      <tbody>
        {units.map((unit) => (
          <tr>
            <td class="cell-main">
              <span safe>{unit.name}</span>
              <p class="cell-note">
                <code safe>{unit.code}</code>
              </p>
            </td>
            <td class="number" data-label={words.dutiesOf} safe>
              {countWords(unit.duties, locale)}
            </td>
            <td data-label={words.takers}>
              <ul class="plain">
                {unit.takers.map((taker) => (
                  <li safe>{`${taker.name ?? taker.code}: ${words.open(countWords(taker.duties, locale))}`}</li>
                ))}
                {unit.unowed > 0 ? (
                  <li class="diff-ended" safe>
                    {`${words.nobody}: ${words.open(countWords(unit.unowed, locale))}`}
                  </li>
                ) : null}
              </ul>
            </td>
            <td data-label={words.mailAndPeople} safe>
              {mailAndPeople(unit, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of a unit besides duties goes along: its people to the main taker; its mailbox ends with it. */
function mailAndPeople(unit: UnitOfPreview, locale: Locale): string {
  const words = wordsIn(locale).page;
  if (!unit.ends) return '–';
  const main = unit.takers.find((taker) => taker.main);
  const people = words.peopleTo(countWords(unit.accounts, locale), main ? (main.name ?? main.code) : words.nobody);
  return [unit.mailbox ? words.mailboxEnds : words.noMailbox, ...(unit.accounts > 0 ? [people] : [])].join('; ');
}

function Twice({ twice, nextTwice, locale }: Pick<DutiesProps, 'twice' | 'nextTwice' | 'locale'>): JSX.Element {
  const words = wordsIn(locale).page;
  if (twice.length === 0) return <></>;
  return (
    <section id="twice">
      <h3 safe>{words.twice}</h3>
      <p class="muted" safe>
        {words.twiceText}
      </p>
      <ul>
        {twice.map(({ code, name, directive, subject, from, owesAlready }) => (
          <li>
            <b safe>{name ?? code}</b>:{' '}
            <a href={`/directives/${directive}`} safe>
              {subject}
            </a>{' '}
            <span class="muted" safe>
              {words.twiceFrom(from.map((unit) => unit.name).join(', '), owesAlready)}
            </span>
          </li>
        ))}
      </ul>
      <NextLink href={nextTwice} locale={locale} />
    </section>
  );
}

/** What moves with the units: duties, reports, mailboxes, accounts; who would owe twice and what nobody would owe. */
export function Duties(props: DutiesProps): JSX.Element {
  const { counts, units, nextHref, unreachable, acceptsUnowed, locale } = props;
  const words = wordsIn(locale).page;
  return (
    <>
      {counts.unowed > 0 && !acceptsUnowed ? (
        <Note tone="warning" title={words.unowedWarning(countWords(counts.unowed, locale))} text={words.unowedText} />
      ) : null}
      {unreachable.length > 0 ? (
        <Note
          tone="warning"
          title={words.unreachable(countWords(unreachable.length, locale))}
          text={unreachable.join('; ')}
        />
      ) : null}
      <dl class="figures">
        {COUNTS.map((name) => (
          <div>
            <dt safe>{words.dutyCounts[name]}</dt>
            <dd safe>{countWords(counts[name], locale)}</dd>
          </div>
        ))}
      </dl>
      {units.length > 0 ? <Units units={units} locale={locale} /> : null}
      <NextLink href={nextHref} locale={locale} />
      <Twice {...props} />
    </>
  );
}
