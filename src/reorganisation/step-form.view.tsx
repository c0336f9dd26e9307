import type { Locale } from '../platform/caller.js';
import {
  attribute,
  ErrorSummary,
  Hidden,
  Input,
  Radios,
  Select,
  Submit,
  type FormError,
} from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import type { FormWords } from './forms/words.vi.js';
import type { Step } from './plan-schema.rules.js';
import { MOST_PARTS, oneOf, type Field, type FormValues } from './step-form.rules.js';
import { wordsIn } from './words.rules.js';

/** A unit to choose: its name with where it is, and its code. */
export interface Choice {
  code: string;
  text: string;
}

export interface StepFormProps {
  plan: { id: string; title: string; version: number };
  kind: Step['kind'];
  fields: readonly Field[];
  parts: number;
  values: FormValues;
  /** Units chosen and found, by the name of the field. */
  chosen: ReadonlyMap<string, readonly Choice[]>;
  found: ReadonlyMap<string, readonly Choice[]>;
  kinds: readonly { value: string; label: string }[];
  errors: readonly FormError[];
}

interface Drawing {
  props: StepFormProps;
  words: FormWords;
}

const labelOf = (words: FormWords, kind: string, name: string): readonly [label: string, hint?: string] =>
  words.fields[`${kind}.${name}`] ?? words.parents[name.slice(name.indexOf('-') + 1)] ?? [name];

function Choices({
  name,
  many,
  choices,
  checked,
  from,
}: {
  name: string;
  many: boolean;
  choices: readonly Choice[];
  checked: boolean;
  from: string;
}): JSX.Element {
  return (
    <>
      {choices.map(({ code, text }, i) => (
        <label for={`f-${name}-${from}-${i}`} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            id={`f-${name}-${from}-${i}`}
            name={name}
            value={code}
            checked={checked}
          />
          <span>
            <span safe>{text}</span> <code safe>{code}</code>
          </span>
        </label>
      ))}
    </>
  );
}

/** Units found by name; what is chosen stays chosen while more is looked for. */
function UnitPicker({
  name,
  many,
  optional,
  drawing,
}: {
  name: string;
  many: boolean;
  optional: boolean;
  drawing: Drawing;
}): JSX.Element {
  const { props, words } = drawing;
  const [label, hint] = labelOf(words, props.kind, name);
  const chosen = props.chosen.get(name) ?? [];
  const found = (props.found.get(name) ?? []).filter(({ code }) => !chosen.some((unit) => unit.code === code));
  const q = oneOf(props.values, `q-${name}`) ?? '';
  return (
    <fieldset class="field picker" id={`f-${name}`}>
      <legend safe>{optional ? `${label} (${words.optional})` : label}</legend>
      {hint ? (
        <p class="field-hint" safe>
          {hint}
        </p>
      ) : null}
      <Choices name={name} many={many} choices={chosen} checked={true} from="chosen" />
      {!many && chosen.length > 0 ? <NoChoice name={name} text={words.none} /> : null}
      {found.length > 0 ? (
        <p class="picker-found" safe>
          {words.found}
        </p>
      ) : null}
      <Choices name={name} many={many} choices={found} checked={false} from="found" />
      {q !== '' && found.length === 0 ? (
        <p class="muted" role="status" safe>
          {words.notFound(q)}
        </p>
      ) : null}
      <div class="find">
        <label for={`f-q-${name}`} class="visually-hidden" safe>
          {words.find(label)}
        </label>
        <input
          type="search"
          id={`f-q-${name}`}
          name={`q-${name}`}
          value={attribute(q)}
          placeholder={attribute(words.find(label))}
        />
        <Submit label={words.findButton} icon="search" look="secondary" />
      </div>
    </fieldset>
  );
}

const NoChoice = ({ name, text }: { name: string; text: string }): JSX.Element => (
  <label for={`f-${name}-none`} class="choice">
    <input type="radio" id={`f-${name}-none`} name={name} value="" />
    <span safe>{text}</span>
  </label>
);

function NewUnitFields({
  field,
  drawing,
}: {
  field: Extract<Field, { type: 'new-unit' }>;
  drawing: Drawing;
}): JSX.Element {
  const { props, words } = drawing;
  const { name } = field;
  const value = (of: string): string | undefined => oneOf(props.values, `${name}-${of}`);
  const error = (of: string): string | undefined => props.errors.find((e) => e.field === `${name}-${of}`)?.text;
  const part = /^part(\d+)$/.exec(name)?.[1];
  return (
    <fieldset class="field new-unit">
      <legend safe>{part === undefined ? words.newUnit : words.part(part)}</legend>
      <Input
        name={`${name}-name`}
        label={words.name}
        hint={words.nameHint}
        value={value('name')}
        error={error('name')}
      />
      <Select
        name={`${name}-kind`}
        label={words.kind}
        options={props.kinds}
        value={value('kind') ?? 'commune'}
        error={error('kind')}
      />
      <Input
        name={`${name}-code`}
        label={words.code}
        hint={words.codeHint}
        value={value('code')}
        error={error('code')}
      />
      <Input name={`${name}-gso`} label={words.gso} hint={words.gsoHint} value={value('gso')} />
      <Input
        name={`${name}-address`}
        label={words.address}
        hint={words.addressHint}
        value={value('address')}
        error={error('address')}
      />
      {field.placed ? (
        ['administrative', 'sectoral', 'territory'].map((line) => (
          <UnitPicker name={`${name}-${line}`} many={false} optional={true} drawing={drawing} />
        ))
      ) : (
        <p class="field-hint" safe>
          {words.placed}
        </p>
      )}
    </fieldset>
  );
}

function optionsOf(
  field: Extract<Field, { type: 'choice' }>,
  { props, words }: Drawing,
): { value: string; label: string }[] {
  const said = words.options[`${props.kind}.${field.name}`];
  return field.options.map((value) => {
    const part = /^part(\d+)$/.exec(value)?.[1];
    return { value, label: said?.[value] ?? (part === undefined ? words.existingOption : words.partOption(part)) };
  });
}

function FieldOf({ field, drawing }: { field: Field; drawing: Drawing }): JSX.Element {
  const { props, words } = drawing;
  if (field.type === 'new-unit') return <NewUnitFields field={field} drawing={drawing} />;
  if (field.type === 'units')
    return <UnitPicker name={field.name} many={field.many} optional={field.optional ?? false} drawing={drawing} />;
  const [label, hint] = labelOf(words, props.kind, field.name);
  const value = oneOf(props.values, field.name);
  const error = props.errors.find((e) => e.field === field.name)?.text;
  if (field.type === 'text') return <Input name={field.name} label={label} hint={hint} value={value} error={error} />;
  if (field.type === 'kind')
    return <Select name={field.name} label={label} options={props.kinds} value={value ?? 'ward'} error={error} />;
  return (
    <Radios name={field.name} label={label} options={optionsOf(field, drawing)} value={value ?? field.options[0]} />
  );
}

/** What a field of a form is called. */
export function fieldLabel(locale: Locale, kind: Step['kind'], field: string): string {
  const words = wordsIn(locale).forms;
  const own = { name: words.name, kind: words.kind, code: words.code, address: words.address };
  const part = field.slice(field.indexOf('-') + 1);
  return part in own && part !== field ? own[part as keyof typeof own] : labelOf(words, kind, field)[0];
}

/** `/reorganisations/:id/add`: one step; looking for units asks for the page again, with what was filled in. */
export function stepFormPage(frame: Frame, props: StepFormProps): string {
  const { locale } = frame;
  const words = wordsIn(locale);
  const form = words.forms;
  const { plan, kind } = props;
  const title = form.title(words.kinds[kind]);
  const content = (
    <>
      <Crumbs
        label={words.page.crumbs}
        crumbs={[
          { href: '/reorganisations', text: words.list.title },
          { href: `/reorganisations/${plan.id}`, text: plan.title },
          { href: null, text: words.kinds[kind] },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{title}</h1>
      <p class="lead" safe>
        {form.intro[kind]}
      </p>
      <StepForm props={props} locale={locale} />
    </>
  );
  return page({ title, frame, content, current: 'reorganisations', width: 'narrow' });
}

function StepForm({ props, locale }: { props: StepFormProps; locale: Locale }): JSX.Element {
  const { plan, kind, parts } = props;
  const form = wordsIn(locale).forms;
  const drawing: Drawing = { props, words: form };
  return (
    <form method="get" action={`/reorganisations/${plan.id}/add`} class="sheet">
      <Hidden name="kind" value={kind} />
      <Hidden name="version" value={String(plan.version)} />
      {kind === 'split' ? <Hidden name="parts" value={String(parts)} /> : null}
      {props.fields.map((field) => (
        <FieldOf field={field} drawing={drawing} />
      ))}
      <div class="act-row">
        <button
          type="submit"
          class="button button-primary"
          formmethod="post"
          formaction={`/reorganisations/${plan.id}/steps`}
        >
          <Icon name="check" /> <span safe>{form.submit}</span>
        </button>
        {kind === 'split' && parts < MOST_PARTS ? (
          <Submit label={form.morePart} look="secondary" name="more" value="1" />
        ) : null}
        <a class="button button-quiet" href={`/reorganisations/${plan.id}`} safe>
          {form.back}
        </a>
      </div>
    </form>
  );
}
