import type { Locale } from '../../platform/caller.js';
import {
  ErrorSummary,
  Hidden,
  Input,
  Select,
  Submit,
  TextArea,
  type FormError,
} from '../../platform/components/form.js';
import { Crumbs, NextLink } from '../../platform/components/parts.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { TaskStatus } from '../assignment.entity.js';
import { statusOptions, supervisingWords, TaskTag } from '../tasks/tasks.view.js';

/** A third party as a page shows it. */
export interface ShownThirdParty {
  assignment: string;
  byName: string;
  unitCode: string;
  unitName: string;
  task: number;
  status: TaskStatus;
  note: string | null;
  ownWork: boolean;
  subject: string;
}

interface ListProps {
  rows: readonly ShownThirdParty[];
  /** Labels of the tasks, by their numbers. */
  labels: ReadonlyMap<number, string>;
  /** Which columns tell the rows apart beside the third party. */
  columns: { unit: boolean; supervisor: boolean; paper: boolean };
  /** Where a status is sent to; null where the reader may not say one. */
  actionOf: ((row: ShownThirdParty) => string) | null;
}

function Marking({ row, action, locale }: { row: ShownThirdParty; action: string; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).supervised;
  const id = `f-${row.unitCode}-${row.task}-${row.assignment.slice(-8)}`;
  return (
    <details class="inline">
      <summary>
        <span aria-hidden="true" safe>
          {words.update}
        </span>
        <span class="visually-hidden" safe>
          {words.updateOf(row.unitName)}
        </span>
      </summary>
      <form method="post" action={action} class="act">
        <Hidden name="unit" value={row.unitCode} />
        {row.task === 0 ? null : <Hidden name="task" value={String(row.task)} />}
        <Select
          id={`${id}-status`}
          name="status"
          label={words.status}
          options={statusOptions(locale)}
          value={row.status}
        />
        <Input id={`${id}-note`} name="note" label={words.note} hint={words.noteHint} value={row.note ?? ''} />
        <Submit label={words.button} look="secondary" />
      </form>
      {action.startsWith('/assignments/') ? (
        <form method="post" action={`${action}/remove`}>
          {row.task === 0 ? null : <Hidden name="task" value={String(row.task)} />}
          <Submit label={words.remove} look="secondary" />
        </form>
      ) : null}
    </details>
  );
}

function Row({ row, props, locale }: { row: ShownThirdParty; props: ListProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).supervised;
  const { columns, labels, actionOf } = props;
  return (
    <tr>
      {columns.unit ? (
        <td class="cell-main">
          <span safe>{row.unitName}</span>
        </td>
      ) : null}
      {columns.paper ? (
        <td class="cell-main">
          <span safe>{row.subject}</span>
        </td>
      ) : null}
      {columns.supervisor ? (
        <td data-label={words.supervisor}>
          <span safe>{row.byName}</span>
        </td>
      ) : null}
      <td data-label={words.what}>
        <span safe>{row.task === 0 ? words.whole : words.task(labels.get(row.task) ?? String(row.task))}</span>
      </td>
      <td data-label={words.status}>
        <TaskTag status={row.status} locale={locale} />
        {row.ownWork ? (
          <p class="cell-note" safe>
            {words.ownWork}
          </p>
        ) : null}
        {row.note ? (
          <p class="cell-note" safe>
            {row.note}
          </p>
        ) : null}
        {actionOf && !row.ownWork ? <Marking row={row} action={actionOf(row)} locale={locale} /> : null}
      </td>
    </tr>
  );
}

function ThirdParties({ props, locale }: { props: ListProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).supervised;
  const { columns, rows } = props;
  if (rows.length === 0)
    return (
      <p class="muted" safe>
        {words.none}
      </p>
    );
  return (
    <table class="list cards">
      <thead>
        <tr>
          {columns.unit ? <th scope="col" safe>{words.unit}</th> : null}
          {columns.paper ? <th scope="col" safe>{words.paper}</th> : null}
          {columns.supervisor ? <th scope="col" safe>{words.supervisor}</th> : null}
          <th scope="col" safe>{words.what}</th>
          <th scope="col" safe>{words.status}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row row={row} props={props} locale={locale} />
        ))}
      </tbody>
    </table>
  ); // prettier-ignore
}

const balance = ({ left, units }: { left: number; units: number }, locale: Locale): string => {
  const words = supervisingWords(locale).supervised;
  const all = countWords(units, locale);
  return left === 0 ? words.allDone(all) : words.left(countWords(left, locale), all);
};

export interface SupervisedSectionProps extends Omit<ListProps, 'columns'> {
  id: string;
  counts: { units: number; left: number };
  tasks: readonly { n: number; label: string }[];
  mayAdd: boolean;
  moreHref: string | null;
}

function Adding({ props, locale }: { props: SupervisedSectionProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).supervised;
  const whole = { value: '', label: words.whole };
  return (
    <details>
      <summary safe>{words.add}</summary>
      <form method="post" action={`/assignments/${props.id}/supervise`} class="act">
        <TextArea id="f-units" name="units" label={words.units} hint={words.unitsHint} required />
        {props.tasks.length === 0 ? null : (
          <Select
            id="f-task"
            name="task"
            label={words.addTask}
            options={[whole, ...props.tasks.map(({ n, label }) => ({ value: String(n), label: words.task(label) }))]}
          />
        )}
        <Submit label={words.addButton} icon="people" look="secondary" />
      </form>
    </details>
  );
}

/** On the page of a duty: whom the unit sees to that they act, and how far they are. */
export function SupervisedSection({ props, locale }: { props: SupervisedSectionProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).supervised;
  const columns = { unit: true, supervisor: false, paper: false };
  return (
    <section aria-labelledby="supervised">
      <h2 id="supervised" safe>
        {words.title}
      </h2>
      <p class="muted" safe>
        {words.intro}
      </p>
      {props.counts.units === 0 ? null : (
        <>
          <p safe>{balance(props.counts, locale)}</p>
          <ThirdParties props={{ ...props, columns }} locale={locale} />
          <NextLink href={props.moreHref} locale={locale} />
        </>
      )}
      {props.mayAdd ? <Adding props={props} locale={locale} /> : null}
    </section>
  );
}

/** On the page of a directive: how many third parties are left under it, and where they are listed. */
export function SupervisedSummary(props: {
  id: string;
  counts: { units: number; left: number };
  locale: Locale;
}): JSX.Element {
  if (props.counts.units === 0) return <></>;
  const words = supervisingWords(props.locale).supervised;
  return (
    <section class="sheet" aria-labelledby="supervised">
      <h2 id="supervised" safe>
        {words.title}
      </h2>
      <p safe>{balance(props.counts, props.locale)}</p>
      <p>
        <a href={`/directives/${props.id}/supervised?left=true`} safe>
          {words.open}
        </a>
      </p>
    </section>
  );
}

export interface SupervisedPageProps extends ListProps {
  title: string;
  intro: string | null;
  back: { href: string; text: string };
  /** The list without paging and filter. */
  href: string;
  left: boolean;
  counts: { units: number; left: number };
  nextHref: string | null;
  errors?: readonly FormError[];
}

/** A list of third parties: of one duty, of a directive, or what others see to that one's own unit does. */
export function supervisedPage(frame: Frame, props: SupervisedPageProps): string {
  const { locale } = frame;
  const words = supervisingWords(locale).supervised;
  const tabs = [
    { href: `${props.href}?left=true`, text: words.filterLeft, count: props.counts.left, current: props.left },
    { href: props.href, text: words.filterAll, count: props.counts.units, current: !props.left },
  ];
  const content = (
    <>
      <Crumbs label={words.title} crumbs={[props.back, { href: null, text: props.title }]} />
      <h1 safe>{props.title}</h1>
      <ErrorSummary errors={props.errors ?? []} locale={locale} />
      {props.intro === null ? null : (
        <p class="lead" safe>
          {props.intro}
        </p>
      )}
      <nav class="tabs" aria-label={words.status}>
        <ul>
          {tabs.map((tab) => (
            <li>
              <a href={tab.href} aria-current={tab.current ? 'true' : undefined}>
                <span safe>{tab.text}</span>
                <span class="count" safe>
                  {countWords(tab.count, locale)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ThirdParties props={props} locale={locale} />
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: props.title, frame, content, current: 'assignments' });
}
