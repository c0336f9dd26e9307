import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Hidden, type FormError } from '../platform/components/form.js';
import { Note } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import { BulkCrumbs, type ActName } from './bulk-acts.view.js';
import { bulkWords } from './words.rules.js';
import type { BulkWords } from './words.vi.js';

export interface NewBulkProps {
  act: ActName;
  /** Whether the caller may do more than give an assignment a lead. */
  mayIssue: boolean;
  /** Directives to choose from. */
  directives: readonly { id: string; title: string; note: string }[];
  chosen: readonly string[];
  filter: keyof BulkWords['form']['filters'];
  officers: readonly { id: string; name: string }[];
  reason: string;
  errors: readonly FormError[];
}

const NEEDS_REASON: readonly ActName[] = ['pause', 'recall'];

function Directives({ directives, chosen, act, locale }: NewBulkProps & { locale: Locale }): JSX.Element {
  const words = bulkWords(locale).form;
  if (directives.length === 0) return <Note tone="plain" text={words.noDirectives} />;
  return (
    <fieldset id="f-directives">
      <legend safe>{words.directives}</legend>
      <p class="hint" safe>
        {words.directivesHint}
      </p>
      {directives.map(({ id, title, note }) => (
        <label class="check">
          <input
            type="checkbox"
            name="directives"
            value={id}
            checked={chosen.includes(id) || (act === 'remind' && directives.length === 1)}
          />
          <span>
            <span safe>{title}</span>
            <span class="hint" safe>
              {note}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Choice(props: {
  name: string;
  legend: string;
  options: readonly (readonly [string, string])[];
  value: string;
}): JSX.Element {
  return (
    <fieldset id={`f-${props.name}`}>
      <legend safe>{props.legend}</legend>
      {props.options.map(([value, text]) => (
        <label class="check">
          <input type="radio" name={props.name} value={value} checked={value === props.value} />
          <span safe>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** `/bulk-acts/new`: which act, on what. */
export function newBulkActPage(frame: Frame, props: NewBulkProps): string {
  const { locale } = frame;
  const words = bulkWords(locale);
  const { act, officers } = props;
  const people = officers.map(({ id, name }) => [id, name] as const);
  const content = (
    <>
      <BulkCrumbs here={words.new} locale={locale} />
      <h1 safe>{words.new}</h1>
      <ErrorSummary errors={props.errors} locale={locale} />
      <nav class="tabs" aria-label={words.form.act}>
        <ul>
          {(Object.keys(words.acts) as ActName[])
            .filter((name) => props.mayIssue || name === 'reassign')
            .map((name) => (
              <li>
                <a href={`/bulk-acts/new?act=${name}`} aria-current={name === act ? 'page' : undefined} safe>
                  {words.acts[name]}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <form method="post" action="/bulk-acts/preview" class="bulk">
        <Hidden name="act" value={act} />
        {act === 'reassign' ? (
          <>
            <Choice name="from" legend={words.form.from} options={[['', words.form.anyone], ...people]} value="" />
            <Choice name="lead" legend={words.form.lead} options={people} value="" />
            <p class="hint" safe>
              {words.form.leadHint}
            </p>
          </>
        ) : (
          <Directives {...props} locale={locale} />
        )}
        {act === 'remind' ? (
          <>
            <p class="hint" safe>
              {words.form.rest}
            </p>
            <Choice
              name="filter"
              legend={words.form.which}
              options={Object.entries(words.form.filters)}
              value={props.filter}
            />
          </>
        ) : null}
        {NEEDS_REASON.includes(act) ? (
          <p class="field">
            <label for="f-reason" safe>
              {words.form.reason}
            </label>
            <textarea id="f-reason" name="reason" rows="3" maxlength="2000" required safe>
              {props.reason}
            </textarea>
          </p>
        ) : null}
        <button type="submit" class="button button-primary" safe>
          {words.form.preview}
        </button>
      </form>
    </>
  );
  return page({ title: words.new, frame, content, current: 'directives', width: 'narrow' });
}
