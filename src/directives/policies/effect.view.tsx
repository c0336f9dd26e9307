import type { Locale } from '../../platform/caller.js';
import { Note, TableHead } from '../../platform/components/parts.js';
import { dateWords } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { daysBetween } from '../../platform/vn-time.js';
import type { LastYearLine } from './last-year.rules.js';
import { stepDoes } from './policy-words.rules.js';
import type { PolicyPreview } from './preview-policy.usecase.js';
import { policyWords } from './words.rules.js';
import { ISSUED_AT, type ClassEffect, type HolidayEffect, type StageEffect } from './year-effect.rules.js';

interface StageProps {
  stage: StageEffect;
  was: StageEffect | undefined;
  locale: Locale;
}

function Stage({ stage, was, locale }: StageProps): JSX.Element {
  const words = policyWords(locale);
  const { columns, after, latest, papers, mails, mailsWas } = words.effect;
  const heads = [columns.step, columns.usual, columns.present, columns.latest, columns.off, columns.provisional];
  const said = mails(stage.mails.unit, stage.mails.above, stage.mails.letters);
  const isAsBefore = was !== undefined && said === mails(was.mails.unit, was.mails.above, was.mails.letters);
  return (
    <>
      <h4 safe>{words.stages[stage.stage]}</h4>
      <p>
        <span safe>{said}</span>{' '}
        {was === undefined || isAsBefore ? null : (
          <span safe>{mailsWas(was.mails.unit, was.mails.above, was.mails.letters)}</span>
        )}
      </p>
      <table class="list cards">
        <TableHead columns={heads.map((text) => [text, ''] as const)} />
        <tbody>
          {stage.steps.map((one, i) => {
            const before = was?.steps[i];
            return (
              <tr>
                <th scope="row" class="cell-main" data-label={columns.step} safe>
                  {`${i + 1}. ${stepDoes(one.step, locale)}`}
                </th>
                <td data-label={columns.usual} safe>
                  {after(one.usualDays, one.usualHours)}
                </td>
                <td data-label={columns.present}>{before ? after(before.usualDays, before.usualHours) : '–'}</td>
                <td data-label={columns.latest} safe>
                  {latest(one.latestDays, dateWords(one.latestIssuedOn, locale))}
                </td>
                <td data-label={columns.off} safe>
                  {papers(countWords(one.onDayOff, locale))}
                </td>
                <td data-label={columns.provisional} safe>
                  {papers(countWords(one.provisional, locale))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Holidays({ holidays, locale }: { holidays: readonly HolidayEffect[]; locale: Locale }): JSX.Element {
  const { effect } = policyWords(locale);
  if (holidays.length === 0) return <></>;
  const [when, days, within, after] = effect.holidayColumns;
  return (
    <>
      <h4 safe>{effect.holidays}</h4>
      <table class="list cards">
        <TableHead columns={effect.holidayColumns.map((text) => [text, ''] as const)} />
        <tbody>
          {holidays.map((one) => (
            <tr>
              <th scope="row" class="cell-main" data-label={when} safe>
                {`${dateWords(one.from, locale)} – ${dateWords(one.until, locale)}`}
              </th>
              <td data-label={days} safe>
                {countWords(daysBetween(one.from, one.until) + 1, locale)}
              </td>
              <td data-label={within} safe>
                {countWords(one.within, locale)}
              </td>
              <td data-label={after} safe>
                {countWords(one.after, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ClassProps {
  of: ClassEffect;
  was: ClassEffect | undefined;
  isOpen: boolean;
  locale: Locale;
}

const outOfHours = ({ atOnce }: ClassEffect, locale: Locale): string =>
  policyWords(locale).effect.outOfHours(countWords(atOnce.outOfHours, locale), countWords(atOnce.mails, locale));

function Class({ of, was, isOpen, locale }: ClassProps): JSX.Element {
  return (
    <details open={isOpen}>
      <summary>
        <h3 safe>{policyWords(locale).classes[of.urgency]}</h3>
      </summary>
      {of.atOnce.outOfHours === 0 ? null : <Note tone="warning" text={outOfHours(of, locale)} />}
      {of.stages.map((stage) => (
        <Stage stage={stage} was={was?.stages.find((one) => one.stage === stage.stage)} locale={locale} />
      ))}
      <Holidays holidays={of.holidays} locale={locale} />
    </details>
  );
}

function LastYear({ lines, locale }: { lines: readonly LastYearLine[]; locale: Locale }): JSX.Element {
  const words = policyWords(locale);
  const heads = words.effect.lastYearColumns;
  const number = (n: number): string => countWords(n, locale);
  return (
    <table class="list cards">
      <TableHead columns={heads.map((text) => [text, ''] as const)} />
      <tbody>
        {lines.map(({ urgency, stage, late, steps, above }) => (
          <tr>
            <th scope="row" class="cell-main" data-label={heads[0]} safe>
              {words.classes[urgency]}
            </th>
            <td data-label={heads[1]} safe>
              {words.stages[stage]}
            </td>
            <td data-label={heads[2]} safe>
              {number(late)}
            </td>
            <td data-label={heads[3]} safe>
              {number(steps.was)}
            </td>
            <td data-label={heads[4]} safe>
              {number(steps.is)}
            </td>
            <td data-label={heads[5]} safe>
              {words.effect.pair(number(above.was), number(above.is))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a policy would do: over a year of papers that nobody acts on, and over the papers of the last year. */
export function Effect({ preview, open, locale }: { preview: PolicyPreview; open: string; locale: Locale }): JSX.Element {
  const { effect, was, lastYear } = preview;
  const words = policyWords(locale).effect;
  return (
    <section aria-labelledby="policy-effect">
      <h2 id="policy-effect" safe>
        {words.title(effect.year)}
      </h2>
      <p safe>{words.intro(countWords(effect.papers, locale), ISSUED_AT)}</p>
      {effect.isProvisional ? <Note tone="warning" text={words.provisionalYear(effect.year)} /> : null}
      {effect.classes.map((of) => (
        <Class
          of={of}
          was={was?.classes.find(({ urgency }) => urgency === of.urgency)}
          isOpen={of.urgency === open}
          locale={locale}
        />
      ))}
      <h3 safe>{words.lastYear}</h3>
      {lastYear.lines.length === 0 ? (
        <p safe>{words.lastYearNone}</p>
      ) : (
        <>
          <p safe>{words.lastYearText(countWords(lastYear.directives, locale))}</p>
          <LastYear lines={lastYear.lines} locale={locale} />
        </>
      )}
    </section>
  );
} // prettier-ignore
