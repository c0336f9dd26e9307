import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { bulkWords } from './words.rules.js';

/** A link to the form of a bulk act, with the directive chosen already. */
export function UrgeDoor({ directive, locale }: { directive: string; locale: Locale }): JSX.Element {
  const words = bulkWords(locale);
  return (
    <p>
      <a
        class="button button-secondary"
        href={`/bulk-acts/new?act=remind&directive=${directive}`}
        title={words.partText}
      >
        <Icon name="send" /> <span safe>{words.part}</span>
      </a>
    </p>
  );
}
