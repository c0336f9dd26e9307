import type { Children } from '@kitajs/html';
import type { Locale } from '../caller.js';
import { Icon, type IconName } from './icon.js';
import { frameWords } from './words.js';

/** The way to the next page of a list; nothing on the last one. */
export function NextLink({ href, locale }: { href: string | null; locale: Locale }): JSX.Element {
  if (href === null) return <></>;
  return (
    <p class="next">
      <a class="button button-secondary" href={href} rel="next">
        <span safe>{frameWords(locale).next}</span>
        <Icon name="next" />
      </a>
    </p>
  );
}

/** What a list says when there is nothing in it, and what to do next. */
export function Empty(props: {
  icon: IconName;
  title: string;
  text?: string | undefined;
  children?: Children;
}): JSX.Element {
  return (
    <div class="empty">
      <Icon name={props.icon} />
      <p class="empty-title" safe>
        {props.title}
      </p>
      {props.text ? <p safe>{props.text}</p> : null}
      {props.children}
    </div>
  );
}

/** Name and value, one under the other on a phone. */
export function Facts({ rows }: { rows: readonly (readonly [string, Children])[] }): JSX.Element {
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div>
            <dt safe>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export type NoteTone = 'done' | 'warning' | 'error' | 'plain';
const NOTE_ICON: Record<NoteTone, IconName> = { done: 'done', warning: 'warning', error: 'refuse', plain: 'question' };

/** A sentence that must be seen. */
export function Note(props: { tone: NoteTone; text: string; title?: string; children?: Children }): JSX.Element {
  return (
    <div class={`note note-${props.tone}`}>
      <Icon name={NOTE_ICON[props.tone]} />
      <div>
        {props.title ? <strong safe>{props.title}</strong> : null}
        {props.text ? <p safe>{props.text}</p> : null}
        {props.children}
      </div>
    </div>
  );
}

export interface Crumb {
  href: string | null;
  text: string;
}

/** Where one is, from the top; the last has no link. */
export function Crumbs({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }): JSX.Element {
  return (
    <nav class="crumbs" aria-label={label}>
      <ol>
        {crumbs.map((crumb) => (
          <li>
            {crumb.href === null ? (
              <span aria-current="page" safe>
                {crumb.text}
              </span>
            ) : (
              <a href={crumb.href} safe>
                {crumb.text}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The head of a list: each column's words and its look, `''` for a plain one. */
export const TableHead = ({
  columns,
}: {
  columns: readonly (readonly [words: string, look: string])[];
}): JSX.Element => (
  <thead>
    <tr>
      {columns.map(([words, look]) => (
        <th scope="col" class={look} safe>
          {words}
        </th>
      ))}
    </tr>
  </thead>
);
