import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { countWords } from '../platform/components/words.js';
import type { ContactLine } from './contactability.queries.js';
import { NOT_CONTACTABLE, type ClassCounts } from './contactability.rules.js';
import { ClassTag, contactWords } from './contactability.view.js';

interface BeforeProps {
  urgent: boolean;
  units: number;
  counts: ClassCounts;
  named: readonly ContactLine[];
  /** The whole list. */
  href: string;
  locale: Locale;
}

/** Before a paper is issued: which addressees a mail may not reach. Loud for an urgent paper, a note for others. */
export function BeforeIssuing(props: BeforeProps): JSX.Element {
  const { locale, urgent } = props;
  const words = contactWords(locale).before;
  const n = countWords(props.units, locale);
  const counts = NOT_CONTACTABLE.filter((of) => props.counts[of] > 0).map(
    (of) => `${countWords(props.counts[of], locale)} ${words.counts[of as keyof typeof words.counts]}`,
  );
  return (
    <section class={`before-issuing${urgent ? ' before-urgent' : ''}`} aria-labelledby="contactability">
      <h2 id="contactability">
        <Icon name={urgent ? 'warning' : 'mail'} /> <span safe>{urgent ? words.urgentTitle(n) : words.title(n)}</span>
      </h2>
      <p safe>{`${counts.join('; ')}.`}</p>
      <p safe>{urgent ? words.urgentTodo : words.todo}</p>
      <details open={urgent}>
        <summary safe>{words.names}</summary>
        <ul class="plain contact-names">
          {props.named.map(({ name, provinceName, contactClass }) => (
            <li>
              <span safe>{[name, provinceName === name ? null : provinceName].filter(Boolean).join(', ')}</span>{' '}
              <ClassTag of={contactClass} locale={locale} />
            </li>
          ))}
        </ul>
      </details>
      <p>
        <a href={props.href}>
          <Icon name="arrow" /> <span safe>{words.list}</span>
        </a>
      </p>
    </section>
  );
}
