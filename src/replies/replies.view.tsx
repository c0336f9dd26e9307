import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Hidden, Submit, type FormError } from '../platform/components/form.js';
import { Empty, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { When } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { headed } from '../platform/text.js';
import type { InboundState } from './reply.entity.js';
import type { DeadRow, ReplyRow } from './replies.queries.js';
import { outcomeWords, repliesWords } from './words.rules.js';

export type ReplyFilter = 'waiting' | 'all' | 'dead';
/** A mail, with what its reader may do. */
export type ReplyLine = ReplyRow & { mayAcknowledge: boolean; mayIgnore: boolean };

const TONE: Record<InboundState, Tone> = { done: 'done', waiting: 'wait', acknowledged: 'done', ignored: 'idle' };
const HREF: Record<ReplyFilter, string> = {
  waiting: '/replies',
  all: '/replies?show=all',
  dead: '/replies/dead',
};

function Head({ frame, filter, errors }: { frame: Frame; filter: ReplyFilter; errors: readonly FormError[] }) {
  const words = repliesWords(frame.locale);
  return (
    <>
      <ErrorSummary errors={errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <nav class="tabs" aria-label={words.show}>
        <ul>
          {(Object.keys(HREF) as ReplyFilter[]).map((one) => (
            <li>
              <a href={HREF[one]} aria-current={one === filter ? 'true' : undefined} safe>
                {words.filters[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** What the receiving server found, as codes; nothing where it said nothing. */
const checksOf = ({ dkim, spf, dmarc }: ReplyRow): string =>
  Object.entries({ DKIM: dkim, SPF: spf, DMARC: dmarc })
    .flatMap(([name, result]) => (result === null ? [] : [`${name} ${result}`]))
    .join(' · ');

function Acts({ line, locale }: { line: ReplyLine; locale: Locale }): JSX.Element {
  const words = repliesWords(locale);
  return (
    <>
      {line.mayAcknowledge ? (
        <form method="post" action={`/replies/${line.id}/acknowledge`} class="act">
          <Submit label={words.acknowledge} icon="check" look="secondary" />
        </form>
      ) : null}
      {line.mayIgnore ? (
        <form method="post" action={`/replies/${line.id}/ignore`} class="act">
          <Submit label={words.ignore} look="quiet" />
        </form>
      ) : null}
    </>
  );
}

function Line({ line, locale }: { line: ReplyLine; locale: Locale }): JSX.Element {
  const words = repliesWords(locale);
  const checks = checksOf(line);
  return (
    <tr>
      <td class="cell-main">
        <b safe>{line.subject ?? (line.from === null ? words.hidden : words.noSubject)}</b>
        {line.from === null ? null : (
          <>
            <br />
            <span class="muted" safe>
              {line.from}
            </span>
          </>
        )}
        {line.excerpt ? (
          <details class="inline">
            <summary safe>{words.read}</summary>
            <div class="paper-text" safe>
              {line.excerpt}
            </div>
          </details>
        ) : null}
      </td>
      <td data-label={words.duty}>
        {line.unitName === null ? null : <span safe>{line.unitName}</span>}
        {line.assignmentId === null || line.paper === null ? null : (
          <>
            <br />
            <a href={`/assignments/${line.assignmentId}`} safe>
              {headed(line.paper)}
            </a>
          </>
        )}
      </td>
      <td data-label={words.columns.outcome}>
        <Tag tone={TONE[line.state]} text={words.states[line.state]} /> <span safe>{words.kinds[line.kind]}</span>
        <br />
        <span safe>{outcomeWords(line.outcome, locale)}</span>
        {checks === '' ? null : (
          <>
            <br />
            <span class="muted" safe>
              {checks}
            </span>
          </>
        )}
      </td>
      <td data-label={words.columns.takenAt}>
        <When at={line.takenAt} locale={locale} />
      </td>
      <td data-label={words.columns.act}>
        <Acts line={line} locale={locale} />
      </td>
    </tr>
  );
}

export interface RepliesProps {
  lines: readonly ReplyLine[];
  filter: Exclude<ReplyFilter, 'dead'>;
  configured: boolean;
  nextHref: string | null;
  errors: readonly FormError[];
}

/** `/replies`: mail that came back, what each led to, and what waits for people. */
export function repliesPage(frame: Frame, { lines, filter, configured, nextHref, errors }: RepliesProps): string {
  const { locale } = frame;
  const words = repliesWords(locale);
  const { columns } = words;
  const content = (
    <>
      <Head frame={frame} filter={filter} errors={errors} />
      {configured ? null : <Note tone="plain" text={words.notConfigured} />}
      {lines.length === 0 ? (
        <Empty
          icon="mail"
          title={filter === 'waiting' ? words.empty : words.emptyAll}
          text={filter === 'waiting' ? words.emptyText : undefined}
        />
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [columns.mail, ''],
              [words.duty, ''],
              [columns.outcome, ''],
              [columns.takenAt, ''],
              [columns.act, ''],
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <Line line={line} locale={locale} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, width: 'wide', current: 'replies' });
}

/** A dead address; whether its reader may put it back into use. */
export type DeadLine = DeadRow & { mayRevive: boolean };

/** `/replies/dead`: addresses that nothing is sent to. */
export function deadPage(
  frame: Frame,
  { lines, nextHref, errors }: { lines: readonly DeadLine[]; nextHref: string | null; errors: readonly FormError[] },
): string {
  const { locale } = frame;
  const words = repliesWords(locale);
  const { dead } = words;
  const content = (
    <>
      <Head frame={frame} filter="dead" errors={errors} />
      <p safe>{dead.hint}</p>
      {lines.length === 0 ? (
        <Empty icon="mail" title={words.emptyDead} />
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [dead.address, ''],
              [dead.units, ''],
              [dead.since, ''],
              [dead.reason, ''],
              [words.columns.act, ''],
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <tr>
                <td class="cell-main" safe>
                  {line.address}
                </td>
                <td data-label={dead.units}>
                  {line.units.map(({ code, name }) => (
                    <a href={`/units/${encodeURIComponent(code)}`} safe>
                      {name}
                    </a>
                  ))}
                </td>
                <td data-label={dead.since}>
                  <When at={line.since} locale={locale} />
                </td>
                <td data-label={dead.reason} safe>
                  {[line.status, line.diagnostic].filter(Boolean).join(' · ')}
                </td>
                <td data-label={words.columns.act}>
                  {line.mayRevive ? (
                    <form method="post" action="/replies/dead/revive" class="act">
                      <Hidden name="address" value={line.address} />
                      <Submit label={dead.revive} look="secondary" />
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, width: 'wide', current: 'replies' });
}
