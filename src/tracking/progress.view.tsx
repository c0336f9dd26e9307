import type { Locale } from '../platform/caller.js';
import { donePercent, Legend, outcomeParts, StackedBar, type Outcomes } from '../platform/components/bar.js';
import { Icon } from '../platform/components/icon.js';
import type { Receipt, Work } from '../platform/components/state.js';
import { Due, instantWords, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type TrackingWords } from './words.vi.js';

export const trackingWords = (locale: Locale): TrackingWords => (locale === 'vi' ? vi : en);

/** Counts of a node and everything below it, as the API gives them; a state with nobody in it may be absent. */
export interface ProgressCounts {
  total: number;
  receipt: Partial<Record<Receipt, number>>;
  work: Partial<Record<Work, number>>;
  receiptOutcome: Outcomes;
  workOutcome: Outcomes;
}

/** The node looked at. */
export interface Progress extends ProgressCounts {
  unit: string;
  asOf: Instant;
  lagSeconds: number;
}

/** A unit that keeps units below it waiting. */
export interface Blocker {
  unit: string;
  name: string;
  /** Where the branch of this unit is. */
  href: string;
  waiting: number;
  dueAt: Instant | null;
}

const sum = (outcomes: Outcomes): number =>
  outcomes.doneOnTime + outcomes.doneLate + outcomes.openInTerm + outcomes.openOverdue;

interface MeterProps {
  title: string;
  hint: string;
  outcomes: Outcomes;
  apart: readonly (readonly [number, string])[];
  locale: Locale;
}

/** One stage of the whole node: its share done, the bar, and the four outcomes with their numbers. */
function Meter({ title, hint, outcomes, apart, locale }: MeterProps): JSX.Element {
  const words = trackingWords(locale);
  const parts = outcomeParts(outcomes, locale);
  const others = apart.filter(([count]) => count > 0).map(([count, text]) => `${countWords(count, locale)} ${text}`);
  return (
    <section class="meter">
      <h3 safe>{title}</h3>
      <p class="meter-figure">
        <b>{donePercent(outcomes)}%</b>{' '}
        <span safe>{`${words.done} ${words.ofUnits(countWords(sum(outcomes), locale))}`}</span>
      </p>
      <p class="muted" safe>
        {hint}
      </p>
      <StackedBar parts={parts} locale={locale} />
      <Legend parts={parts} locale={locale} />
      {others.length > 0 ? <p class="apart" safe>{`${words.apart}: ${others.join(', ')}.`}</p> : null}
    </section>
  );
}

const answered = (progress: ProgressCounts): number =>
  (progress.receipt.acknowledged ?? 0) + (progress.receipt.returned ?? 0);

/** Both stages of a node; with htmx it renews itself every twenty seconds. */
export function Totals({ progress, frame }: { progress: Progress; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale);
  const lag = progress.lagSeconds > 0 ? `, ${words.lag(countWords(progress.lagSeconds, locale))}` : '';
  return (
    <div id="totals" hx-get={frame.path} hx-trigger="every 20s" hx-select="#totals" hx-swap="outerHTML">
      <div class="meters">
        <Meter
          title={words.receipt}
          hint={words.receiptText}
          outcomes={progress.receiptOutcome}
          apart={[
            [progress.receipt.expected ?? 0, words.expected],
            [progress.receipt.returned ?? 0, words.returned],
          ]}
          locale={locale}
        />
        <Meter
          title={words.work}
          hint={words.workText}
          outcomes={progress.workOutcome}
          apart={[[progress.work.notApplicable ?? 0, words.notApplicable]]}
          locale={locale}
        />
      </div>
      {answered(progress) === 0 && progress.total > 0 ? (
        <p class="silent">
          <Icon name="hourglass" /> <span safe>{words.silent}</span>
        </p>
      ) : null}
      <p class="as-of" safe>{`${words.asOf(instantWords(progress.asOf, locale))}${lag}`}</p>
    </div>
  );
}

/** Who holds the rest up: the units that must act first, most waiting first. */
export function Blocking({ blockers, frame }: { blockers: readonly Blocker[]; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale).blocking;
  return (
    <section class="blocking" aria-labelledby="blocking">
      <h2 id="blocking" safe>
        {words.title}
      </h2>
      {blockers.length === 0 ? (
        <p class="calm">
          <Icon name="done" /> <span safe>{words.none}</span>
        </p>
      ) : (
        <>
          <p class="muted" safe>
            {words.text}
          </p>
          <ol class="blockers">
            {blockers.map((blocker) => (
              <li>
                <a href={blocker.href} safe>
                  {blocker.name}
                </a>
                <b safe>{words.waiting(countWords(blocker.waiting, locale))}</b>
                <span>
                  <span class="muted" safe>
                    {words.since}
                  </span>{' '}
                  <Due at={blocker.dueAt} now={frame.now} locale={locale} />
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
