import type { Locale } from '../../platform/caller.js';
import { Hidden, Submit } from '../../platform/components/form.js';
import { instantWords } from '../../platform/components/when.js';
import { amendingWords, ChangeList } from './changes.view.js';
import type { SeenChanges } from './seen-changes.queries.js';

/** Tasks of what a unit issued itself that carry on a task which was amended. */
export interface OwnTask {
  directive: string;
  subject: string;
  label: string;
  text: string;
}

function OwnToAmend({ tasks, locale }: { tasks: readonly OwnTask[]; locale: Locale }): JSX.Element {
  if (tasks.length === 0) return <></>;
  const words = amendingWords(locale).unit;
  return (
    <section class="sheet" aria-labelledby="own-to-amend">
      <h2 id="own-to-amend" safe>
        {words.own}
      </h2>
      <p safe>{words.ownText}</p>
      <ul>
        {tasks.map((task) => (
          <li>
            <a href={`/directives/${task.directive}/amend`} safe>
              {task.subject}
            </a>
            : <span safe>{task.label === '-' ? task.text : `${task.label}. ${task.text}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface UnitChangesProps {
  assignment: string;
  seen: SeenChanges;
  mayAcknowledge: boolean;
  /** What the unit issued itself and has to amend in its turn. */
  own: readonly OwnTask[];
  locale: Locale;
}

/** What changed for a unit, first thing on its page while it has not acknowledged it. */
export function UnitChanges(props: UnitChangesProps): JSX.Element {
  const { seen, locale } = props;
  const words = amendingWords(locale).unit;
  const { changes, reason } = seen;
  const isSame = changes.changed.length + changes.added.length + changes.removed.length === 0 && !changes.deadline;
  return (
    <>
      <section class="sheet" aria-labelledby="changes">
        <h2 id="changes" safe>
          {words.title}
        </h2>
        <p safe>{words.text(instantWords(seen.madeAt, locale), seen.version, seen.since)}</p>
        {reason === null ? null : (
          <p>
            <b safe>{words.reason}</b>: <span safe>{reason}</span>
          </p>
        )}
        {isSame ? <p safe>{words.sameAgain}</p> : <ChangeList changes={changes} locale={locale} />}
        {props.mayAcknowledge ? (
          <form method="post" action={`/assignments/${props.assignment}/acknowledge`} class="act">
            <Hidden name="contentVersion" value={String(seen.version)} />
            <Submit label={words.again} icon="check" />
            <p class="field-hint" safe>
              {words.againHint}
            </p>
          </form>
        ) : null}
      </section>
      <OwnToAmend tasks={props.own} locale={locale} />
    </>
  );
}
