import type { Locale } from '../platform/caller.js';
import { Icon } from '../platform/components/icon.js';
import { basesWords } from './node.view.js';

/** The way from a directive's page to its graph. */
export const BasesDoor = ({ directiveId, locale }: { directiveId: string; locale: Locale }): JSX.Element => (
  <a class="button button-secondary" href={`/directives/${directiveId}/bases`}>
    <Icon name="tree" /> <span safe>{basesWords(locale).open}</span>
  </a>
);
