import type { Locale } from '../../platform/caller.js';
import { Submit, TextArea } from '../../platform/components/form.js';
import { Facts } from '../../platform/components/parts.js';
import { Tag, type Tone } from '../../platform/components/state.js';
import { Due, When, type Instant } from '../../platform/components/when.js';
import type { Frame } from '../../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type AskingWords } from './words.vi.js';

export const askingWords = (locale: Locale): AskingWords => (locale === 'vi' ? vi : en);

/** A question as its sender, its addressee and their class read it. */
export interface QuestionItem {
  id: string;
  state: keyof AskingWords['questionStates'];
  text: string;
  askedAt: Instant;
  answerDueAt: Instant;
  overdue: boolean;
  answer: string | null;
  answeredAt: Instant | null;
}

const TONE: Record<QuestionItem['state'], Tone> = { open: 'wait', answered: 'done', withdrawn: 'idle', lapsed: 'idle' };

/** How far a question is, and whether its answer is late. */
export function QuestionTags({ question, locale }: { question: QuestionItem; locale: Locale }): JSX.Element {
  const words = askingWords(locale);
  return (
    <span class="tags">
      <Tag tone={TONE[question.state]} text={words.questionStates[question.state]} />
      {question.overdue ? <Tag tone="late" text={words.overdue} /> : null}
    </span>
  );
}

/** The question, its instants, and the answer where there is one. */
export function QuestionText({ question, frame }: { question: QuestionItem; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = askingWords(locale);
  const { askedAt, answerDueAt, answeredAt, state } = question;
  return (
    <>
      <div class="paper-text" safe>
        {question.text}
      </div>
      <Facts
        rows={[
          [words.askedAt, <When at={askedAt} locale={locale} />],
          [words.answerDue, state === 'open' ? <Due at={answerDueAt} now={frame.now} locale={locale} /> : null],
          [words.answeredAt, answeredAt === null ? null : <When at={answeredAt} locale={locale} />],
        ]}
      />
      {question.answer === null ? null : (
        <>
          <h3 safe>{words.answer}</h3>
          <div class="paper-text" safe>
            {question.answer}
          </div>
        </>
      )}
    </>
  );
}

/** The form that answers a question, once. */
export function AnswerForm({ id, locale }: { id: string; locale: Locale }): JSX.Element {
  const words = askingWords(locale);
  return (
    <form method="post" action={`/questions/${id}/answer`} class="act">
      <TextArea id={`answer-${id}`} name="answer" label={words.answer} hint={words.answerHint} rows={4} required />
      <Submit label={words.sendAnswer} icon="check" />
    </form>
  );
}

/** The button that withdraws what the unit asked. */
export const WithdrawForm = ({ action, label }: { action: string; label: string }): JSX.Element => (
  <form method="post" action={action} class="act">
    <Submit label={label} icon="back" look="secondary" />
  </form>
);
