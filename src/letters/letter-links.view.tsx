import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { en } from './words.en.js';
import { vi, type LetterWords } from './words.vi.js';

export interface LetterLinksProps {
  letter: keyof LetterWords['links'];
  /** Path of the letter without its ending. */
  href: string;
  query?: string;
  locale: Locale;
}

/** Where a letter is had as a Word document and as a PDF. */
export function LetterLinks({ letter, href, query = '', locale }: LetterLinksProps): JSX.Element {
  const words = locale === 'vi' ? vi : en;
  const label = words.links[letter];
  return (
    <p class="letter-links">
      <Icon name="print" /> <span safe>{label}</span>
      {(['docx', 'pdf'] as const).map((format) => {
        const name = format === 'docx' ? words.word : words.pdf;
        return (
          <a href={`${href}.${format}${query}`} aria-label={`${label}, ${name}`} download="" safe>
            {name}
          </a>
        );
      })}
    </p>
  );
}
