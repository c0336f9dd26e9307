import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Hidden, Input, Select, Submit, TextArea } from '../platform/components/form.js';
import { Crumbs } from '../platform/components/parts.js';
import { frameWords, wordsOf } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { Doubts, Placed } from './doubts.view.js';
import { Addressee, BasisFields, ReportFields, TaskFields } from './draft-lists.view.js';
import type { DraftProps } from './draft-props.js';
import { directiveWords } from './list.view.js';
import { urgencyOf } from './ladder.rules.js';
import { DRAFT_FORM } from './paper.view.js';
import { classSummary } from './policies/policy-words.rules.js';

const URGENCIES = ['KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'] as const;
const MODES = ['KT.', 'TM.', 'TL.', 'TUQ.', 'Q.'] as const;

type Draw = { props: DraftProps; locale: Locale; error: (field: string) => string | undefined };

/** Each single value of the form: its path in the reading, and how its field is drawn. */
function singles({ props, locale, error }: Draw): Readonly<Record<string, readonly [path: string, JSX.Element]>> {
  const words = directiveWords(locale).draft;
  const { values } = props;
  const known = Object.entries(frameWords(locale).kinds).map(([value, label]) => ({ value, label }));
  // a kind without words of its own is chosen all the same
  const kinds = known.some(({ value }) => value === values.kind) ? known : [{ value: values.kind, label: values.kind }, ...known];
  const urgencies = [{ value: '', label: words.noUrgency }, ...URGENCIES.map((value) => ({ value, label: value }))];
  const modes = [{ value: '', label: '–' }, ...MODES.map((value) => ({ value, label: value }))];
  const text = (name: string, label: string, value: string): JSX.Element => (
    <Input name={name} label={label} value={value} error={error(name)} />
  );
  return {
    kind: ['kind', <Select name="kind" label={words.kind} options={kinds} value={values.kind} />],
    number: [
      'number',
      <Input name="number" label={words.number} hint={words.numberHint} value={values.number} type="number" error={error('number')} />,
    ],
    symbol: ['symbol', text('symbol', words.symbol, values.symbol)],
    place: ['place', text('place', words.place, values.place)],
    datedOn: [
      'date',
      <Input name="datedOn" label={words.datedOn} value={values.datedOn} type="date" error={error('datedOn')} />,
    ],
    subject: [
      'subject',
      <TextArea name="subject" label={words.subject} value={values.subject} rows={2} required error={error('subject')} />,
    ],
    urgency: ['urgency', <Select name="urgency" label={words.urgency} options={urgencies} value={values.urgency} />],
    'signer[mode]': [
      'signature.mode',
      <Select name="signer[mode]" label={words.signerMode} options={modes} value={values.signer.mode} />,
    ],
    'signer[onBehalfOf]': [
      'signature.onBehalfOf',
      text('signer[onBehalfOf]', words.signerBehalf, values.signer.onBehalfOf),
    ],
    'signer[title]': ['signature.title', text('signer[title]', words.signerTitle, values.signer.title)],
    'signer[name]': ['signature.name', text('signer[name]', words.signerName, values.signer.name)],
  };
} // prettier-ignore

const PAPER_FIELDS = ['subject', 'kind', 'number', 'symbol', 'datedOn', 'place', 'urgency'];
const SIGNER_FIELDS = ['signer[mode]', 'signer[onBehalfOf]', 'signer[title]', 'signer[name]'];

function Fields({
  draw,
  names,
  legend,
  above,
}: {
  draw: Draw;
  names: readonly string[];
  legend: string;
  above?: string;
}): JSX.Element {
  const all = singles(draw);
  // those that are doubted stand at the top of the page
  const doubted = new Set(draw.props.doubts.map(({ field }) => field));
  const left = names.filter((name) => !doubted.has(name));
  if (left.length === 0) return <></>;
  return (
    <fieldset class="sheet">
      <legend safe>{legend}</legend>
      {above ? <p safe>{above}</p> : null}
      <div class="columns">
        {left.map((name) => {
          const [path, field] = all[name]!;
          return (
            <Placed path={path} placed={draw.props.placed.has(path)} locale={draw.locale}>
              {field}
            </Placed>
          );
        })}
      </div>
    </fieldset>
  );
}

function Deadlines({ props, locale, error }: Draw): JSX.Element {
  const words = directiveWords(locale).draft;
  const actBys = Object.entries(words.actBys).map(([value, label]) => ({ value, label }));
  const { values } = props;
  const urgency = urgencyOf(values.urgency || null, null);
  const policies = props.policies.map(({ code, rules }) => ({
    value: code,
    label: `${wordsOf(words.policies, code)} – ${classSummary(rules, urgency, locale)}`,
  }));
  return (
    <fieldset class="sheet">
      <legend safe>{words.deadlines}</legend>
      <div class="columns">
        <Input name="acknowledgeBy" label={words.acknowledgeBy} hint={words.acknowledgeByHint} value={values.acknowledgeBy} type="datetime-local" error={error('acknowledgeBy')} />
        <Input name="dueOn" label={words.dueOn} hint={props.dueAsWritten === null ? undefined : words.asWritten(props.dueAsWritten)} value={values.dueOn} type="date" error={error('dueOn')} />
        <Input name="rosterOn" label={words.rosterOn} value={values.rosterOn} type="date" required error={error('rosterOn')} />
        <Select name="policy" label={words.policy} options={policies} value={values.policy} />
        <Select name="actBy" label={words.actBy} options={actBys} value={values.actBy} />
      </div>
    </fieldset>
  ); // prettier-ignore
}

/**
 * The draft form: what is doubtful first, then the paper's own fields, addressees, tasks, reports and deadlines, beside
 * the paper itself. One urlencoded form; lists are `addressees[i][text|role|through|settle|code]`, `tasks[i][label|text]`,
 * `bases[i][code|date|issuer]` and `reports[i][to|via|due|drop]`, more addressees come as lines of `more`.
 */
export function draftPage(frame: Frame, props: DraftProps): string {
  const { locale } = frame;
  const words = directiveWords(locale);
  const error = (field: string): string | undefined => props.errors.find((e) => e.field === field)?.text;
  const draw: Draw = { props, locale, error };
  const all = singles(draw);
  // drawn elsewhere, as every part that is handed in
  const safeReading = props.reading;
  const title = props.pane === null ? words.draft.byHand : words.draft.title;
  const content = (
    <>
      <Crumbs
        label={words.draft.crumbs}
        crumbs={[
          { href: '/directives', text: words.list.title },
          { href: null, text: title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{title}</h1>
      <p class="lead" safe>
        {props.pane === null ? props.issuerName : words.draft.intro}
      </p>
      {props.notices}
      <div class={props.pane === null ? '' : 'confirm'}>
        {props.pane}
        <div class="confirm-fields">
          <form method="post" action={props.action} id={DRAFT_FORM}>
            {Object.entries(props.hidden).map(([name, value]) => (
              <Hidden name={name} value={value} />
            ))}
            {/* Enter in a field sends the form, not the first suggestion */}
            <button type="submit" hidden />
            {props.pane === null ? null : (
              <Doubts
                doubts={props.doubts}
                action={props.acceptAction}
                input={(field) => all[field]?.[1]}
                locale={locale}
              />
            )}
            <Fields
              draw={draw}
              names={PAPER_FIELDS}
              legend={words.draft.paper}
              above={
                props.issuerRead === null ? props.issuerName : words.draft.issuerIs(props.issuerName, props.issuerRead)
              }
            />
            <Fields draw={draw} names={SIGNER_FIELDS} legend={words.draft.signer} />
            <fieldset class="sheet" id="f-addressees">
              <legend safe>{words.draft.addressees}</legend>
              <p class="muted" safe>
                {words.draft.addresseesText}
              </p>
              <ol class="addressees">
                {props.addressees.map((addressee, i) => (
                  <Addressee addressee={addressee} i={i} placed={props.placed} locale={locale} />
                ))}
              </ol>
              <TextArea name="more" label={words.draft.add} hint={words.draft.addHint} rows={2} />
            </fieldset>
            <TaskFields props={props} locale={locale} />
            <ReportFields props={props} locale={locale} />
            <BasisFields props={props} locale={locale} />
            <Deadlines {...draw} />
            <Submit label={words.draft.save} icon="arrow" />
          </form>
          {props.reading === null ? null : (
            <details class="also-read">
              <summary safe>{words.draft.alsoRead}</summary>
              <div class="sheet">{safeReading}</div>
            </details>
          )}
          {props.otherwise}
        </div>
      </div>
    </>
  );
  return page({ title, frame, content, current: 'directives', width: props.pane === null ? 'narrow' : 'wide' });
}
