import type { Locale } from '../platform/caller.js';
import { fieldId, Input, Select, TextArea, type Option } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import type { AddresseeRole } from '../platform/components/state.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { placeId } from '../dispatches/index.js';
import { Placed } from './doubts.view.js';
import type { DraftAddressee, DraftProps } from './draft-props.js';
import { directiveWords } from './list.view.js';
import { Settle } from './settle.view.js';

const ROLES: readonly AddresseeRole[] = ['action', 'coordination', 'information'];

export function Addressee({
  addressee,
  i,
  placed,
  locale,
}: {
  addressee: DraftAddressee;
  i: number;
  placed: ReadonlySet<string>;
  locale: Locale;
}): JSX.Element {
  const words = directiveWords(locale).draft;
  const name = (part: string): string => `addressees[${i}][${part}]`;
  const roles: Option[] = ROLES.map((value) => ({ value, label: frameWords(locale).role[value] }));
  return (
    <li
      id={fieldId(`addressees[${i}]`)}
      class={addressee.status === 'not-understood' ? 'addressee unsettled' : 'addressee'}
      data-place={addressee.path === null ? undefined : placeId(addressee.path)}
    >
      <Input name={name('text')} label={words.addressee} value={addressee.text} />
      <p class="addressee-text">
        {addressee.count === null || (addressee.count === 0 && addressee.status !== 'understood') ? null : (
          <span class="count" safe>
            {words.count(countWords(addressee.count, locale))}
          </span>
        )}
        {addressee.path !== null && placed.has(addressee.path) ? (
          <a class="to-paper" href={`#${placeId(addressee.path)}`}>
            <Icon name="paper" /> <span safe>{directiveWords(locale).doubts.inPaper}</span>
          </a>
        ) : null}
      </p>
      {(addressee.count ?? 0) > 1 ? (
        <p>
          <a href={`/groups/new?${new URLSearchParams({ expression: addressee.text }).toString()}`} safe>
            {words.saveGroup}
          </a>
        </p>
      ) : null}
      {addressee.status === 'internal' ? (
        <p class="muted" safe>
          {words.internal}
        </p>
      ) : (
        <div class="columns">
          <Select name={name('role')} label={words.role} options={roles} value={addressee.role} />
          <Select
            name={name('through')}
            label={words.through}
            options={[
              { value: '', label: words.directly },
              { value: 'superior', label: words.throughSuperior },
            ]}
            value={addressee.through ?? ''}
          />
        </div>
      )}
      {addressee.status === 'not-understood' || addressee.status === 'dropped' ? (
        <Settle
          name={name('settle')}
          unsettled={addressee}
          dropped={addressee.status === 'dropped' || addressee.role === 'information'}
          locale={locale}
        />
      ) : null}
    </li>
  );
}

const CHARACTERS_A_ROW = 44;
const rowsFor = (text: string): number => Math.min(8, Math.max(2, Math.ceil(text.length / CHARACTERS_A_ROW)));

/** The tasks, each beside its place in the paper. */
export function TaskFields({ props, locale }: { props: DraftProps; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  const added = props.tasks.length;
  return (
    <fieldset class="sheet">
      <legend safe>{words.tasks}</legend>
      {props.tasks.map((task, i) => (
        <Placed path={`tasks.${i}`} placed={props.placed.has(`tasks.${i}`)} locale={locale}>
          <div class="task-fields">
            <Input name={`tasks[${i}][label]`} label={words.label} value={task.label} />
            <TextArea name={`tasks[${i}][text]`} label={words.text} value={task.text} rows={rowsFor(task.text)} />
          </div>
        </Placed>
      ))}
      <p safe>{words.taskAdd}</p>
      <div class="task-fields">
        <Input name={`tasks[${added}][label]`} label={words.label} value="" />
        <TextArea name={`tasks[${added}][text]`} label={words.text} value="" rows={2} />
      </div>
    </fieldset>
  );
}

/** The report duties as they were read: to whom, through whom, by when. */
export function ReportFields({ props, locale }: { props: DraftProps; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  const { reports } = props.values;
  if (reports.length === 0) return <></>;
  return (
    <fieldset class="sheet">
      <legend safe>{words.reports}</legend>
      {reports.map((report, i) => {
        const name = (part: string): string => `reports[${i}][${part}]`;
        return (
          <Placed path={`reports.${i}`} placed={props.placed.has(`reports.${i}`)} locale={locale}>
            <p id={fieldId(`reports[${i}]`)}>
              <b safe>{report.words || words.reportOnce}</b>
            </p>
            <div class="columns">
              <Input name={name('to')} label={words.reportTo} value={report.to} />
              <Input name={name('via')} label={words.reportVia} value={report.via} />
              <Input name={name('due')} label={words.reportDue} value={report.due} type="date" />
            </div>
            <label>
              <input type="checkbox" name={name('drop')} value="yes" checked={report.drop} />
              <span safe>{words.reportDrop}</span>
            </label>
          </Placed>
        );
      })}
    </fieldset>
  );
}

/** The bases, each to be put right or left out, and room for one more. */
export function BasisFields({ props, locale }: { props: DraftProps; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  const bases = [...props.values.bases, { code: '', date: '', issuer: '' }];
  return (
    <fieldset class="sheet">
      <legend safe>{words.bases}</legend>
      <p class="muted" safe>
        {words.basesText}
      </p>
      {bases.map((basis, i) => (
        <Placed path={`bases.${i}`} placed={props.placed.has(`bases.${i}`)} locale={locale}>
          {i === props.values.bases.length ? <p safe>{words.basisAdd}</p> : null}
          <div class="columns">
            <Input name={`bases[${i}][code]`} label={words.basisCode} value={basis.code} />
            <Input name={`bases[${i}][date]`} label={words.basisDate} value={basis.date} type="date" />
            <Input name={`bases[${i}][issuer]`} label={words.basisIssuer} value={basis.issuer} />
          </div>
        </Placed>
      ))}
    </fieldset>
  );
}
