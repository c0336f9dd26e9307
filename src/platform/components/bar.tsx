import type { Locale } from '../caller.js';
import { OUTCOME_TONE, type Outcome, type Tone } from './state.js';
import { countWords, frameWords } from './words.js';

export interface BarPart {
  label: string;
  count: number;
  tone: Tone;
}

/** The four outcomes of a stage (Decision 42/2014): counts of units. */
export type Outcomes = Record<Outcome, number>;

const OUTCOMES: readonly Outcome[] = ['doneOnTime', 'doneLate', 'openInTerm', 'openOverdue'];

export const outcomeParts = (outcomes: Outcomes, locale: Locale): BarPart[] =>
  OUTCOMES.map((outcome) => ({
    label: frameWords(locale).outcome[outcome],
    count: outcomes[outcome],
    tone: OUTCOME_TONE[outcome],
  }));

const percent = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100;

/** A row of parts as one bar; its numbers are its text alternative. Overdue is hatched as well as red. */
export function StackedBar({ parts, locale }: { parts: readonly BarPart[]; locale: Locale }): JSX.Element {
  const whole = parts.reduce((sum, part) => sum + part.count, 0);
  const shown = parts.filter((part) => part.count > 0);
  const label = shown.map((part) => `${part.label}: ${countWords(part.count, locale)}`).join('; ');
  let from = 0;
  return (
    <svg class="bar" role="img" aria-label={label || frameWords(locale).none} width="100%" height="12">
      <rect class="fill-ground" width="100%" height="100%" />
      {shown.map((part) => {
        const [x, width] = [percent(from, whole), percent(part.count, whole)];
        from += part.count;
        return (
          <>
            <rect class={`fill-${part.tone}`} x={`${x}%`} width={`${width}%`} height="100%" />
            {part.tone === 'late' ? <rect fill="url(#hatch)" x={`${x}%`} width={`${width}%`} height="100%" /> : null}
          </>
        );
      })}
    </svg>
  );
}

/** What the parts mean, with their numbers: the table beside the picture. */
export function Legend({ parts, locale }: { parts: readonly BarPart[]; locale: Locale }): JSX.Element {
  return (
    <ul class="legend">
      {parts.map((part) => (
        <li class={part.count === 0 ? 'legend-none' : ''}>
          <span class={`swatch swatch-${part.tone}`} aria-hidden="true"></span>
          <span safe>{part.label}</span>
          <b safe>{countWords(part.count, locale)}</b>
        </li>
      ))}
    </ul>
  );
}

/** Share of a stage that is done, in whole percent; never 100 while one unit is missing. */
export function donePercent(outcomes: Outcomes): number {
  const done = outcomes.doneOnTime + outcomes.doneLate;
  const whole = done + outcomes.openInTerm + outcomes.openOverdue;
  if (whole === 0) return 0;
  return done === whole ? 100 : Math.min(99, Math.round((done / whole) * 100));
}
