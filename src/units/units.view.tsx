import type { Locale } from '../platform/caller.js';
import { Find, Hidden, Input, Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { dateWords } from '../platform/components/when.js';
import { countWords, wordsOf } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { IsoDate } from '../platform/vn-time.js';
import { en } from './words.en.js';
import type { Kind, Level, Line } from './vocabulary.rules.js';
import { vi, type UnitWords } from './words.vi.js';

const wordsIn = (locale: Locale): UnitWords => (locale === 'vi' ? vi : en);

export interface UnitLine {
  code: string;
  name: string;
  kind: Kind;
  level: Level;
  /** Units directly below on the administrative line. */
  direct: number;
}

/** How many units there are on each level, in the order to show. */
export type LevelCounts = readonly { level: Level; units: number }[];

interface TreeProps {
  /** The day looked at. */
  at: IsoDate;
  /** From the top down, without the unit itself. */
  above: readonly { code: string; name: string }[];
  counts: LevelCounts;
  children: readonly UnitLine[];
  nextHref: string | null;
}

/** `/units`: the top of the tree, or what was searched for. */
export interface UnitsProps extends TreeProps {
  /** What was searched for; the children are then the units found, and `found` how many there are. */
  q: string;
  found: number;
}

/** `/units/:code`: one unit and the level below it. */
export interface UnitProps extends TreeProps {
  unit: UnitLine;
  parent: { code: string; name: string } | null;
  sectoral: { code: string; name: string } | null;
  territory: { code: string; name: string } | null;
  officialCodes: readonly { scheme: string; value: string; from: IsoDate | null; to: IsoDate | null }[];
  names: readonly { name: string; from: IsoDate | null; to: IsoDate | null }[];
  endedOn: IsoDate | null;
  /** The line along which the level below is shown. */
  line: Line;
  /** Where the unit's own history is, for who may read it. */
  historyHref: string | null;
}

const hrefOf = (code: string, at: IsoDate): string => `/units/${encodeURIComponent(code)}?at=${at}`;

function Controls({ q, at, action, locale }: { q: string; at: IsoDate; action: string; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  return (
    <div class="filters">
      <Find action="/units" name="q" value={q} label={words.find} button={words.findButton} kept={{ at }} />
      <form method="get" action={action} class="date-picker" data-send-on-change="">
        {q ? <Hidden name="q" value={q} /> : null}
        <Input name="at" label={words.at} value={at} type="date" required />
        <Submit label={words.atButton} look="secondary" />
      </form>
    </div>
  );
}

function Counts({ counts, locale }: { counts: LevelCounts; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
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

function Table({ lines, at, locale }: { lines: readonly UnitLine[]; at: IsoDate; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const heads: readonly (readonly [string, string])[] = [
    [words.name, ''],
    [words.kind, ''],
    [words.code, ''],
    [words.direct, 'number'],
  ];
  return (
    <table class="list cards">
      <TableHead columns={heads} />
      <tbody>
        {lines.map((line) => (
          <tr>
            <td class="cell-main">
              <a href={hrefOf(line.code, at)} safe>
                {line.name}
              </a>
            </td>
            <td data-label={words.kind} safe>
              {wordsOf(words.kinds, line.kind)}
            </td>
            <td data-label={words.code}>
              <code safe>{line.code}</code>
            </td>
            <td class="number" data-label={words.direct} safe>
              {line.direct === 0 ? '–' : countWords(line.direct, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The whole hierarchy, or the units that a search found. */
export function unitsPage(frame: Frame, props: UnitsProps): string {
  const { locale } = frame;
  const words = wordsIn(locale);
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>{`${words.intro} ${words.era}`}</p>
      <Controls q={props.q} at={props.at} action="/units" locale={locale} />
      {props.q ? (
        <h2 safe>{words.results(countWords(props.found, locale), props.q)}</h2>
      ) : (
        <Counts counts={props.counts} locale={locale} />
      )}
      {props.children.length > 0 ? (
        <Table lines={props.children} at={props.at} locale={locale} />
      ) : (
        <Empty icon="search" title={words.noResults} text={words.noResultsText} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'units' });
}

const lines = (texts: readonly string[]): JSX.Element | null =>
  texts.length === 0 ? null : (
    <ul class="plain">
      {texts.map((text) => (
        <li safe>{text}</li>
      ))}
    </ul>
  );

function About({ props, locale }: { props: UnitProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const link = (unit: { code: string; name: string } | null): JSX.Element | null =>
    unit === null ? null : (
      <a href={hrefOf(unit.code, props.at)} safe>
        {unit.name}
      </a>
    );
  const period = (from: IsoDate | null, to: IsoDate | null): string =>
    [from === null ? '' : words.from(dateWords(from, locale)), to === null ? '' : words.until(dateWords(to, locale))]
      .filter(Boolean)
      .join(' ');
  const during = (text: string, of: { from: IsoDate | null; to: IsoDate | null }): string =>
    [text, period(of.from, of.to)].filter(Boolean).join(', ');
  const scheme = (code: string): string => wordsOf(words.schemes, code);
  return (
    <Facts
      rows={[
        [words.kind, <span safe>{wordsOf(words.kinds, props.unit.kind)}</span>],
        [words.code, <code safe>{props.unit.code}</code>],
        [words.parent, link(props.parent)],
        [words.sectoral, link(props.sectoral)],
        [words.territory, link(props.territory)],
        [words.official, lines(props.officialCodes.map((c) => during(`${scheme(c.scheme)} ${c.value}`, c)))],
        [words.formerNames, props.names.length < 2 ? null : lines(props.names.map((n) => during(n.name, n)))],
      ]}
    />
  );
}

const LINES: readonly Line[] = ['administrative', 'sectoral', 'territory'];

/** Below a unit there are other units on each line: whom it commands, its profession, who serves its area. */
function Lines({ props, locale }: { props: UnitProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  return (
    <nav class="tabs" aria-label={words.line}>
      <ul>
        {LINES.map((line) => (
          <li>
            <a
              href={`${hrefOf(props.unit.code, props.at)}&line=${line}`}
              aria-current={line === props.line ? 'true' : undefined}
              safe
            >
              {words.lines[line]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One unit: what it is, whom it is under, and the level below. */
export function unitPage(frame: Frame, props: UnitProps): string {
  const { locale } = frame;
  const words = wordsIn(locale);
  const crumbs = [
    { href: `/units?at=${props.at}`, text: words.country },
    ...props.above.map(({ code, name }) => ({ href: hrefOf(code, props.at), text: name })),
    { href: null, text: props.unit.name },
  ];
  const content = (
    <>
      <Crumbs label={words.crumbs} crumbs={crumbs} />
      <h1 safe>{props.unit.name}</h1>
      {props.endedOn === null ? null : <Note tone="warning" text={words.ended(dateWords(props.endedOn, locale))} />}
      <div class="sheet">
        <About props={props} locale={locale} />
        {props.historyHref === null ? null : (
          <a class="button button-secondary" href={props.historyHref}>
            <Icon name="history" /> <span safe>{words.history}</span>
          </a>
        )}
      </div>
      <Controls q="" at={props.at} action={`/units/${encodeURIComponent(props.unit.code)}`} locale={locale} />
      <Counts counts={props.counts} locale={locale} />
      <h2 safe>{words.below}</h2>
      <Lines props={props} locale={locale} />
      {props.children.length > 0 ? (
        <Table lines={props.children} at={props.at} locale={locale} />
      ) : (
        <Empty icon="tree" title={words.none} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: props.unit.name, frame, content, current: 'units' });
}
