import type { Locale } from '../platform/caller.js';
import { Find, Hidden, Input, Submit } from '../platform/components/form.js';
import { TableHead } from '../platform/components/parts.js';
import { countWords, wordsOf } from '../platform/components/words.js';
import type { IsoDate } from '../platform/vn-time.js';
import type { Kind, Level, Line } from './vocabulary.rules.js';
import { en } from './words.en.js';
import { vi, type UnitWords } from './words.vi.js';

export const unitWords = (locale: Locale): UnitWords => (locale === 'vi' ? vi : en);

export interface UnitLine {
  code: string;
  name: string;
  kind: Kind;
  level: Level;
  /** Units directly below on the line shown. */
  direct: number;
}

export const hrefOf = (code: string, at: IsoDate): string => `/units/${encodeURIComponent(code)}?at=${at}`;

/** The search and the day. `kept` goes along with both. */
export function Controls(props: {
  q: string;
  at: IsoDate;
  action: string;
  kept: Readonly<Record<string, string>>;
  locale: Locale;
}): JSX.Element {
  const words = unitWords(props.locale);
  return (
    <div class="filters">
      <Find
        action="/units"
        name="q"
        value={props.q}
        label={words.find}
        button={words.findButton}
        kept={{ at: props.at }}
      />
      <form method="get" action={props.action} class="date-picker" data-send-on-change="">
        {props.q ? <Hidden name="q" value={props.q} /> : null}
        {Object.entries(props.kept).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <Input name="at" label={words.at} value={props.at} type="date" required />
        <Submit label={words.atButton} look="secondary" />
      </form>
    </div>
  );
}

/** How many units there are on each level. */
export function Counts({
  counts,
  locale,
}: {
  counts: readonly { level: Level; units: number }[];
  locale: Locale;
}): JSX.Element {
  const words = unitWords(locale);
  const shown = counts.filter(({ units }) => units > 0);
  if (shown.length === 0) return <></>;
  return (
    <dl class="figures" aria-label={words.counts}>
      {shown.map(({ level, units }) => (
        <div>
          <dt safe>{words.levels[level]}</dt>
          <dd safe>{countWords(units, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

const LINES: readonly Line[] = ['administrative', 'sectoral', 'territory'];

/** Whom a unit commands, its profession, who serves its area: one tree each. */
export function LineTabs(props: { line: Line; hrefTo: (line: Line) => string; locale: Locale }): JSX.Element {
  const words = unitWords(props.locale);
  return (
    <nav class="tabs" aria-label={words.line}>
      <ul>
        {LINES.map((line) => (
          <li>
            <a href={props.hrefTo(line)} aria-current={line === props.line ? 'true' : undefined} safe>
              {words.lines[line]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Units as rows, each with the way down to it where it is given. */
export function UnitTable(props: {
  lines: readonly (UnitLine & { path?: readonly { name: string }[] })[];
  at: IsoDate;
  /** Whether the rows are hits from everywhere, or what is directly below one unit. */
  hits: boolean;
  locale: Locale;
}): JSX.Element {
  const words = unitWords(props.locale);
  const heads: readonly (readonly [string, string])[] = [
    [words.name, ''],
    [words.kind, ''],
    [words.code, ''],
    ...(props.hits ? [] : [[words.direct, 'number'] as const]),
  ];
  return (
    <table class="list cards">
      <TableHead columns={heads} />
      <tbody>
        {props.lines.map((line) => (
          <tr>
            <td class="cell-main">
              <a href={hrefOf(line.code, props.at)} safe>
                {line.name}
              </a>
              {line.path && line.path.length > 0 ? (
                <span class="unit-path" safe>
                  {line.path.map(({ name }) => name).join(' › ')}
                </span>
              ) : null}
            </td>
            <td data-label={words.kind} safe>
              {wordsOf(words.kinds, line.kind)}
            </td>
            <td data-label={words.code}>
              <code safe>{line.code}</code>
            </td>
            {props.hits ? null : (
              <td class="number" data-label={words.direct} safe>
                {line.direct === 0 ? '–' : countWords(line.direct, props.locale)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
