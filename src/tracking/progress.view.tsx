import type { Locale } from '../platform/caller.js';
import {
  donePercent,
  Legend,
  outcomeParts,
  StackedBar,
  type BarPart,
  type Outcomes,
} from '../platform/components/bar.js';
import { Icon } from '../platform/components/icon.js';
import type { Receipt, Work } from '../platform/components/state.js';
import { Due, instantWords, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import type { Bucket } from './balance.rules.js';
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
  /** Duties in force, by how they pass the paper on. */
  relay?: { silent: number };
  /** Where each duty stands, once; and of those that a reorganisation moved, which count elsewhere. */
  balance?: Partial<Record<Bucket, number>>;
  superseded?: number;
  /** Who waits for a superior: of those that owe receipt, and of those that owe work. */
  waits?: { receipt: number; work: number };
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
  /** Since when the directive stands still, and the deadline with it. */
  pausedAt?: Instant | null;
}

/** The four outcomes of a stage, and who cannot begin for want of the paper. */
export const stageParts = (outcomes: Outcomes, waiting: number, locale: Locale): BarPart[] => [
  ...outcomeParts(outcomes, locale),
  ...(waiting > 0
    ? [{ label: trackingWords(locale).balance.waitingForRelay, count: waiting, tone: 'plain' as const }]
    : []),
];

const sum = (outcomes: Outcomes): number =>
  outcomes.doneOnTime + outcomes.doneLate + outcomes.openInTerm + outcomes.openOverdue;

interface MeterProps {
  title: string;
  hint: string;
  outcomes: Outcomes;
  waiting: number;
  apart: readonly (readonly [number, string])[];
  locale: Locale;
}

/** One stage of the whole node: its share done of the whole branch, the bar, and the outcomes with their numbers. */
function Meter({ title, hint, outcomes, waiting, apart, locale }: MeterProps): JSX.Element {
  const words = trackingWords(locale);
  const parts = stageParts(outcomes, waiting, locale);
  const whole = { ...outcomes, openInTerm: outcomes.openInTerm + waiting };
  const others = apart.filter(([count]) => count > 0).map(([count, text]) => `${countWords(count, locale)} ${text}`);
  return (
    <section class="meter">
      <h3 safe>{title}</h3>
      <p class="meter-figure">
        <b>{donePercent(whole)}%</b>{' '}
        <span safe>{`${words.done} ${words.ofUnits(countWords(sum(whole), locale))}`}</span>
      </p>
      {waiting > 0 ? (
        <p class="muted" safe>
          {words.ofReached(donePercent(outcomes), countWords(sum(outcomes), locale))}
        </p>
      ) : null}
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

const LINES = [
  'done', 'open', 'waiting', 'waitingForRelay', 'notApplicable', 'returned', 'askedBack', 'recalled', 'closedOpen', 'superseded',
] as const satisfies readonly Bucket[]; // prettier-ignore

/** Where every unit stands, each in one line; what a reorganisation moved is counted where it went. */
function Balance({ progress, locale }: { progress: ProgressCounts; locale: Locale }): JSX.Element {
  const words = trackingWords(locale).balance;
  const { balance, superseded = 0, total } = progress;
  if (!balance || total === 0) return <></>;
  const lines = LINES.map((bucket) => {
    const count = balance[bucket] ?? 0;
    return [words[bucket], bucket === 'superseded' ? count - superseded : count] as const;
  }).filter(([, count]) => count > 0);
  return (
    <section aria-labelledby="balance">
      <h3 id="balance" safe>
        {words.title}
      </h3>
      <dl class="balance">
        {[...lines, [words.total, total] as const].map(([label, count]) => (
          <div>
            <dt safe>{label}</dt>
            <dd class="number" safe>
              {countWords(count, locale)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

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
          waiting={progress.waits?.receipt ?? 0}
          apart={[[progress.balance?.returned ?? progress.receipt.returned ?? 0, words.returned]]}
          locale={locale}
        />
        <Meter
          title={words.work}
          hint={words.workText}
          outcomes={progress.workOutcome}
          waiting={progress.waits?.work ?? 0}
          apart={[[progress.work.notApplicable ?? 0, words.notApplicable]]}
          locale={locale}
        />
      </div>
      <Balance progress={progress} locale={locale} />
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
                  <Due
                    at={blocker.dueAt}
                    now={frame.now}
                    locale={locale}
                    paused={blocker.pausedAt ? { since: blocker.pausedAt } : null}
                  />
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
