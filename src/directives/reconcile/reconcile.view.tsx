import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, Note, TableHead } from '../../platform/components/parts.js';
import { Tag } from '../../platform/components/state.js';
import { dateWords } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import { isIsoDate } from '../../platform/vn-time.js';
import type { FieldDifference, TextDifference } from './differences.rules.js';
import { en } from './words.en.js';
import { vi, type ReconcileWords } from './words.vi.js';

export const reconcileWords = (locale: Locale): ReconcileWords => (locale === 'vi' ? vi : en);

export interface MatchProps {
  action: string;
  /** Where the copy itself is dealt with. */
  paperHref: string;
  provisional: string;
  subject: string;
  percent: number;
  thresholdPercent: number;
  fields: readonly FieldDifference[];
  texts: readonly TextDifference[];
  /** False where the draft was entered field by field. */
  hasText: boolean;
  /** Signed already: duties are fixed. */
  fixed: boolean;
  errors: readonly FormError[];
}

/** Places that a page shows; the rest is a number. */
const SHOWN = 200;

function effectOf(field: FieldDifference, fixed: boolean, words: ReconcileWords): string {
  if (field.identity) return words.takes;
  if (!field.weighty) return words.keeps;
  return fixed ? words.refuses : words.takesDuty;
}

const shown = (field: FieldDifference, text: string, locale: Locale): string =>
  field.field === 'date' && isIsoDate(text) ? dateWords(text, locale) : text;

/** Values of one side of a field, each on its line. */
const Values = ({ texts, none }: { texts: readonly string[]; none: string }): JSX.Element =>
  texts.length === 0 ? (
    <span class="muted" safe>
      {none}
    </span>
  ) : (
    <ul class="plain">
      {texts.map((text) => (
        <li safe>{text}</li>
      ))}
    </ul>
  );

function FieldTable({ props, locale }: { props: MatchProps; locale: Locale }): JSX.Element {
  const words = reconcileWords(locale);
  if (props.fields.length === 0) return <></>;
  return (
    <section aria-labelledby="fields">
      <h2 id="fields" safe>
        {words.fields}
      </h2>
      <table class="list cards">
        <TableHead
          columns={[
            [words.field, ''],
            [words.before, ''],
            [words.after, ''],
            [words.effect, ''],
          ]}
        />
        <tbody>
          {props.fields.map((field) => (
            <tr>
              <th scope="row" class="cell-main">
                <span safe>{words.fieldNames[field.field]}</span>{' '}
                {field.weighty ? <Tag tone="late" text={words.weighty} /> : null}
              </th>
              <td data-label={words.before}>
                <Values texts={field.before.map((text) => shown(field, text, locale))} none={words.none} />
              </td>
              <td data-label={words.after}>
                <Values texts={field.after.map((text) => shown(field, text, locale))} none={words.none} />
              </td>
              <td data-label={words.effect} safe>
                {effectOf(field, props.fixed, words)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Place = ({ place, words }: { place: TextDifference; words: ReconcileWords }): JSX.Element => (
  <li class={place.weighty ? 'difference difference-weighty' : 'difference'}>
    {place.weighty ? (
      <p>
        <Tag tone="late" text={words.weighty} />
      </p>
    ) : null}
    <p>
      <span class="muted" safe>{`… ${place.lead} `}</span>
      {place.before === '' ? null : (
        <del title={words.deleted} safe>
          {place.before}
        </del>
      )}{' '}
      {place.after === '' ? null : (
        <ins title={words.inserted} safe>
          {place.after}
        </ins>
      )}
      <span class="muted" safe>{` ${place.tail} …`}</span>
    </p>
  </li>
);

function Texts({ props, words }: { props: MatchProps; words: ReconcileWords }): JSX.Element {
  const first = [...props.texts.filter(({ weighty }) => weighty), ...props.texts.filter(({ weighty }) => !weighty)];
  const note = words.textsNote(Math.min(SHOWN, first.length), first.length);
  return (
    <section aria-labelledby="texts">
      <h2 id="texts" safe>
        {words.texts}
      </h2>
      {note ? <p safe>{note}</p> : null}
      {first.length === 0 ? (
        <p class="muted" safe>
          {props.hasText ? words.textsNone : words.noText}
        </p>
      ) : (
        <>
          <p class="cell-note">
            <del safe>{words.deleted}</del> · <ins safe>{words.inserted}</ins>
          </p>
          <ol class="plain differences">
            {first.slice(0, SHOWN).map((place) => (
              <Place place={place} words={words} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Merge({ props, words }: { props: MatchProps; words: ReconcileWords }): JSX.Element {
  const refused = props.percent < props.thresholdPercent ? words.notSame : '';
  const blocked = props.fixed && props.fields.some(({ weighty }) => weighty) ? words.way : '';
  if (refused || blocked)
    return (
      <Note tone="warning" text={refused || blocked}>
        <p>
          <a href={props.paperHref} safe>
            {words.newDraft}
          </a>
        </p>
      </Note>
    );
  return (
    <form method="post" action={props.action} class="merge">
      <Submit label={words.merge} icon="check" />
      <p class="field-hint" safe>
        {words.mergeNote}
      </p>
    </form>
  );
}

/** `/dispatches/:id/match/:directiveId`: a draft beside the numbered copy of its paper, and the button that joins them. */
export function matchPage(frame: Frame, props: MatchProps): string {
  const words = reconcileWords(frame.locale);
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: props.paperHref, text: words.papers },
          { href: null, text: words.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1>
        <small safe>{words.lead(props.provisional)}</small> <span safe>{props.subject}</span>
      </h1>
      <p class="lead">
        <strong safe>{words.alike(props.percent)}</strong> <span safe>{words.alikeWhy(props.thresholdPercent)}</span>
      </p>
      <Merge props={props} words={words} />
      <FieldTable props={props} locale={frame.locale} />
      <Texts props={props} words={words} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'directives' });
}
