import type { Locale } from '../platform/caller.js';
import { NextLink, Note, TableHead } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import type { DutiesPreview, UnitOfPreview } from './preview-duties.queries.js';
import { wordsIn } from './words.rules.js';

export interface DutiesProps {
  counts: DutiesPreview;
  units: readonly UnitOfPreview[];
  nextHref: string | null;
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What moves with the units: duties, reports, mailboxes, accounts; who would owe twice and what nobody would owe. */
export function Duties({ counts, units, nextHref, acceptsUnowed, locale }: DutiesProps): JSX.Element {
  const words = wordsIn(locale).page;
  return (
    <>
      {counts.unowed > 0 && !acceptsUnowed ? (
        <Note tone="warning" title={words.unowedWarning(countWords(counts.unowed, locale))} text={words.unowedText} />
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
    </>
  );
}
