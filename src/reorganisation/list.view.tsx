import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { dateWords } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { IsoDate } from '../platform/vn-time.js';
import { StateTag, type State } from './parts.view.js';
import { wordsIn } from './words.rules.js';

export interface ListProps {
  lines: readonly {
    id: string;
    title: string;
    legalBasis: string;
    effectiveOn: IsoDate;
    state: State;
    steps: number;
  }[];
  nextHref: string | null;
}

function Lines({ lines, locale }: { lines: ListProps['lines']; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).list;
  return (
    <table class="list cards">
      <TableHead
        columns={[
          [words.name, ''],
          [words.effectiveOn, ''],
          [words.steps, 'number'],
          [words.state, 'col-state'],
        ]}
      />
      <tbody>
        {lines.map((line) => (
          <tr>
            <td class="cell-main">
              <a href={`/reorganisations/${line.id}`} safe>
                {line.title}
              </a>
              <p class="cell-note" safe>
                {line.legalBasis}
              </p>
            </td>
            <td data-label={words.effectiveOn} safe>
              {dateWords(line.effectiveOn, locale)}
            </td>
            <td class="number" data-label={words.steps} safe>
              {countWords(line.steps, locale)}
            </td>
            <td data-label={words.state}>
              <StateTag state={line.state} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `/reorganisations`: the plans of the caller's units. */
export function reorganisationsPage(frame: Frame, { lines, nextHref }: ListProps): string {
  const { locale } = frame;
  const words = wordsIn(locale).list;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <p>
        <a class="button button-primary" href="/reorganisations/new">
          <Icon name="tree" /> <span safe>{words.new}</span>
        </a>
      </p>
      {lines.length > 0 ? (
        <Lines lines={lines} locale={locale} />
      ) : (
        <Empty icon="tree" title={words.empty} text={words.emptyText} />
      )}
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'reorganisations' });
}
