import type { Locale } from '../../platform/caller.js';
import { attribute } from '../../platform/components/form.js';
import { dateWords } from '../../platform/components/when.js';
import { plusDays, type IsoDate } from '../../platform/vn-time.js';
import { hrefOf } from '../parts.view.js';
import type { Neighbour } from './card.queries.js';
import { en } from './words.en.js';
import { placeOf, rowsOfBars, spanOf, yearsIn, type Bar, type Lane } from './time-line.rules.js';
import { vi, type CardWords } from './words.vi.js';

export const cardWords = (locale: Locale): CardWords => (locale === 'vi' ? vi : en);

/** What a succession rests on: an official table or plan by its own paper, else how sure it is. */
export function groundWords(
  { confidence, legalBasis }: Pick<Neighbour, 'confidence' | 'legalBasis'>,
  locale: Locale,
): string {
  const words = cardWords(locale);
  return confidence === 'official' && legalBasis !== null
    ? words.accordingTo(legalBasis)
    : words.confidences[confidence];
}

interface TimeLineProps {
  name: string;
  lanes: readonly Lane[];
  /** The day looked at. */
  at: IsoDate;
  /** Days on which it took over from others or others from it, and how to say so. */
  changes: readonly { on: IsoDate; text: string }[];
  locale: Locale;
}

const WIDTH = 960;
const LEFT = 190;
const ROW = 26;
const HEAD = 26;
const LETTER = 6.6;
const YEAR_WIDTH = 34;

const cut = (text: string, width: number): string => {
  const letters = Math.floor((width - 10) / LETTER);
  if (text.length <= letters) return text;
  return letters < 3 ? '' : `${text.slice(0, letters - 1).trimEnd()}…`;
};

type Span = ReturnType<typeof spanOf>;

function BarShape({ bar, y, span }: { bar: Bar; y: number; span: Span }): JSX.Element {
  const [from, to] = [bar.from ?? span.from, bar.to ?? span.to].map((day) => placeOf(day, span, WIDTH - LEFT));
  const width = Math.max(2, to! - from!);
  return (
    <>
      <rect class="time-bar" x={LEFT + from!} y={y + 3} width={width} height={ROW - 6} rx="3" />
      <text class="time-text" x={LEFT + from! + 6} y={y + ROW / 2 + 4} safe>
        {cut(bar.text, width)}
      </text>
    </>
  );
}

/** The time line drawn; whoever does not see it has the list. */
export function TimeLine({ name, lanes, at, changes, locale }: TimeLineProps): JSX.Element {
  const words = cardWords(locale);
  const span = spanOf(lanes, [at, ...changes.map(({ on }) => on)]);
  const rows = lanes.flatMap(({ key, bars }) =>
    rowsOfBars(bars).map((held, i) => ({ label: i === 0 ? words.lanes[key] : '', bars: held })),
  );
  const foot = HEAD + rows.length * ROW;
  const height = foot + changes.length * ROW + 4;
  const today = LEFT + placeOf(at, span, WIDTH - LEFT);
  const years = yearsIn(span)
    .map((day) => ({ year: day.slice(0, 4), x: LEFT + placeOf(day, span, WIDTH - LEFT) }))
    .filter(({ x }) => x <= WIDTH - YEAR_WIDTH);
  return (
    <svg
      class="time-line"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={attribute(words.timeLineAbout(name))}
    >
      {years.map(({ year, x }) => (
        <>
          <line class="time-year" x1={x} x2={x} y1={HEAD - 4} y2={foot} />
          <text class="time-tick" x={x + 3} y="14" safe>
            {year}
          </text>
        </>
      ))}
      {rows.map(({ label, bars }, i) => (
        <>
          <text class="time-lane" x="0" y={HEAD + i * ROW + ROW / 2 + 4} safe>
            {label}
          </text>
          {bars.map((bar) => (
            <BarShape bar={bar} y={HEAD + i * ROW} span={span} />
          ))}
        </>
      ))}
      {changes.map(({ on, text }, i) => {
        const x = LEFT + placeOf(on, span, WIDTH - LEFT);
        const isLeft = x > LEFT + (WIDTH - LEFT) / 2;
        return (
          <>
            <line class="time-change" x1={x} x2={x} y1={HEAD - 4} y2={foot + (i + 1) * ROW} />
            <text
              class="time-text"
              x={isLeft ? x - 6 : x + 6}
              y={foot + i * ROW + ROW / 2 + 4}
              text-anchor={isLeft ? 'end' : 'start'}
              safe
            >
              {text}
            </text>
          </>
        );
      })}
      <line class="time-today" x1={today} x2={today} y1={HEAD - 8} y2={height} />
    </svg>
  );
}

/** When something held, in words; the day before `to` is the last one. */
export function stretchWords({ from, to }: { from: IsoDate | null; to: IsoDate | null }, locale: Locale): string {
  const words = cardWords(locale);
  const begin = from === null ? words.always : words.from(dateWords(from, locale));
  return to === null ? begin : `${begin}, ${words.until(dateWords(plusDays(to, -1), locale))}`;
}

/** The same as a list, for readers and phones, with the paper that each rests on. */
export function TimeList({ lanes, at, locale }: Pick<TimeLineProps, 'lanes' | 'at' | 'locale'>): JSX.Element {
  const words = cardWords(locale);
  return (
    <dl class="time-list">
      {lanes.map(({ key, bars }) => (
        <div>
          <dt safe>{words.lanes[key]}</dt>
          {bars.map((bar) => (
            <dd>
              {bar.code === null ? (
                <b safe>{bar.text}</b>
              ) : (
                <a href={hrefOf(bar.code, at)} safe>
                  {bar.text}
                </a>
              )}{' '}
              <span safe>{stretchWords(bar, locale)}</span>
              <small safe>{bar.legalBasis === null ? words.noBasis : words.basis(bar.legalBasis)}</small>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
