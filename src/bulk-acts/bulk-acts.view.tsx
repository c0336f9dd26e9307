import { e } from '@kitajs/html';
import type { Locale } from '../platform/caller.js';
import { Crumbs, Facts, Note, NextLink, TableHead } from '../platform/components/parts.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { When, type Instant } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import { bulkWords } from './words.rules.js';
import type { BulkWords } from './words.vi.js';

export type ActName = keyof BulkWords['acts'];
export type StateName = keyof BulkWords['states'];
export type OutcomeName = keyof BulkWords['outcomes'];

export interface BulkLine {
  id: string;
  act: ActName;
  state: StateName;
  total: number;
  done: number;
  repeated: number;
  pending: number;
  refused: number;
  left: number;
  /** Mails that such an act stops, on their way already. */
  stillSending?: number;
  askedAt: Instant;
}

const STATE_TONE: Record<StateName, Tone> = { planned: 'wait', running: 'active', done: 'done', cancelled: 'plain' };
const OUTCOME_TONE: Record<OutcomeName, Tone> = { done: 'done', repeated: 'plain', pending: 'wait', refused: 'back' };

export const StateTag = ({ state, locale }: { state: StateName; locale: Locale }): JSX.Element => (
  <Tag tone={STATE_TONE[state]} text={bulkWords(locale).states[state]} />
);

/** The way from the directives to a page of bulk acts. */
export const BulkCrumbs = ({ here, locale }: { here?: string; locale: Locale }): JSX.Element => {
  const words = bulkWords(locale);
  return (
    <Crumbs
      label={words.crumbs}
      crumbs={[
        { href: '/directives', text: words.directives },
        { href: here === undefined ? null : '/bulk-acts', text: words.title },
        ...(here === undefined ? [] : [{ href: null, text: here }]),
      ]}
    />
  );
};

export interface BulkItemLine {
  directive: string;
  subject: string;
  assignment: string | null;
  unitName: string | null;
  outcome: OutcomeName | null;
  reason: string | null;
}

export interface BulkActProps {
  line: BulkLine;
  /** Why, where the act has a reason. */
  reason: string | null;
  items: readonly BulkItemLine[];
  /** Only the rows that this became of. */
  outcome?: OutcomeName | undefined;
  nextHref: string | null;
}

function Progress({ line, locale }: { line: BulkLine; locale: Locale }): JSX.Element {
  const words = bulkWords(locale);
  const isOpen = line.state === 'planned' || line.state === 'running';
  const left = line.stillSending ?? 0;
  const live =
    isOpen || left > 0
      ? {
          'hx-get': `/bulk-acts/${line.id}/part${isOpen ? '?open=1' : ''}`,
          'hx-trigger': 'every 1s',
          'hx-swap': 'outerHTML',
        }
      : {};
  return (
    <section id="bulk-progress" aria-live="polite" {...live}>
      <p>
        <StateTag state={line.state} locale={locale} /> <span safe>{words.counts(line)}</span>
      </p>
      <progress max={String(line.total)} value={String(line.total - line.left)} aria-label={words.columns.progress} />
      {left > 0 ? <Note tone="plain" text={words.stillSending(left)} /> : null}
      {isOpen ? (
        <form method="post" action={`/bulk-acts/${line.id}/cancel`}>
          <button type="submit" class="button button-secondary" safe>
            {words.cancel}
          </button>
          <p class="hint" safe>
            {words.cancelHint}
          </p>
        </form>
      ) : null}
    </section>
  );
}

/** The part of the page that refreshes itself while the act runs. */
export const bulkActPart = (props: { line: BulkLine; locale: Locale }): string => (<Progress {...props} />) as string;

/** The rows that one thing became of; only where they differ. */
function Outcomes({ line, outcome, locale }: Pick<BulkActProps, 'line' | 'outcome'> & { locale: Locale }): JSX.Element {
  const words = bulkWords(locale);
  const there = (Object.keys(words.outcomes) as OutcomeName[]).filter((name) => line[name] > 0);
  if (there.length < 2 && outcome === undefined) return <></>;
  const path = `/bulk-acts/${line.id}`;
  return (
    <nav class="tabs" aria-label={words.columns.outcome}>
      <ul>
        <li>
          <a href={path} aria-current={outcome === undefined ? 'page' : undefined} safe>
            {words.all}
          </a>
        </li>
        {there.map((name) => (
          <li>
            <a href={`${path}?outcome=${name}`} aria-current={name === outcome ? 'page' : undefined} safe>
              {`${words.outcomes[name]} (${line[name].toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB')})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `/bulk-acts/{id}`: how far it is, and what became of each row. */
export function bulkActPage(frame: Frame, { line, reason, items, outcome, nextHref }: BulkActProps): string {
  const { locale } = frame;
  const words = bulkWords(locale);
  const [first] = items;
  const isOne = items.every(({ unitName, directive }) => unitName !== null && directive === first?.directive);
  const content = (
    <>
      <BulkCrumbs here={words.acts[line.act]} locale={locale} />
      <h1 safe>{words.acts[line.act]}</h1>
      {isOne && first ? (
        <p class="lead">
          <a href={`/directives/${first.directive}`} safe>
            {first.subject}
          </a>
        </p>
      ) : null}
      <Facts
        rows={[
          [words.columns.askedAt, <When at={line.askedAt} locale={locale} />],
          [words.because, reason === null ? null : e`${reason}`],
        ]}
      />
      <Progress line={line} locale={locale} />
      <h2 safe>{words.items}</h2>
      <Outcomes line={line} outcome={outcome} locale={locale} />
      <table class="list cards">
        <TableHead
          columns={[
            [words.columns.what, ''],
            [words.columns.outcome, 'col-state'],
          ]}
        />
        <tbody>
          {items.map((item) => (
            <tr>
              <td class="cell-main">
                <a href={item.assignment ? `/assignments/${item.assignment}` : `/directives/${item.directive}`} safe>
                  {item.unitName ?? item.subject}
                </a>
                {item.unitName && !isOne ? (
                  <p class="cell-note" safe>
                    {item.subject}
                  </p>
                ) : null}
              </td>
              <td data-label={words.columns.outcome}>
                {item.outcome ? (
                  <Tag tone={OUTCOME_TONE[item.outcome]} text={words.outcomes[item.outcome]} />
                ) : (
                  <span class="muted">–</span>
                )}
                {item.reason ? (
                  <p class="cell-note" safe>
                    {item.reason}
                  </p>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.acts[line.act], frame, content, current: 'directives', live: true });
}
