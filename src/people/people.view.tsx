import type { Role } from '../platform/caller.js';
import { ErrorSummary, Find, Input, Select, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { formatVn } from '../platform/vn-time.js';
import type { Person } from './people.queries.js';
import { peopleWords } from './mandates.view.js';

export interface PeopleProps {
  people: readonly (Person & { duties: number })[];
  q: string;
  all: boolean;
  nextHref: string | null;
  /** Roles that the reader may give. */
  roles: readonly Role[];
  /** Whether the reader's people are of several units. */
  manyUnits: boolean;
  ownUnit: string;
  errors: readonly FormError[];
}

function Row({ person, frame }: { person: PeopleProps['people'][number]; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = peopleWords(locale).list;
  const roles = person.roles.map((role) => frameWords(locale).roles[role]).join(', ');
  const isOrphaned = person.duties > 0 && person.roles.length === 0;
  return (
    <tr class={person.disabledAt ? 'row-past' : ''}>
      <td class="cell-main">
        <a href={`/people/${person.id}`} safe>
          {person.name}
        </a>
        {person.email ? (
          <p class="cell-note" safe>
            {person.email}
          </p>
        ) : null}
      </td>
      <td data-label={words.columns.unit}>
        <span safe>{person.unitName}</span>
      </td>
      <td data-label={words.columns.roles}>
        <span safe>{person.disabledAt ? words.closed : roles || words.noRole}</span>
      </td>
      <td data-label={words.columns.duties}>
        <span safe>{countWords(person.duties, locale)}</span>
        {isOrphaned ? (
          <small class="late">
            <Icon name="warning" /> <span safe>{words.orphaned}</span>
          </small>
        ) : null}
      </td>
      <td data-label={words.columns.seen}>
        <span safe>{person.lastSignedInAt ? formatVn(person.lastSignedInAt, locale) : words.never}</span>
      </td>
    </tr>
  );
}

/** Chooses a role out of those that may be given. */
export const RoleChoice = (props: {
  roles: readonly Role[];
  frame: Frame;
  label: string;
  id?: string;
}): JSX.Element => (
  <Select
    name="role"
    id={props.id}
    label={props.label}
    required
    options={props.roles.map((role) => ({ value: role, label: frameWords(props.frame.locale).roles[role] }))}
  />
);

function Add({ props, frame }: { props: PeopleProps; frame: Frame }): JSX.Element {
  const words = peopleWords(frame.locale).add;
  const said = (field: string): string | undefined => props.errors.find((error) => error.field === field)?.text;
  return (
    <details class="sheet" open={props.errors.length > 0 || props.people.length === 0}>
      <summary>
        <Icon name="people" /> <span safe>{words.title}</span>
      </summary>
      <form method="post" action="/people" class="act">
        <Input name="name" label={words.name} required error={said('name')} />
        <Input name="email" label={words.email} error={said('email')} />
        {props.manyUnits ? (
          <Input name="unit" label={words.unit} hint={words.unitHint} value={props.ownUnit} error={said('unit')} />
        ) : null}
        <RoleChoice roles={props.roles} frame={frame} label={words.role} />
        <Submit label={words.button} icon="check" />
      </form>
    </details>
  );
}

/** `/people`: who works for the units that the reader manages. */
export function peoplePage(frame: Frame, props: PeopleProps): string {
  const words = peopleWords(frame.locale).list;
  const { columns } = words;
  const kept: Record<string, string> = props.all ? { all: 'true' } : {};
  const other = new URLSearchParams({
    ...(props.q ? { q: props.q } : {}),
    ...(props.all ? {} : { all: 'true' }),
  }).toString();
  const content = (
    <>
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <Find action="/people" name="q" value={props.q} label={words.find} button={words.findButton} kept={kept} />
      <p>
        <a href={`/people?${other}`} safe>
          {props.all ? words.active : words.all}
        </a>
      </p>
      {props.people.length === 0 ? (
        props.q ? (
          <Empty icon="search" title={words.emptyFound} />
        ) : (
          <Empty icon="people" title={words.empty} text={words.emptyText} />
        )
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [columns.name, ''],
              [columns.unit, ''],
              [columns.roles, ''],
              [columns.duties, ''],
              [columns.seen, ''],
            ]}
          />
          <tbody>
            {props.people.map((person) => (
              <Row person={person} frame={frame} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
      <Add props={props} frame={frame} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'people' });
}
