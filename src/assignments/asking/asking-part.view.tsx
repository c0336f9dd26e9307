import type { Frame } from '../../platform/page.view.js';
import { ExtensionTags, ExtensionText, type ExtensionItem } from './extension.view.js';
import { askingWords, QuestionTags, QuestionText, WithdrawForm, type QuestionItem } from './question.view.js';

export interface AskedHere {
  questions: readonly (QuestionItem & { own: boolean })[];
  extensions: readonly ExtensionItem[];
  /** The reader acts for the unit that asked. */
  isOwn: boolean;
  /** The unit can ask now: it is told to look at what others asked first. */
  mayAsk: boolean;
}

interface SectionProps {
  asked: AskedHere;
  frame: Frame;
}

function OwnQuestions({ asked, frame }: SectionProps): JSX.Element {
  const words = askingWords(frame.locale);
  const questions = asked.questions.filter(({ own }) => own);
  if (questions.length === 0) return <></>;
  return (
    <section class="sheet" aria-labelledby="questions">
      <h2 id="questions" safe>
        {words.ourQuestions}
      </h2>
      {questions.map((question) => (
        <div class="asked">
          <QuestionTags question={question} locale={frame.locale} />
          <QuestionText question={question} frame={frame} />
          {asked.isOwn && question.state === 'open' ? (
            <WithdrawForm action={`/questions/${question.id}/withdraw`} label={words.withdrawQuestion} />
          ) : null}
        </div>
      ))}
    </section>
  );
}

function ClassQuestions({ asked, frame }: SectionProps): JSX.Element {
  const words = askingWords(frame.locale);
  const questions = asked.questions.filter(({ own }) => !own);
  if (questions.length === 0) return <></>;
  return (
    <section class="sheet" aria-labelledby="class-questions">
      <h2 id="class-questions" safe>
        {words.classQuestions}
      </h2>
      {asked.mayAsk ? (
        <p class="muted" safe>
          {words.classHint}
        </p>
      ) : null}
      {questions.map((question) => (
        <div class="asked">
          <QuestionTags question={question} locale={frame.locale} />
          <QuestionText question={question} frame={frame} />
        </div>
      ))}
    </section>
  );
}

function Extensions({ asked, frame }: SectionProps): JSX.Element {
  const words = askingWords(frame.locale);
  if (asked.extensions.length === 0) return <></>;
  return (
    <section class="sheet" aria-labelledby="extensions">
      <h2 id="extensions" safe>
        {words.ourExtensions}
      </h2>
      {asked.extensions.map((extension) => (
        <div class="asked">
          <ExtensionTags extension={extension} locale={frame.locale} />
          <ExtensionText extension={extension} locale={frame.locale} />
          {asked.isOwn && extension.state === 'asked' ? (
            <WithdrawForm action={`/extensions/${extension.id}/withdraw`} label={words.withdrawExtension} />
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** What a unit asked about its assignment, what units like it asked, and its requests for more time. */
export function AskedSections(props: SectionProps): JSX.Element {
  return (
    <>
      <OwnQuestions {...props} />
      <ClassQuestions {...props} />
      <Extensions {...props} />
    </>
  );
}
