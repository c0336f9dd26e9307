import type { DirectivePart } from '../directive-part.js';
import { ClassTable } from './policy.view.js';
import { classSummary } from './policy-words.rules.js';
import { policyName, policyWords } from './words.rules.js';

/** How a directive is chased: the rules that were frozen into it, of its class, in words. */
export const policyPart: DirectivePart = {
  place: 'section',
  draw: async ({ directive, frame: { locale } }) => {
    const { policyCode, policyVersion, policy, urgency } = directive;
    const words = policyWords(locale);
    const safeTable = <ClassTable rules={policy} urgency={urgency} locale={locale} />;
    return (
      <section aria-labelledby="policy-of">
        <h2 id="policy-of" safe>
          {words.rules}
        </h2>
        <p safe>{`${words.classes[urgency]}: ${classSummary(policy, urgency, locale)}`}</p>
        <details class="inline">
          <summary safe>{words.showSteps}</summary>
          {safeTable}
        </details>
        <p>
          <a href={`/policies/${policyCode}?version=${policyVersion}`} safe>
            {words.rulesOf(policyName(policyCode, locale), policyVersion)}
          </a>
        </p>
      </section>
    );
  },
};
