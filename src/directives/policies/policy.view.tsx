import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Input, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, Empty, Facts, NextLink, Note, TableHead } from '../../platform/components/parts.js';
import { instantWords, When } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import { CHASE_STAGES, URGENCIES, type Urgency } from '../ladder.rules.js';
import type { PolicyVersion } from '../policy.queries.js';
import { classOf, type PolicyRules } from '../policy.rules.js';
import type { DirectiveUnder, PolicyVersionRow } from './policy-versions.queries.js';
import {
  beginsWords,
  classSummary,
  noStepsWords,
  policyDifferences,
  policyFigures,
  stepWords,
  type PolicyDifference,
} from './policy-words.rules.js';
import { policyName, policyWords } from './words.rules.js';

/** The steps of one class of papers: a row for each stage. */
export function ClassTable({ rules, urgency, locale }: { rules: PolicyRules; urgency: Urgency; locale: Locale }): JSX.Element {
  const words = policyWords(locale);
  const cls = classOf(rules, urgency);
  return (
    <table class="list cards">
      <TableHead columns={[words.stage, words.begins, words.steps].map((text) => [text, ''] as const)} />
      <tbody>
        {CHASE_STAGES.map((stage) => (
          <tr>
            <th scope="row" class="cell-main" data-label={words.stage} safe>
              {words.stages[stage]}
            </th>
            <td data-label={words.begins} safe>
              {beginsWords(rules, cls, stage, locale)}
            </td>
            <td data-label={words.steps}>
              {cls.steps[stage].length === 0 ? (
                <span class="muted" safe>
                  {noStepsWords(stage, locale)}
                </span>
              ) : (
                <ol>
                  {cls.steps[stage].map((step, i) => (
                    <li safe>{stepWords(step, i, locale)}</li>
                  ))}
                </ol>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
} // prettier-ignore

function ClassSection({ rules, urgency, locale }: { rules: PolicyRules; urgency: Urgency; locale: Locale }): JSX.Element {
  const words = policyWords(locale);
  const { atOnce } = classOf(rules, urgency);
  return (
    <section aria-labelledby={`class-${urgency}`}>
      <h2 id={`class-${urgency}`} safe>
        {words.classes[urgency]}
      </h2>
      <p>
        <span safe>{classSummary(rules, urgency, locale)}</span> <span safe>{words.atOnce[atOnce ? 'yes' : 'no']}</span>
      </p>
      <ClassTable rules={rules} urgency={urgency} locale={locale} />
    </section>
  );
} // prettier-ignore

/** What differs, one line each. */
export function Differences({ items, locale }: { items: readonly PolicyDifference[]; locale: Locale }): JSX.Element {
  const words = policyWords(locale);
  if (items.length === 0) return <p safe>{words.unchanged}</p>;
  return (
    <ul>
      {items.map(({ where, was, is }) => (
        <li safe>{words.becomes(where, was, is)}</li>
      ))}
    </ul>
  );
}

function Version(props: { code: string; one: PolicyVersionRow; before: PolicyVersionRow | undefined; locale: Locale }): JSX.Element {
  const { code, one, before, locale } = props;
  const words = policyWords(locale);
  return (
    <li>
      <p>
        <a href={`/policies/${code}?version=${one.version}`} safe>
          {words.version(one.version)}
        </a>
        {' · '}
        <span safe>{one.createdAt === null ? words.shipped : instantWords(one.createdAt, locale)}</span>
        {' · '}
        <a href={`/policies/${code}/directives?version=${one.version}`} safe>
          {words.directives(countWords(one.directives, locale))}
        </a>
      </p>
      {before === undefined ? null : (
        <details class="inline">
          <summary safe>{words.changedFrom(before.version)}</summary>
          <Differences items={policyDifferences(before.rules, one.rules, locale)} locale={locale} />
        </details>
      )}
    </li>
  );
} // prettier-ignore

const Trail = ({ locale, last }: { locale: Locale; last: string }): JSX.Element => (
  <Crumbs
    label={policyWords(locale).title}
    crumbs={[
      { href: '/policies', text: policyWords(locale).title },
      { href: null, text: last },
    ]}
  />
);

export interface PoliciesProps {
  policies: readonly PolicyVersion[];
  maySet: boolean;
  /** The code that a new one was to have, and why it cannot. */
  wrong?: { code: string; errors: readonly FormError[] };
}

/** `/policies`: every policy in its latest version, with what it means for an ordinary paper. */
export function policiesPage(frame: Frame, { policies, maySet, wrong }: PoliciesProps): string {
  const { locale } = frame;
  const words = policyWords(locale);
  const { code: name, version, since, says } = words.columns;
  return page({
    title: words.title,
    frame,
    current: 'policies',
    content: (
      <>
        <ErrorSummary errors={wrong?.errors ?? []} locale={locale} />
        <h1 safe>{words.title}</h1>
        <p class="lead" safe>
          {words.intro}
        </p>
        <table class="list cards">
          <TableHead columns={[name, version, since, says].map((text) => [text, ''] as const)} />
          <tbody>
            {policies.map((policy) => (
              <tr>
                <th scope="row" class="cell-main" data-label={name}>
                  <a href={`/policies/${policy.code}`} safe>
                    {policyName(policy.code, locale)}
                  </a>{' '}
                  <small class="muted" safe>
                    {policy.code}
                  </small>
                </th>
                <td data-label={version} class="unbroken" safe>
                  {words.version(policy.version)}
                </td>
                <td data-label={since}>
                  {policy.createdAt === null ? (
                    <span safe>{words.shipped}</span>
                  ) : (
                    <When at={policy.createdAt} locale={locale} />
                  )}
                </td>
                <td data-label={says} safe>
                  {classSummary(policy.rules, 'ordinary', locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {maySet ? (
          <form method="get" action="/policies/new" class="filters no-print">
            <Input
              name="code"
              label={words.newCode}
              hint={words.newCodeHint}
              value={wrong?.code}
              error={wrong?.errors[0]?.text}
            />
            <Submit label={words.newPolicy} look="secondary" icon="forward" />
          </form>
        ) : null}
      </>
    ),
  });
} // prettier-ignore

export interface PolicyProps {
  code: string;
  shown: PolicyVersionRow;
  versions: readonly PolicyVersionRow[];
  maySet: boolean;
}

/** `/policies/:code`: the five classes with their steps, its versions, and what changed between them. */
export function policyPage(frame: Frame, { code, shown, versions, maySet }: PolicyProps): string {
  const { locale } = frame;
  const words = policyWords(locale);
  const name = policyName(code, locale);
  const latest = versions[0]?.version ?? shown.version;
  return page({
    title: name,
    frame,
    current: 'policies',
    content: (
      <>
        <Trail locale={locale} last={name} />
        <h1>
          <small safe>{`${code} · ${words.version(shown.version)}`}</small>
          <span safe>{name}</span>
        </h1>
        {shown.version === latest ? null : <Note tone="warning" text={words.oldVersion(shown.version, latest)} />}
        {maySet ? (
          <p class="no-print">
            <a class="button button-secondary" href={`/policies/${code}/edit`} safe>
              {words.edit}
            </a>
          </p>
        ) : null}
        {URGENCIES.map((urgency) => (
          <ClassSection rules={shown.rules} urgency={urgency} locale={locale} />
        ))}
        <section aria-labelledby="policy-figures">
          <h2 id="policy-figures" safe>
            {words.form.figures}
          </h2>
          <Facts rows={policyFigures(shown.rules, locale).map(([label, value]) => [label, <span safe>{value}</span>] as const)} />
        </section>
        <section aria-labelledby="policy-versions">
          <h2 id="policy-versions" safe>
            {words.versions}
          </h2>
          <ul>
            {versions.map((one, i) => (
              <Version code={code} one={one} before={versions[i + 1]} locale={locale} />
            ))}
          </ul>
        </section>
      </>
    ),
  });
} // prettier-ignore

export interface UnderProps {
  code: string;
  version: number;
  items: readonly DirectiveUnder[];
  nextHref: string | null;
}

/** `/policies/:code/directives`: which directives run by a version. */
export function directivesUnderPage(frame: Frame, { code, version, items, nextHref }: UnderProps): string {
  const { locale } = frame;
  const words = policyWords(locale);
  const title = words.directivesOf(policyName(code, locale), version);
  return page({
    title,
    frame,
    current: 'policies',
    content: (
      <>
        <Trail locale={locale} last={title} />
        <h1 safe>{title}</h1>
        {items.length === 0 ? <Empty icon="paper" title={words.noDirectives} /> : null}
        <ul>
          {items.map(({ id, number, symbol, subject, issuedAt }) => (
            <li>
              <a href={`/directives/${id}`} safe>
                {[number === null ? '' : `${number}/${symbol ?? ''}`, subject].filter(Boolean).join(' · ')}
              </a>{' '}
              <small class="muted">
                <When at={issuedAt} locale={locale} />
              </small>
            </li>
          ))}
        </ul>
        <NextLink href={nextHref} locale={locale} />
      </>
    ),
  });
}
