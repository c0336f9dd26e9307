import type { Locale } from '../platform/caller.js';
import { TableHead } from '../platform/components/parts.js';
import { Tag } from '../platform/components/state.js';
import { dateWords } from '../platform/components/when.js';
import { plusDays, type IsoDate } from '../platform/vn-time.js';
import type { Side, UnitDiff } from './diff.rules.js';
import { wordsIn } from './words.rules.js';

interface DiffProps {
  lines: readonly UnitDiff[];
  on: IsoDate;
  /** A unit that is to be founded has a page once it is there. */
  begun: boolean;
  /** What each kind of unit is called. */
  kinds: Readonly<Record<string, string>>;
  locale: Locale;
}

/** What is written of a unit on one side, line by line, so that the sides can be compared. */
function linesOf(side: Side, { kinds, locale }: Pick<DiffProps, 'kinds' | 'locale'>): string[] {
  const words = wordsIn(locale);
  return [
    side.name,
    ...(side.name.startsWith(kinds[side.kind] ?? '') && locale === 'vi' ? [] : [kinds[side.kind] ?? side.kind]),
    ...side.parents
      .toSorted((a, b) => (a.line < b.line ? -1 : 1))
      .map(({ line, name }) => words.page.under[line](name)),
    ...side.officialCodes.map(({ scheme, value }) => `${words.schemes[scheme as keyof typeof words.schemes]} ${value}`),
  ];
}

function SideCell({ lines, other }: { lines: readonly string[]; other: readonly string[] }): JSX.Element {
  return (
    <ul class="plain diff-side">
      {lines.map((line) => (
        <li class={other.length > 0 && !other.includes(line) ? 'diff-changed' : ''} safe>
          {line}
        </li>
      ))}
    </ul>
  );
}

function Successors({ unit, locale }: { unit: UnitDiff; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  if (unit.successors.length === 0) return <></>;
  const said = unit.successors.map(({ name, main, takesDuties }) => {
    if (!takesDuties) return words.officeSuccessor(name);
    return main ? words.mainSuccessor(name) : words.successor(name);
  });
  return (
    <ul class="plain cell-note">
      {said.map((text) => (
        <li safe>{text}</li>
      ))}
    </ul>
  );
}

function Line({ unit, props }: { unit: UnitDiff; props: DiffProps }): JSX.Element {
  const { locale, on } = props;
  const words = wordsIn(locale);
  const before = unit.before ? linesOf(unit.before, props) : [];
  const after = unit.after ? linesOf(unit.after, props) : [];
  const name = unit.before?.name ?? unit.after?.name ?? unit.code;
  const day = unit.before ? plusDays(on, -1) : on;
  return (
    <tr>
      <td class="cell-main">
        {unit.before || props.begun ? (
          <a href={`/units/${encodeURIComponent(unit.code)}?at=${day}`} safe>
            {name}
          </a>
        ) : (
          <span safe>{name}</span>
        )}
        <p class="cell-note">
          <code safe>{unit.code}</code>
        </p>
        <p class="cell-note" safe>
          {unit.what.map((what) => words.changes[what]).join(', ')}
        </p>
        {unit.derived ? <Tag tone="plain" text={words.page.derived} /> : null}
      </td>
      <td data-label={words.page.before(dateWords(on, locale))}>
        {unit.before ? (
          <SideCell lines={before} other={after} />
        ) : (
          <span class="muted" safe>
            {words.page.notYet}
          </span>
        )}
      </td>
      <td data-label={words.page.after(dateWords(on, locale))}>
        <div>
          {unit.after ? (
            <SideCell lines={after} other={before} />
          ) : (
            <strong class="diff-ended" safe>
              {words.page.ended}
            </strong>
          )}
          <Successors unit={unit} locale={locale} />
        </div>
      </td>
    </tr>
  );
}

/** Units before and after, side by side; what differs is marked. */
export function Diff(props: DiffProps): JSX.Element {
  const words = wordsIn(props.locale).page;
  const date = dateWords(props.on, props.locale);
  return (
    <table class="list cards diff">
      <TableHead
        columns={[
          [words.unit, ''],
          [words.before(date), ''],
          [words.after(date), ''],
        ]}
      />
      <tbody>
        {props.lines.map((unit) => (
          <Line unit={unit} props={props} />
        ))}
      </tbody>
    </table>
  );
}
