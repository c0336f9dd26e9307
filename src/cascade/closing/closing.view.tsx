import type { Locale } from '../../platform/caller.js';
import { Submit } from '../../platform/components/form.js';
import { countWords } from '../../platform/components/words.js';
import type { LeftOpen } from './left-open.queries.js';
import { en } from './words.en.js';
import { vi, type ClosingWords } from './words.vi.js';

const closingWords = (locale: Locale): ClosingWords => (locale === 'vi' ? vi : en);

interface CloseFormProps {
  directive: string;
  left: LeftOpen & { total: number };
  locale: Locale;
}

/** Folded away: what stays open is said before the button. */
export function CloseForm({ directive, left, locale }: CloseFormProps): JSX.Element {
  const words = closingWords(locale);
  const kinds = Object.entries(words.kinds).map(([kind, text]) => [text, left[kind as keyof LeftOpen]] as const);
  return (
    <details class="inline">
      <summary safe>{words.close}</summary>
      <form method="post" action={`/directives/${directive}/close`}>
        <p safe>{words.hint}</p>
        <p safe>{left.total === 0 ? words.nothingLeft : words.left(countWords(left.total, locale))}</p>
        <ul>
          {kinds
            .filter(([, n]) => n > 0)
            .map(([text, n]) => (
              <li safe>{`${countWords(n, locale)} ${text}`}</li>
            ))}
        </ul>
        <Submit label={words.close} look="warning" />
      </form>
    </details>
  );
}
