import { e, escapeHtml } from '@kitajs/html';
import type { Locale } from '../caller.js';
import { Icon, type IconName } from './icon.js';
import { frameWords } from './words.js';

/** What is wrong with a form: the field's name (as in the form; empty where it is the whole) and a sentence that says what to do. */
export interface FormError {
  field: string;
  text: string;
}

export const fieldId = (name: string): string => `f-${name.replace(/[^a-zA-Z0-9]+/g, '-')}`;

/** All that is wrong, first thing on the page, each with a link to its field. */
export function ErrorSummary({ errors, locale }: { errors: readonly FormError[]; locale: Locale }): JSX.Element {
  if (errors.length === 0) return <></>;
  return (
    <section class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title" safe>
        {frameWords(locale).errorSummary}
      </h2>
      <ul>
        {errors.map((error) => (
          <li>
            {error.field === '' ? (
              <span safe>{error.text}</span>
            ) : (
              <a href={`#${fieldId(error.field)}`} safe>
                {error.text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * A text as the value of an attribute. The runtime escapes quotes there and leaves ampersands as they are, so that a text
 * that holds `&lt;` would come back as `<`.
 */
export const attribute = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : escapeHtml(text);

/** What a form carries along unseen. */
export const Hidden = ({ name, value }: { name: string; value: string }): JSX.Element => (
  <input type="hidden" name={name} value={attribute(value)} />
);

/** One line to search a list with; a GET form. `kept` are parameters that the search does not change. */
export function Find(props: {
  action: string;
  name: string;
  value: string;
  label: string;
  button: string;
  kept?: Readonly<Record<string, string>>;
}): JSX.Element {
  return (
    <search class="search">
      <form method="get" action={props.action} class="find">
        {Object.entries(props.kept ?? {}).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <label for="find" class="visually-hidden" safe>
          {props.label}
        </label>
        <input
          type="search"
          id="find"
          name={props.name}
          value={attribute(props.value)}
          placeholder={attribute(props.label)}
        />
        <Submit label={props.button} icon="search" look="secondary" />
      </form>
    </search>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  value?: string | undefined;
  required?: boolean | undefined;
  error?: string | undefined;
  /** Distinguishes two fields of one name on a page. */
  id?: string | undefined;
}

interface Drawn {
  id: string;
  name: string;
  required?: boolean | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: 'true' | undefined;
}

function Labelled(props: FieldProps & { control: (drawn: Drawn) => JSX.Element }): JSX.Element {
  const id = props.id ?? fieldId(props.name);
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const control = props.control({
    id,
    name: props.name,
    required: props.required,
    'aria-describedby': described || undefined,
    'aria-invalid': props.error ? 'true' : undefined,
  });
  return (
    <div class="field">
      <label for={id} safe>
        {props.label}
      </label>
      {props.hint ? (
        <p class="field-hint" id={`${id}-hint`} safe>
          {props.hint}
        </p>
      ) : null}
      {props.error ? (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warning" /> <span safe>{props.error}</span>
        </p>
      ) : null}
      {control}
    </div>
  );
}

type InputProps = FieldProps & {
  type?: 'text' | 'date' | 'number' | 'search' | 'datetime-local' | 'password';
  autocomplete?: string;
  /** Which keys a telephone shows. */
  inputmode?: 'numeric';
};

export const Input = (props: InputProps): JSX.Element => (
  <Labelled
    {...props}
    control={(drawn) => (
      <input
        {...drawn}
        type={props.type ?? 'text'}
        value={attribute(props.value)}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
      />
    )}
  />
);

export const TextArea = (props: FieldProps & { rows?: number }): JSX.Element => (
  <Labelled
    {...props}
    control={(drawn) => (
      <textarea {...drawn} rows={String(props.rows ?? 3)}>
        {e`${props.value ?? ''}`}
      </textarea>
    )}
  />
);

export interface Option {
  value: string;
  label: string;
}

/** @param props.form  the id of the form that it belongs to, where it stands outside of it */
export const Select = (props: FieldProps & { options: readonly Option[]; form?: string }): JSX.Element => (
  <Labelled
    {...props}
    control={(drawn) => (
      <select {...drawn} form={props.form}>
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value} safe>
            {option.label}
          </option>
        ))}
      </select>
    )}
  />
);

/** One choice of few, all visible. */
export function Radios(props: FieldProps & { options: readonly (Option & { hint?: string })[] }): JSX.Element {
  const id = props.id ?? fieldId(props.name);
  return (
    <fieldset class="field radios" id={id}>
      <legend safe>{props.label}</legend>
      {props.options.map((option, i) => (
        <label for={`${id}-${i}`}>
          <input
            type="radio"
            id={`${id}-${i}`}
            name={props.name}
            value={option.value}
            checked={option.value === props.value}
            required={props.required}
          />
          <span>
            <span safe>{option.label}</span>
            {option.hint ? <small safe>{option.hint}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The button that sends a form; without JavaScript a plain button. */
export function Submit(props: {
  label: string;
  icon?: IconName;
  look?: 'primary' | 'secondary' | 'quiet' | 'warning';
  name?: string;
  value?: string;
}): JSX.Element {
  return (
    <button type="submit" class={`button button-${props.look ?? 'primary'}`} name={props.name} value={props.value}>
      {props.icon ? <Icon name={props.icon} /> : null}
      <span safe>{props.label}</span>
    </button>
  );
}
