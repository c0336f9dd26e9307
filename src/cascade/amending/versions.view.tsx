import type { Changes, DirectiveVersionRow } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Icon } from '../../platform/components/icon.js';
import { Crumbs, Facts, TableHead } from '../../platform/components/parts.js';
import { Tasks } from '../../platform/components/paper.js';
import { When } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import { amendingWords, ChangeList } from './changes.view.js';

/** The door to amending, on the page of a directive. */
export const AmendDoor = ({ directive, locale }: { directive: string; locale: Locale }): JSX.Element => (
  <a class="button button-secondary" href={`/directives/${directive}/amend`}>
    <Icon name="paper" /> <span safe>{amendingWords(locale).directive.amend}</span>
  </a>
);

/** Every version of what a directive asks, the last first. */
export function Versions(props: {
  directive: string;
  versions: readonly DirectiveVersionRow[];
  locale: Locale;
}): JSX.Element {
  const { directive, versions, locale } = props;
  const words = amendingWords(locale);
  const [version, at, tasks, due, reason] = words.versions.columns as [string, string, string, string, string];
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" safe>
        {words.directive.versions}
      </h2>
      <table class="list cards">
        <TableHead
          columns={[
            [version, ''],
            [at, ''],
            [tasks, 'number'],
            [due, ''],
            [reason, ''],
          ]}
        />
        <tbody>
          {versions.map((one, i) => (
            <tr>
              <th scope="row" class="cell-main">
                <a href={`/directives/${directive}/versions/${one.version}`} safe>
                  {words.versions.version(one.version)}
                </a>
                {i === 0 ? <small safe>{` (${words.directive.inForce})`}</small> : null}
              </th>
              <td data-label={at}>
                <When at={one.madeAt} locale={locale} />
              </td>
              <td class="number" data-label={tasks}>
                {one.tasks.length}
              </td>
              <td data-label={due}>
                {one.workDueAt === null ? (
                  <span safe>{words.changes.noDeadline}</span>
                ) : (
                  <When at={one.workDueAt} locale={locale} />
                )}
              </td>
              <td data-label={reason} safe>
                {one.reason ?? words.versions.issued}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface VersionProps {
  directive: string;
  name: string;
  version: DirectiveVersionRow;
  /** What it changed; null for what was issued. */
  changes: Changes | null;
  /** Text of the paper that amends. */
  paper: string | null;
}

/** `/directives/:id/versions/:n`: what a directive asked in one version, and how it differs from the one before. */
export function versionPage(frame: Frame, { directive, name, version, changes, paper }: VersionProps): string {
  const { locale } = frame;
  const words = amendingWords(locale);
  const title = words.versions.title(version.version);
  const content = (
    <>
      <Crumbs
        label={words.versions.crumbs}
        crumbs={[
          { href: `/directives/${directive}`, text: name },
          { href: null, text: title },
        ]}
      />
      <h1>
        <span safe>{title}</span> <small safe>{name}</small>
      </h1>
      <Facts
        rows={[
          [words.versions.columns[1]!, <When at={version.madeAt} locale={locale} />],
          [words.form.subject, <span safe>{version.subject}</span>],
          [words.changes.deadline, version.workDueAt === null ? null : <When at={version.workDueAt} locale={locale} />],
          [words.form.reason, version.reason === null ? null : <span safe>{version.reason}</span>],
        ]}
      />
      {changes === null ? null : (
        <section class="sheet">
          <h2 safe>{words.versions.changes(version.version - 1)}</h2>
          <ChangeList changes={changes} locale={locale} />
        </section>
      )}
      <section class="sheet">
        <h2 safe>{words.versions.text}</h2>
        <Tasks tasks={version.tasks} locale={locale} />
        {paper === null ? null : (
          <details>
            <summary safe>{words.versions.paper}</summary>
            <div class="paper-text" safe>
              {paper}
            </div>
          </details>
        )}
      </section>
    </>
  );
  return page({ title, frame, content, current: 'directives' });
}
