import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Find, Hidden, Input, Submit, TextArea, type FormError } from '../../platform/components/form.js';
import { Icon } from '../../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink, Note, TableHead } from '../../platform/components/parts.js';
import { instantWords, When, type Instant } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { Roster } from '../roster.rules.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

export const groupWords = (locale: Locale): typeof vi => (locale === 'vi' ? vi : en);

interface Line {
  id: string;
  name: string;
  version: number;
  expression: string;
  ownerName: string;
  savedAt: Instant;
}

/** `/groups`: the groups that somebody may use. */
export interface GroupsProps {
  q: string;
  groups: readonly Line[];
  nextHref: string | null;
  mayDraft: boolean;
}

/** What was written into the form. */
export interface GroupForm {
  name: string;
  expression: string;
  note: string;
}

/** `/groups/:id`: one group, what it means today, and what it said before. */
export interface GroupProps {
  group: Line & { ownerCode: string; note: string | null; retiredAt: Instant | null };
  versions: readonly { version: number; expression: string; note: string | null; createdAt: Instant }[];
  /** Null where the reader's unit is none of today. */
  roster: Roster | null;
  /** Of each part of the roster that is not clear, why. */
  why: readonly string[];
  mayEdit: boolean;
  form: GroupForm;
  errors: readonly FormError[];
}

function Fresh({ locale }: { locale: Locale }): JSX.Element {
  return (
    <p>
      <a class="button button-primary" href="/groups/new">
        <span safe>{groupWords(locale).fresh}</span>
      </a>
    </p>
  );
}

export function groupsPage(frame: Frame, { q, groups, nextHref, mayDraft }: GroupsProps): string {
  const { locale } = frame;
  const words = groupWords(locale);
  const { columns } = words;
  const empty = q ? words.notFound : words.empty;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <Find action="/groups" name="q" value={q} label={words.find} button={words.findButton} />
      {mayDraft ? <Fresh locale={locale} /> : null}
      {groups.length === 0 ? (
        <Empty icon="units" title={empty} text={words.emptyText} />
      ) : (
        <table class="stack">
          <TableHead
            columns={[columns.name, columns.expression, columns.owner, columns.saved].map((text) => [text, ''])}
          />
          <tbody>
            {groups.map((group) => (
              <tr>
                <td data-label={columns.name}>
                  <a href={`/groups/${group.id}`} safe>
                    {group.name}
                  </a>
                </td>
                <td data-label={columns.expression} safe>
                  {group.expression}
                </td>
                <td data-label={columns.owner} safe>
                  {group.ownerName}
                </td>
                <td data-label={columns.saved}>
                  <When at={group.savedAt} locale={locale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'groups' });
}

function ExpressionFields({ form, locale }: { form: GroupForm; locale: Locale }): JSX.Element {
  const words = groupWords(locale);
  return (
    <>
      <TextArea
        name="expression"
        label={words.expression}
        hint={words.expressionHint}
        value={form.expression}
        rows={4}
        required
      />
      <Input name="note" label={words.note} value={form.note} />
    </>
  );
}

/** `/groups/new`: a name for an expression. */
export function newGroupPage(frame: Frame, props: { form: GroupForm; errors: readonly FormError[] }): string {
  const { locale } = frame;
  const words = groupWords(locale);
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: '/groups', text: words.title },
          { href: null, text: words.fresh },
        ]}
      />
      <h1 safe>{words.fresh}</h1>
      <ErrorSummary errors={props.errors} locale={locale} />
      <form method="post" action="/groups" class="sheet">
        <Input name="name" label={words.name} hint={words.nameHint} value={props.form.name} required />
        <ExpressionFields form={props.form} locale={locale} />
        <Submit label={words.save} icon="check" />
      </form>
    </>
  );
  return page({ title: words.fresh, frame, content, current: 'groups', width: 'narrow' });
}

const MOST_SHOWN = 200;
const MOST_AREAS = 10;

function Doubts({ roster, why, locale }: { roster: Roster; why: readonly string[]; locale: Locale }): JSX.Element {
  const words = groupWords(locale);
  if (roster.notUnderstood.length === 0) return <></>;
  return (
    <section aria-labelledby="doubts">
      <h2 id="doubts" class="late">
        <Icon name="question" /> <span safe>{words.doubts}</span>
      </h2>
      <ul>
        {roster.notUnderstood.map(({ text, candidates, areas }, i) => (
          <li>
            <b safe>{`“${text}”`}</b>
            <span safe>{`: ${why[i] ?? ''}`}</span>
            <p class="muted" safe>
              {areas
                ? words.inAreas(named(areas), Math.max(0, areas.length - MOST_AREAS))
                : candidates.map(({ name, within }) => [name, within].filter(Boolean).join(', ')).join('; ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const named = (units: readonly { name: string }[]): string =>
  units
    .slice(0, MOST_AREAS)
    .map(({ name }) => name)
    .join(', ');

function Today({ roster, locale }: { roster: Roster; locale: Locale }): JSX.Element {
  const words = groupWords(locale);
  const more = roster.count - MOST_SHOWN;
  return (
    <section aria-labelledby="today">
      <h2 id="today" safe>
        {words.now}
      </h2>
      <p safe>{roster.count === 0 ? words.nobody : words.nowFor(countWords(roster.count, locale))}</p>
      <details>
        <summary safe>{countWords(roster.count, locale)}</summary>
        <ul class="roster">
          {roster.units.slice(0, MOST_SHOWN).map(({ name }) => (
            <li safe>{name}</li>
          ))}
        </ul>
        {more > 0 ? (
          <p class="muted" safe>
            {words.more(countWords(more, locale))}
          </p>
        ) : null}
      </details>
    </section>
  );
}

function Edit({ props, locale }: { props: GroupProps; locale: Locale }): JSX.Element {
  const words = groupWords(locale);
  const { id, version } = props.group;
  return (
    <section aria-labelledby="edit">
      <h2 id="edit" safe>
        {words.edit}
      </h2>
      <form method="post" action={`/groups/${id}/versions`} class="sheet">
        <Hidden name="version" value={String(version)} />
        <ExpressionFields form={props.form} locale={locale} />
        <Submit label={words.saveVersion} icon="check" />
      </form>
      <form method="post" action={`/groups/${id}/retire`}>
        <Submit label={words.retire} look="warning" />
      </form>
    </section>
  );
}

function Versions({ props, locale }: { props: GroupProps; locale: Locale }): JSX.Element {
  const words = groupWords(locale);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" safe>
        {words.versions}
      </h2>
      <ol class="addressees sheet">
        {props.versions.map(({ version, expression, note, createdAt }) => (
          <li class="addressee">
            <p>
              <b safe>{words.versionNo(version)}</b> <When at={createdAt} locale={locale} />
            </p>
            <p safe>{expression}</p>
            {note === null ? null : (
              <p class="muted" safe>
                {note}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function groupPage(frame: Frame, props: GroupProps): string {
  const { locale } = frame;
  const words = groupWords(locale);
  const { group, roster } = props;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: '/groups', text: words.title },
          { href: null, text: group.name },
        ]}
      />
      <h1 safe>{group.name}</h1>
      <ErrorSummary errors={props.errors} locale={locale} />
      {group.retiredAt === null ? (
        <p safe>{words.useAs(group.name)}</p>
      ) : (
        <Note tone="warning" text={words.isRetired(instantWords(group.retiredAt, locale))} />
      )}
      <Facts
        rows={[
          [words.owner, <a href={`/units/${group.ownerCode}`} safe>{group.ownerName}</a>], // prettier-ignore
          [words.expression, <span safe>{group.expression}</span>],
          ...(group.note === null ? [] : [[words.note, <span safe>{group.note}</span>] as const]),
        ]}
      />
      {roster ? <Today roster={roster} locale={locale} /> : null}
      {roster ? <Doubts roster={roster} why={props.why} locale={locale} /> : null}
      {props.mayEdit ? <Edit props={props} locale={locale} /> : null}
      <Versions props={props} locale={locale} />
    </>
  );
  return page({ title: group.name, frame, content, current: 'groups' });
}
