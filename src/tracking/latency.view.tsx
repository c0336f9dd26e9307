import type { Locale } from '../platform/caller.js';
import { TableHead } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import type { Latency, Times } from './latency.queries.js';
import { trackingWords } from './progress.view.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A span of time for people: minutes, hours or days, with one decimal below ten. */
export function durationWords(seconds: number | null, locale: Locale): string {
  const words = trackingWords(locale).pace;
  if (seconds === null) return words.notReached;
  const short = (n: number): string =>
    new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en', { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n);
  if (seconds < HOUR) return words.minutes(short(Math.round(seconds / 60)));
  return seconds < 2 * DAY ? words.hours(short(seconds / HOUR)) : words.days(short(seconds / DAY));
}

/** A level of units for people. */
export function levelWords(level: string, locale: Locale): string {
  const words: Readonly<Record<string, string>> = trackingWords(locale).pace.levels;
  return words[level] ?? level;
}

/** Median and 90th percentile as one bar; its text alternative is the numbers. */
function TimesBar({ times, longest, frame }: { times: Times; longest: number; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).pace;
  const [median, p90] = [durationWords(times.median, frame.locale), durationWords(times.p90, frame.locale)];
  const width = (of: number | null): string => `${longest > 0 ? Math.round(((of ?? 0) / longest) * 1000) / 10 : 0}%`;
  return (
    <span class="stage">
      <svg
        class="bar"
        role="img"
        aria-label={`${words.median}: ${median}; ${words.p90}: ${p90}`}
        width="100%"
        height="12"
      >
        <rect class="fill-ground" width="100%" height="100%" />
        <rect class="fill-wait" width={times.p90 === null && longest > 0 ? '100%' : width(times.p90)} height="100%" />
        <rect class="fill-active" width={width(times.median)} height="100%" />
      </svg>
      <span class="stage-figure" safe>{`${median} · ${p90}`}</span>
    </span>
  );
}

const longestOf = (rows: readonly { sinceIssue: Times }[]): number =>
  Math.max(0, ...rows.map(({ sinceIssue }) => sinceIssue.p90 ?? sinceIssue.median ?? 0));

interface LatencyProps {
  directive: string;
  latency: Latency;
  frame: Frame;
}

/** The way down by level of the units, and the branches where it takes longest. */
export function LatencySection({ directive, latency, frame }: LatencyProps): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale).pace;
  const { levels, slowest } = latency;
  return (
    <section aria-labelledby="latency">
      <h2 id="latency" safe>
        {words.latency}
      </h2>
      <p class="muted" safe>
        {words.latencyText}
      </p>
      <table class="list cards">
        <TableHead columns={[[words.level, ''], [words.acknowledged, 'number'], [`${words.median} · ${words.p90}`, 'col-bar'], [words.medianSent, 'number'], [words.p90Sent, 'number']]} />
        <tbody>
          {levels.map((of) => (
            <tr>
              <th scope="row" class="cell-main" safe>
                {levelWords(of.level, frame.locale)}
              </th>
              <td class="number" data-label={words.acknowledged} safe>
                {`${countWords(of.acknowledged, locale)}/${countWords(of.total, locale)}`}
              </td>
              <td data-label={`${words.median} · ${words.p90}`}>
                <TimesBar times={of.sinceIssue} longest={longestOf(levels)} frame={frame} />
              </td>
              <td class="number" data-label={words.medianSent} safe>
                {durationWords(of.sinceSent.median, locale)}
              </td>
              <td class="number" data-label={words.p90Sent} safe>
                {durationWords(of.sinceSent.p90, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 safe>{words.slowest}</h3>
      <p class="muted" safe>
        {words.slowestText}
      </p>
      <table class="list cards">
        <TableHead columns={[[words.branch, ''], [words.acknowledged, 'number'], [`${words.median} · ${words.p90}`, 'col-bar']]} />
        <tbody>
          {slowest.map((branch) => (
            <tr>
              <th scope="row" class="cell-main">
                <a href={`/directives/${directive}?under=${encodeURIComponent(branch.unitCode)}`} safe>
                  {branch.unitName}
                </a>
              </th>
              <td class="number" data-label={words.acknowledged} safe>
                {`${countWords(branch.acknowledged, locale)}/${countWords(branch.total, locale)}`}
              </td>
              <td data-label={`${words.median} · ${words.p90}`}>
                <TimesBar times={branch.sinceIssue} longest={longestOf(slowest)} frame={frame} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ); // prettier-ignore
}
