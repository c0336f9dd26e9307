import type { Children } from '@kitajs/html';
import type { Locale } from '../platform/caller.js';
import {
  ErrorSummary,
  Hidden,
  Input,
  Select,
  Submit,
  TextArea,
  type FormError,
  type Option,
} from '../platform/components/form.js';
import { Crumbs } from '../platform/components/parts.js';
import type { AddresseeRole } from '../platform/components/state.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { directiveWords } from './list.view.js';
import { Settle, type Unsettled } from './settle.view.js';

/** One line of the addressees, as written. */
export interface DraftAddressee extends Unsettled {
  role: AddresseeRole;
  through: 'superior' | null;
  status: 'understood' | 'not-understood' | 'dropped' | 'internal';
  /** Units it means; null where that was not worked out. */
  count: number | null;
}

export interface DraftProps {
  /** Where the form goes: `/directives` for a new draft, `/directives/:id/edit` for one that exists. */
  action: string;
  /** What the form carries along unseen, e.g. the id or the text of the dispatch. */
  hidden: Readonly<Record<string, string>>;
  /** Warnings and the fields that were read: {@link Warnings} and {@link Reading} of the dispatches, drawn. */
  warnings: Children;
  reading: Children;
  issuerName: string;
  /** The values of the form, empty where the paper does not say. */
  values: {
    kind: string;
    number: string;
    symbol: string;
    place: string;
    datedOn: string;
    subject: string;
    rosterOn: string;
    acknowledgeBy: string;
    dueOn: string;
    actBy: 'direct' | 'superior';
  };
  /** The deadline in the words of the paper. */
  dueAsWritten: string | null;
  addressees: readonly DraftAddressee[];
  tasks: readonly { label: string; text: string }[];
  errors: readonly FormError[];
}

const ROLES: readonly AddresseeRole[] = ['action', 'coordination', 'information'];

function Addressee({ addressee, i, locale }: { addressee: DraftAddressee; i: number; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  const name = (part: string): string => `addressees[${i}][${part}]`;
  const roles: Option[] = ROLES.map((value) => ({ value, label: frameWords(locale).role[value] }));
  return (
    <li class={addressee.status === 'not-understood' ? 'addressee unsettled' : 'addressee'}>
      <Hidden name={name('text')} value={addressee.text} />
      <p class="addressee-text">
        <b safe>{addressee.text}</b>
        {addressee.count === null || addressee.status !== 'understood' ? null : (
          <span class="count" safe>
            {words.count(countWords(addressee.count, locale))}
          </span>
        )}
      </p>
      {addressee.status === 'internal' ? (
        <p class="muted" safe>
          {words.internal}
        </p>
      ) : (
        <div class="columns">
          <Select name={name('role')} label={words.role} options={roles} value={addressee.role} />
          <Select
            name={name('through')}
            label={words.through}
            options={[
              { value: '', label: words.directly },
              { value: 'superior', label: words.throughSuperior },
            ]}
            value={addressee.through ?? ''}
          />
        </div>
      )}
      {addressee.status === 'not-understood' || addressee.status === 'dropped' ? (
        <Settle name={name('settle')} unsettled={addressee} dropped={addressee.status === 'dropped'} locale={locale} />
      ) : null}
    </li>
  );
}

function PaperFields({
  props,
  frame,
  error,
}: {
  props: DraftProps;
  frame: Frame;
  error: (f: string) => string | undefined;
}): JSX.Element {
  const words = directiveWords(frame.locale).draft;
  const kinds = Object.entries(frameWords(frame.locale).kinds).map(([value, label]) => ({ value, label }));
  const { values } = props;
  return (
    <fieldset class="sheet">
      <legend safe>{words.paper}</legend>
      <p safe>{props.issuerName}</p>
      <TextArea
        name="subject"
        label={words.subject}
        value={values.subject}
        rows={2}
        required
        error={error('subject')}
      />
      <div class="columns">
        <Select name="kind" label={words.kind} options={kinds} value={values.kind} />
        <Input
          name="number"
          label={words.number}
          hint={words.numberHint}
          value={values.number}
          type="number"
          error={error('number')}
        />
        <Input name="symbol" label={words.symbol} value={values.symbol} error={error('symbol')} />
        <Input name="place" label={words.place} value={values.place} />
        <Input name="datedOn" label={words.datedOn} value={values.datedOn} type="date" error={error('datedOn')} />
      </div>
    </fieldset>
  );
}

function Deadlines({
  props,
  frame,
  error,
}: {
  props: DraftProps;
  frame: Frame;
  error: (f: string) => string | undefined;
}): JSX.Element {
  const words = directiveWords(frame.locale).draft;
  const actBys = Object.entries(words.actBys).map(([value, label]) => ({ value, label }));
  const { values } = props;
  return (
    <fieldset class="sheet">
      <legend safe>{words.deadlines}</legend>
      <div class="columns">
        <Input name="acknowledgeBy" label={words.acknowledgeBy} hint={words.acknowledgeByHint} value={values.acknowledgeBy} type="datetime-local" error={error('acknowledgeBy')} />
        <Input name="dueOn" label={words.dueOn} hint={props.dueAsWritten === null ? undefined : words.asWritten(props.dueAsWritten)} value={values.dueOn} type="date" error={error('dueOn')} />
        <Input name="rosterOn" label={words.rosterOn} value={values.rosterOn} type="date" required error={error('rosterOn')} />
        <Select name="actBy" label={words.actBy} options={actBys} value={values.actBy} />
      </div>
    </fieldset>
  ); // prettier-ignore
}

function TaskFields({ props, locale }: { props: DraftProps; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  if (props.tasks.length === 0) return <></>;
  return (
    <fieldset class="sheet">
      <legend safe>{words.tasks}</legend>
      {props.tasks.map((task, i) => (
        <div class="task-fields">
          <Input name={`tasks[${i}][label]`} label={words.label} value={task.label} />
          <TextArea name={`tasks[${i}][text]`} label={words.text} value={task.text} rows={2} />
        </div>
      ))}
    </fieldset>
  );
}

/**
 * The draft form: warnings first, then the paper, addressees, tasks and deadlines. One urlencoded form; lists are
 * `addressees[i][text|role|through|settle|code]` and `tasks[i][label|text]`, more addressees come as lines of `more`.
 */
export function draftPage(frame: Frame, props: DraftProps): string {
  const { locale } = frame;
  const words = directiveWords(locale);
  const error = (field: string): string | undefined => props.errors.find((e) => e.field === field)?.text;
  const content = (
    <>
      <Crumbs
        label={words.draft.crumbs}
        crumbs={[
          { href: '/directives', text: words.list.title },
          { href: null, text: words.draft.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{words.draft.title}</h1>
      <p class="lead" safe>
        {words.draft.intro}
      </p>
      {props.warnings}
      <details>
        <summary safe>{words.draft.reading}</summary>
        <div class="sheet">{props.reading}</div>
      </details>
      <form method="post" action={props.action}>
        {Object.entries(props.hidden).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <PaperFields props={props} frame={frame} error={error} />
        <fieldset class="sheet" id="f-addressees">
          <legend safe>{words.draft.addressees}</legend>
          <p class="muted" safe>
            {words.draft.addresseesText}
          </p>
          <ol class="addressees">
            {props.addressees.map((addressee, i) => (
              <Addressee addressee={addressee} i={i} locale={locale} />
            ))}
          </ol>
          <TextArea name="more" label={words.draft.add} hint={words.draft.addHint} rows={2} />
        </fieldset>
        <TaskFields props={props} locale={locale} />
        <Deadlines props={props} frame={frame} error={error} />
        <Submit label={words.draft.save} icon="arrow" />
      </form>
    </>
  );
  return page({ title: words.draft.title, frame, content, current: 'directives' });
}
