import type { Locale } from '../../platform/caller.js';
import type { PolicyRules } from '../policy.rules.js';
import type { PolicyDoubt } from './policy-doubt.rules.js';
import { policyDifferences, stepDoes } from './policy-words.rules.js';
import type { PolicyPreview } from './preview-policy.usecase.js';
import { policyWords } from './words.rules.js';
import { ISSUED_AT } from './year-effect.rules.js';

interface Previewed {
  preview: PolicyPreview;
  rules: PolicyRules;
  warnings: readonly PolicyDoubt[];
}

/** What a policy would do, as plain text for the command line. */
export function previewText({ preview, rules, warnings }: Previewed, locale: Locale): string {
  const words = policyWords(locale);
  const { effect, was, present, lastYear } = preview;
  const says = words.effect;
  const stages = effect.classes.flatMap(({ urgency, stages: all }) => {
    const before = was?.classes.find((one) => one.urgency === urgency)?.stages;
    return all.flatMap(({ stage, steps, mails }) => [
      `${words.classes[urgency]}, ${words.stages[stage]}: ${says.mails(mails.unit, mails.above, mails.letters)}`,
      ...steps.map((one, i) => {
        const old = before?.find((other) => other.stage === stage)?.steps[i];
        const usual = says.after(one.usualDays, one.usualHours);
        const changed = old ? says.pair(says.after(old.usualDays, old.usualHours), usual) : usual;
        return `  ${i + 1}. ${stepDoes(one.step, locale)}: ${changed}; ${says.latest(one.latestDays, one.latestIssuedOn)}`;
      }),
    ]);
  });
  const differences = present
    ? [
        words.changedFrom(present.version),
        ...policyDifferences(present.rules, rules, locale).map((d) => `  ${words.becomes(d.where, d.was, d.is)}`),
      ]
    : [];
  const past = lastYear.lines.map(
    ({ urgency, stage, late, steps }) =>
      `  ${words.classes[urgency]}, ${words.stages[stage]}: ${late}, ${says.pair(String(steps.was), String(steps.is))}`,
  );
  return [
    says.title(effect.year),
    says.intro(String(effect.papers), ISSUED_AT),
    ...(effect.isProvisional ? [says.provisionalYear(effect.year)] : []),
    ...warnings.map(({ text }) => `! ${text[locale]}`),
    ...differences,
    ...stages,
    past.length === 0 ? says.lastYearNone : says.lastYearText(String(lastYear.directives)),
    ...past,
  ].join('\n');
}
