import { Find, Hidden, Select, Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import {
  REGISTERS,
  registerWords,
  titleOf,
  type IncomingLine,
  type OutgoingLine,
  type RegisterHead,
  type RegisterName,
} from './register-line.rules.js';

export interface RegisterProps {
  head: RegisterHead;
  /** The reader's own unit: its code is left out of addresses. */
  own: boolean;
  years: readonly number[];
  find: string;
  lines: readonly (OutgoingLine | IncomingLine)[];
  cells: readonly (readonly string[])[];
  nextCursor: string | null;
}

/** The column that names the paper: it leads to it, and heads the card on a phone. */
const ABOUT: Readonly<Record<RegisterName, number>> = { outgoing: 2, incoming: 5, 'follow-up': 1 };

/** The parameters that say which book is open; others are added to them. */
function hrefOf({ head, own }: RegisterProps, path: string, more: Readonly<Record<string, string>> = {}): string {
  const parameters = { ...(own ? {} : { unit: head.unitCode }), year: String(head.year), ...more };
  return `${path}?${new URLSearchParams(parameters).toString()}`;
}

const paperHref = (line: OutgoingLine | IncomingLine): string | null => {
  if ('directiveId' in line) return `/directives/${line.directiveId}`;
  return line.assignmentId === null ? null : `/assignments/${line.assignmentId}`;
};

const About = ({ text, href }: { text: string; href: string | null }): JSX.Element =>
  href === null ? (
    <span safe>{text}</span>
  ) : (
    <a href={href} safe>
      {text}
    </a>
  );

function Lines({ props, columns }: { props: RegisterProps; columns: readonly string[] }): JSX.Element {
  const about = ABOUT[props.head.name];
  return (
    <div class="register-scroll" role="region" aria-labelledby="register-title" tabindex="0">
      <table class="list cards register">
        <TableHead columns={columns.map((words) => [words, ''] as const)} />
        <tbody>
          {props.cells.map((cells, row) => (
            <tr>
              {cells.map((text, i) =>
                i === about ? (
                  <th scope="row" class="cell-main" data-label={columns[i]}>
                    <About text={text} href={props.own ? paperHref(props.lines[row]!) : null} />
                  </th>
                ) : (
                  <td data-label={columns[i]} safe>
                    {text}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Tabs = ({ props }: { props: RegisterProps }): JSX.Element => {
  const words = registerWords(props.head.locale);
  return (
    <nav class="tabs" aria-label={words.registers}>
      <ul>
        {REGISTERS.map((name) => (
          <li>
            <a
              href={hrefOf(props, `/registers/${name}`)}
              aria-current={name === props.head.name ? 'page' : undefined}
              safe
            >
              {words.short[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

function Tools({ props }: { props: RegisterProps }): JSX.Element {
  const { head } = props;
  const words = registerWords(head.locale);
  const path = `/registers/${head.name}`;
  const years = props.years.includes(head.year) ? props.years : [head.year, ...props.years];
  return (
    <div class="register-tools no-print">
      <form method="get" action={path} class="register-year">
        {props.own ? null : <Hidden name="unit" value={head.unitCode} />}
        <Select
          name="year"
          label={words.year}
          value={String(head.year)}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <Submit label={words.show} look="secondary" />
      </form>
      <p class="register-files">
        <a class="button button-secondary" href={hrefOf(props, `${path}/pdf`)}>
          <Icon name="print" /> <span safe>{words.pdf}</span>
        </a>{' '}
        <a class="button button-secondary" href={hrefOf(props, `${path}/xlsx`)}>
          <Icon name="down" /> <span safe>{words.xlsx}</span>
        </a>
      </p>
    </div>
  );
}

/** `/registers/:name`: a year's register of a unit, the latest lines first. */
export function registerPageHtml(frame: Frame, props: RegisterProps): string {
  const { head, find } = props;
  const words = registerWords(head.locale);
  const path = `/registers/${head.name}`;
  const kept = { ...(props.own ? {} : { unit: head.unitCode }), year: String(head.year) };
  const more = { ...(find ? { q: find } : {}), cursor: props.nextCursor ?? '' };
  const content = (
    <>
      <h1 id="register-title">
        <small safe>{head.unitName}</small> <span safe>{titleOf(head)}</span>
      </h1>
      <p class="lead no-print" safe>
        {words.intro[head.name]}
      </p>
      <Tabs props={props} />
      <Tools props={props} />
      <Find action={path} name="q" value={find} label={words.find} button={words.findButton} kept={kept} />
      {props.cells.length === 0 ? (
        <Empty icon={find ? 'search' : 'paper'} title={find ? words.emptyFound : words.empty} />
      ) : (
        <Lines props={props} columns={words.columns[head.name]} />
      )}
      <NextLink href={props.nextCursor === null ? null : hrefOf(props, path, more)} locale={head.locale} />
    </>
  );
  return page({ title: titleOf(head), frame, content, current: 'registers' });
}
