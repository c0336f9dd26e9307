import {
  ErrorSummary,
  fieldId,
  Hidden,
  Input,
  Select,
  Submit,
  TextArea,
  type FormError,
} from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { dateWords, When } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import type { ChangeRow } from './change.queries.js';
import { CHANGE_KINDS, closesOffices, rangesOf } from './change.rules.js';
import type { MoveCounts, MovedDeadline } from './moved-deadlines.js';
import { calendarWords, nameOfDay } from './words.rules.js';
import type { CalendarWords } from './words.vi.js';

/** What the form was sent with. */
export type ChangeForm = Partial<Record<ChangeField, string>>;
export const CHANGE_FIELDS = [
  'kind',
  'scope',
  'legalBasis',
  'year',
  'days',
  'hoursFrom',
  'hoursUntil',
  'opens',
  'noonFrom',
  'noonTo',
  'closes',
] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

const Trail = ({ words, last }: { words: CalendarWords; last: string }): JSX.Element => (
  <Crumbs
    label={words.title}
    crumbs={[
      { href: '/calendar', text: words.title },
      { href: null, text: last },
    ]}
  />
);

const HOURS = ['opens', 'noonFrom', 'noonTo', 'closes'] as const;

function Hours({
  form,
  words,
  error,
}: {
  form: ChangeForm;
  words: CalendarWords;
  error: string | undefined;
}): JSX.Element {
  return (
    <fieldset id={fieldId('hours')} tabindex="-1">
      <legend safe>{words.hours}</legend>
      <p class="field-hint" safe>
        {words.hoursHint}
      </p>
      {error ? (
        <p class="field-error">
          <Icon name="warning" /> <span safe>{error}</span>
        </p>
      ) : null}
      <div class="field-row">
        <Input name="hoursFrom" label={words.hoursFrom} type="date" value={form.hoursFrom} />
        <Input name="hoursUntil" label={words.hoursUntil} type="date" value={form.hoursUntil} />
        {HOURS.map((name) => (
          <Input name={name} label={words[name]} value={form[name]} />
        ))}
      </div>
    </fieldset>
  );
}

/** `/calendar/changes/new`: enters a change that takes effect only once it was looked at. */
export function newChangePage(frame: Frame, form: ChangeForm, errors: readonly FormError[]): string {
  const words = calendarWords(frame.locale);
  const errorOf = (name: ChangeField | 'hours'): string | undefined => errors.find(({ field }) => field === name)?.text;
  return page({
    title: words.newChange,
    frame,
    current: 'calendar',
    width: 'narrow',
    content: (
      <>
        <Trail words={words} last={words.newChange} />
        <ErrorSummary errors={errors} locale={frame.locale} />
        <h1 safe>{words.newChange}</h1>
        <p class="lead" safe>
          {words.newIntro}
        </p>
        <form method="post" action="/calendar/changes">
          <Select
            name="kind"
            label={words.kind}
            value={form.kind ?? 'stop'}
            error={errorOf('kind')}
            options={CHANGE_KINDS.map((kind) => ({ value: kind, label: words.changeKinds[kind] }))}
          />
          <Input name="scope" label={words.scope} hint={words.scopeHint} value={form.scope} error={errorOf('scope')} />
          <Input
            name="legalBasis"
            label={words.legalBasis}
            hint={words.legalBasisHint}
            value={form.legalBasis}
            required
            error={errorOf('legalBasis')}
          />
          <Input
            name="year"
            inputmode="numeric"
            label={words.noticeYear}
            hint={words.noticeYearHint}
            value={form.year}
            error={errorOf('year')}
          />
          <TextArea
            name="days"
            label={words.days}
            hint={words.daysHint}
            value={form.days}
            rows={8}
            error={errorOf('days')}
          />
          <Hours form={form} words={words} error={errorOf('hours')} />
          <Submit label={words.look} icon="search" />
        </form>
      </>
    ),
  });
}

export interface ChangeProps {
  change: ChangeRow;
  /** What its unit is called; null for the whole country. */
  scopeName: string | null;
  counts: MoveCounts;
  calendarVersion: number;
  moves: readonly MovedDeadline[];
  nextHref: string | null;
}

function Moves({
  moves,
  frame,
  words,
}: {
  moves: readonly MovedDeadline[];
  frame: Frame;
  words: CalendarWords;
}): JSX.Element {
  const [directive, unit, deadline, was, is] = words.moveColumns;
  return (
    <table class="list cards">
      <TableHead columns={words.moveColumns.map((column) => [column, ''] as const)} />
      <tbody>
        {moves.map((move) => (
          <tr>
            <th scope="row" class="cell-main" data-label={directive}>
              <a href={`/assignments/${move.assignmentId}`} safe>
                {[move.number === null ? '' : `${move.number}/${move.symbol ?? ''}`, move.subject]
                  .filter(Boolean)
                  .join(' · ')}
              </a>
            </th>
            <td data-label={unit} safe>
              {move.unitName}
            </td>
            <td data-label={deadline} safe>
              {words.deadlines[move.deadline]}
            </td>
            <td data-label={was}>
              <When at={move.wasAt} locale={frame.locale} />
            </td>
            <td data-label={is}>
              <When at={move.isAt} locale={frame.locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const daysOf = ({ content }: ChangeRow, frame: Frame, words: CalendarWords): string[] => [
  ...rangesOf(content.days).map((day) =>
    [
      day.n === 1
        ? dateWords(day.from, frame.locale)
        : words.range(dateWords(day.from, frame.locale), dateWords(day.until, frame.locale), day.n),
      day.kind === null ? '–' : words.kinds[day.kind] + (day.half ? ` (${words.halves[day.half]})` : ''),
      nameOfDay(day.name, frame.locale),
    ].join(': '),
  ),
  ...content.hours.map(
    (period) =>
      `${words.period(dateWords(period.from, frame.locale), period.until && dateWords(period.until, frame.locale))}: ${words.hoursOf(period)}`,
  ),
];

function Decide({ change, calendarVersion }: ChangeProps, words: CalendarWords): JSX.Element {
  if (change.state !== 'draft') return <></>;
  return (
    <div class="act-row no-print">
      <form method="post" action={`/calendar/changes/${change.id}/confirm`}>
        <Hidden name="calendarVersion" value={String(calendarVersion)} />
        <Submit label={words.confirm} icon="done" />
      </form>
      <form method="post" action={`/calendar/changes/${change.id}/discard`}>
        <Submit label={words.discard} look="secondary" />
      </form>
    </div>
  );
}

/** `/calendar/changes/:id`: what it says, whose deadlines it moves, and the button. */
export function changePage(frame: Frame, props: ChangeProps): string {
  const words = calendarWords(frame.locale);
  const { change, counts } = props;
  const said = daysOf(change, frame, words);
  return page({
    title: words.changeKinds[change.kind],
    frame,
    current: 'calendar',
    content: (
      <>
        <Trail words={words} last={words.changeKinds[change.kind]} />
        <h1>
          <small safe>{`${props.scopeName ?? words.national} · ${words.states[change.state]}`}</small>
          <span safe>{`${words.changeKinds[change.kind]}: ${change.legalBasis}`}</span>
        </h1>
        <ul>
          {said.map((line) => (
            <li safe>{line}</li>
          ))}
        </ul>
        <Note
          tone={change.state === 'draft' && counts.deadlines > 0 ? 'warning' : 'plain'}
          text={change.version === null ? words.wouldMove(counts) : words.moved(counts)}
        />
        {closesOffices(change.content) ? <p safe>{words.putOff}</p> : null}
        {props.moves.length === 0 ? null : <p safe>{words.never}</p>}
        {Decide(props, words)}
        {props.moves.length === 0 ? null : <Moves moves={props.moves} frame={frame} words={words} />}
        <NextLink href={props.nextHref} locale={frame.locale} />
      </>
    ),
  });
}
