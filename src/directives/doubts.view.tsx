import type { Children } from '@kitajs/html';
import type { Locale } from '../platform/caller.js';
import { fieldId } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { placeId } from '../dispatches/index.js';
import { directiveWords } from './list.view.js';

/** Something that a careful clerk would look at again before using the paper. */
export interface Doubt {
  /** Tells it from the others of the page. */
  key: string;
  /** Path of the value in the reading, e.g. `date`, `tasks.2`; empty: the paper as a whole. */
  path: string;
  /** Name of the form's field that holds the value; null where the form has none. */
  field: string | null;
  reason: string;
  /** What the clerk may accept instead. */
  suggestion: { value: string; label: string } | null;
  /** Whether it stands somewhere in the paper. */
  placed: boolean;
}

/** Links a value to its place in the paper: by a script while it has the focus, by a link without one. */
export function Placed(props: { path: string; placed: boolean; locale: Locale; children: Children }): JSX.Element {
  if (!props.placed) return <div>{props.children}</div>;
  return (
    <div class="placed" data-place={placeId(props.path)}>
      {props.children}
      <a class="to-paper" href={`#${placeId(props.path)}`}>
        <Icon name="paper" /> <span safe>{directiveWords(props.locale).doubts.inPaper}</span>
      </a>
    </div>
  );
}

/** The button that puts a suggestion into its field; without a script the page comes back with it filled in. */
function Accept({ doubt, action }: { doubt: Doubt; action: string }): JSX.Element {
  if (doubt.suggestion === null || doubt.field === null) return <></>;
  return (
    <button
      type="submit"
      class="button button-secondary accept"
      formaction={action}
      formnovalidate
      name="accept"
      value={doubt.key}
      data-accept={doubt.suggestion.value}
      data-into={fieldId(doubt.field)}
    >
      <Icon name="check" /> <span safe>{doubt.suggestion.label}</span>
    </button>
  );
}

/**
 * What is doubtful or missing, first on the page: each with its reason, its field where it is a single value, a way to
 * where it stands, and a suggestion to accept where there is one.
 * @param input  draws the field of a single value; undefined for a value of a list, which stays where its list is
 */
export function Doubts(props: {
  doubts: readonly Doubt[];
  action: string;
  input: (field: string) => JSX.Element | undefined;
  locale: Locale;
}): JSX.Element {
  const { locale } = props;
  const words = directiveWords(locale).doubts;
  if (props.doubts.length === 0)
    return (
      <p class="no-doubts">
        <Icon name="done" /> <span safe>{words.none}</span>
      </p>
    );
  const drawn = new Set<string>();
  const inputOf = (field: string | null): JSX.Element | undefined => {
    if (field === null || drawn.has(field)) return undefined;
    drawn.add(field);
    return props.input(field);
  };
  return (
    <section class="warnings doubts" aria-labelledby="doubts">
      <h2 id="doubts">
        <Icon name="warning" /> <span safe>{words.title(props.doubts.length)}</span>
      </h2>
      <ol>
        {props.doubts.map((doubt) => {
          const input = inputOf(doubt.field);
          return (
            <li>
              <p safe>{doubt.reason}</p>
              {input ? (
                <Placed path={doubt.path} placed={doubt.placed} locale={locale}>
                  {input}
                </Placed>
              ) : (
                <p class="doubt-links">
                  {doubt.field ? (
                    <a href={`#${fieldId(doubt.field)}`} safe>
                      {words.toField}
                    </a>
                  ) : null}
                  {doubt.placed ? (
                    <a href={`#${placeId(doubt.path)}`} data-place={placeId(doubt.path)} safe>
                      {words.inPaper}
                    </a>
                  ) : null}
                </p>
              )}
              <Accept doubt={doubt} action={props.action} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
