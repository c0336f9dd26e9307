import { LetterLinks } from '../letters/index.js';
import { ErrorSummary } from '../platform/components/form.js';
import { PaperHeading } from '../platform/components/paper.js';
import { Crumbs, Note } from '../platform/components/parts.js';
import { Timeline } from '../platform/components/timeline.js';
import { frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { AssignmentProps } from './assignment-props.js';
import { Children } from './children.view.js';
import { assignmentWords } from './inbox.view.js';
import { Lineage } from './lineage.view.js';
import { States } from './states.view.js';
import { DutyTasks } from './tasks/tasks.view.js';
import { Todo } from './todo.view.js';

/** `/assignments/:id`: the paper, what is owed, the acts that are possible now, and what happened. */
export function assignmentPage(frame: Frame, props: AssignmentProps): string {
  const { locale } = frame;
  const words = assignmentWords(locale).one;
  const title = props.paper.subject || frameWords(locale).paper.unread;
  const safeState = props.parts.state;
  const safeSections = props.parts.section;
  const crumbs = [
    { href: '/assignments', text: words.back },
    { href: null, text: title },
  ];
  const content = (
    <>
      <Crumbs label={words.crumbs} crumbs={crumbs} />
      <ErrorSummary errors={props.errors ?? []} locale={locale} />
      {props.reviewNote && props.work === 'sentBack' ? (
        <Note tone="warning" title={words.sentBackWhy} text={props.reviewNote} />
      ) : null}
      {safeState}
      <div class="split">
        <div>
          <article class="sheet">
            <PaperHeading paper={props.paper} locale={locale} />
            <h2 safe>{frameWords(locale).paper.tasks}</h2>
            <DutyTasks props={{ id: props.id, ...props.duty }} locale={locale} />
            {props.paperText ? (
              <details>
                <summary safe>{words.paperText}</summary>
                <div class="paper-text" safe>
                  {props.paperText}
                </div>
              </details>
            ) : null}
            <LetterLinks letter="directive" href={`/directives/${props.directive}/letter`} locale={locale} />
          </article>
          <Lineage props={props} frame={frame} />
          <Children props={props} frame={frame} />
          {safeSections}
          <section aria-labelledby="own-history">
            <h2 id="own-history" safe>
              {words.ownHistory}
            </h2>
            <Timeline entries={props.history} locale={locale} />
          </section>
        </div>
        <aside class="side">
          <Todo props={props} frame={frame} />
          <section aria-labelledby="states">
            <h2 id="states" safe>
              {words.steps}
            </h2>
            <States props={props} frame={frame} />
          </section>
        </aside>
      </div>
    </>
  );
  return page({ title, frame, content, current: 'assignments' });
}
