import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { When } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { BulkCrumbs, StateTag, type BulkLine } from './bulk-acts.view.js';
import { bulkWords } from './words.rules.js';

/** `/bulk-acts`: what the caller's unit asked for. */
export function bulkActsPage(
  frame: Frame,
  { lines, nextHref }: { lines: readonly BulkLine[]; nextHref: string | null },
): string {
  const { locale } = frame;
  const words = bulkWords(locale);
  const content = (
    <>
      <BulkCrumbs locale={locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <p>
        <a class="button button-primary" href="/bulk-acts/new">
          <Icon name="send" /> <span safe>{words.new}</span>
        </a>
      </p>
      {lines.length > 0 ? (
        <table class="list cards">
          <TableHead
            columns={[
              [words.columns.act, ''],
              [words.columns.askedAt, ''],
              [words.columns.progress, ''],
              [words.columns.state, 'col-state'],
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <tr>
                <td class="cell-main">
                  <a href={`/bulk-acts/${line.id}`} safe>
                    {words.acts[line.act]}
                  </a>
                </td>
                <td data-label={words.columns.askedAt}>
                  <When at={line.askedAt} locale={locale} />
                </td>
                <td data-label={words.columns.progress} safe>
                  {words.counts(line)}
                </td>
                <td data-label={words.columns.state}>
                  <StateTag state={line.state} locale={locale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Empty icon="send" title={words.empty} text={words.emptyText} />
      )}
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'directives' });
}
