import type { Locale } from '../platform/caller.js';
import { Note } from '../platform/components/parts.js';
import { instantWords } from '../platform/components/when.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** That a directive cannot be chased at the moment; what went wrong is for the operator, not for its readers. */
export function FaultNote({ since, retryAt, locale }: { since: Date; retryAt: Date; locale: Locale }): JSX.Element {
  const words = { vi, en }[locale].fault;
  return (
    <Note
      tone="warning"
      title={words.title(instantWords(since, locale))}
      text={words.text(instantWords(retryAt, locale))}
    />
  );
}
