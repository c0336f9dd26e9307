import { ErrorSummary, Hidden, Input, Submit, TextArea, type FormError } from '../../platform/components/form.js';
import { Crumbs } from '../../platform/components/parts.js';
import { page, type Frame } from '../../platform/page.view.js';
import { amendingWords } from './changes.view.js';

/** A task as the form holds it; `now` is the text in force, empty for a new one. */
export interface FormTask {
  n: string;
  label: string;
  now: string;
  text: string;
  addressees: string;
  drop: boolean;
}

export interface AmendFormProps {
  directive: string;
  /** What the paper is called. */
  name: string;
  from: number;
  reason: string;
  subject: string;
  dueOn: string;
  dueHour: string;
  tasks: readonly FormTask[];
  paper: string;
  errors: readonly FormError[];
}

const CHARACTERS_A_ROW = 60;
const rowsFor = (text: string): number => Math.min(8, Math.max(2, Math.ceil(text.length / CHARACTERS_A_ROW)));

function TaskRow({ task, i, frame }: { task: FormTask; i: number; frame: Frame }): JSX.Element {
  const words = amendingWords(frame.locale).form;
  const name = (part: string): string => `tasks[${i}][${part}]`;
  return (
    <div class="amend-task">
      <Hidden name={name('n')} value={task.n} />
      {task.now === '' ? (
        <p class="cell-note" safe>
          {words.add}
        </p>
      ) : (
        <div>
          <b class="cell-note" safe>
            {words.now}
          </b>
          <p safe>{task.now}</p>
        </div>
      )}
      <div>
        <TextArea name={name('text')} label={words.text} value={task.text} rows={rowsFor(task.text)} />
        <div class="columns">
          <Input name={name('label')} label={words.label} value={task.label} />
          <Input name={name('addressees')} label={words.addressees} value={task.addressees} />
        </div>
        {task.now === '' ? null : (
          <label class="check">
            <input type="checkbox" name={name('drop')} value="yes" checked={task.drop} /> <span safe>{words.drop}</span>
          </label>
        )}
      </div>
    </div>
  );
}

/** `/directives/:id/amend`: the text in force beside what is to take its place. */
export function amendFormPage(frame: Frame, props: AmendFormProps): string {
  const words = amendingWords(frame.locale);
  const { form } = words;
  const back = `/directives/${props.directive}`;
  const errorOf = (field: string): string | undefined => props.errors.find((error) => error.field === field)?.text;
  const content = (
    <>
      <Crumbs
        label={words.versions.crumbs}
        crumbs={[
          { href: back, text: props.name },
          { href: null, text: form.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1>
        <span safe>{form.title}</span> <small safe>{props.name}</small>
      </h1>
      <p class="lead" safe>
        {form.lead}
      </p>
      <form method="post" action={`${back}/amend/preview`} class="amend">
        <Hidden name="from" value={String(props.from)} />
        <fieldset class="sheet">
          <legend safe>{words.directive.amend}</legend>
          <TextArea name="reason" label={form.reason} value={props.reason} rows={2} required error={errorOf('reason')} />
          <TextArea name="subject" label={form.subject} value={props.subject} rows={2} required error={errorOf('subject')} />
          <div class="columns">
            <Input name="dueOn" label={form.dueOn} hint={form.dueOnHint} type="date" value={props.dueOn} error={errorOf('dueOn')} />
            <Input name="dueHour" label={form.dueHour} value={props.dueHour} error={errorOf('dueHour')} />
          </div>
        </fieldset>
        <fieldset class="sheet">
          <legend safe>{form.tasks}</legend>
          <p class="field-hint" safe>
            {form.addresseesHint}
          </p>
          {props.tasks.map((task, i) => (
            <TaskRow task={task} i={i} frame={frame} />
          ))}
        </fieldset>
        <details class="sheet">
          <summary safe>{form.paper}</summary>
          <TextArea name="text" label={form.paper} value={props.paper} rows={6} />
        </details>
        <Submit label={form.check} icon="search" />
      </form>
    </>
  ); // prettier-ignore
  return page({ title: form.title, frame, content, current: 'directives' });
}
