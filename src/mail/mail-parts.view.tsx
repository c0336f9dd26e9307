import type { Locale } from '../platform/caller.js';
import { Empty, Facts, TableHead } from '../platform/components/parts.js';
import { When } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import type { MailStanding } from './mail.json.js';
import { outboxWords } from './words.rules.js';

interface Props {
  standing: MailStanding;
  locale: Locale;
}

/** How each domain fares. */
export function DomainsPart({ standing, locale }: Props): JSX.Element {
  const words = outboxWords(locale);
  const columns = words.domains;
  return (
    <section>
      <h2 safe>{words.domainsTitle}</h2>
      {standing.domains.length === 0 ? (
        <Empty icon="mail" title={words.noDomains} />
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [columns.domain, ''],
              [columns.queued, ''],
              [columns.sent, ''],
              [columns.undelivered, ''],
              [columns.oldest, ''],
            ]}
          />
          <tbody>
            {standing.domains.map((one) => (
              <tr>
                <td class="cell-main" safe>
                  {one.domain}
                </td>
                <td data-label={columns.queued} safe>
                  {countWords(one.queued, locale)}
                </td>
                <td data-label={columns.sent} safe>
                  {countWords(one.sent, locale)}
                </td>
                <td data-label={columns.undelivered} safe>
                  {countWords(one.undelivered, locale)}
                </td>
                <td data-label={columns.oldest}>
                  {one.oldestAt === null ? '–' : <When at={one.oldestAt} locale={locale} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Jobs that could not be carried out; nothing where there is none. */
export function JobsPart({ standing, locale }: Props): JSX.Element {
  if (standing.givenUp.length === 0) return <></>;
  const words = outboxWords(locale);
  const columns = words.jobs;
  return (
    <section>
      <h2 safe>{words.jobsTitle}</h2>
      <p class="muted" safe>
        {words.jobsHint}
      </p>
      <table class="list cards">
        <TableHead
          columns={[
            [columns.at, ''],
            [columns.messages, ''],
            [columns.error, ''],
            [columns.state, ''],
          ]}
        />
        <tbody>
          {standing.givenUp.map((job) => (
            <tr>
              <td class="cell-main">
                <When at={job.at} locale={locale} />
              </td>
              <td data-label={columns.messages} safe>
                {countWords(job.messages, locale)}
              </td>
              <td data-label={columns.error} safe>
                {job.error === '' ? '–' : job.error}
              </td>
              <td data-label={columns.state} safe>
                {job.isTakenApart ? words.takenApart : words.notTakenApart}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is sent again by itself. */
export function PolicyPart({ standing, locale }: Props): JSX.Element {
  const words = outboxWords(locale);
  return (
    <section>
      <h2 safe>{words.policyTitle}</h2>
      <p safe>{words.policy}</p>
      <Facts
        rows={Object.entries(standing.resends).map(([template, times]) => [
          words.templates[template] ?? template,
          <span safe>{words.times(countWords(times, locale))}</span>,
        ])}
      />
    </section>
  );
}
