import type { DirectivePart } from '../../directives/index.js';
import { RehearsalLink } from './rehearsal-link.view.js';

/** From the page of a directive to the rehearsal of its chasing. */
export const rehearsalDoor: DirectivePart = {
  place: 'acts',
  draw: async ({ directive, sight, isWhole, frame }) =>
    sight === 'all' && isWhole && directive.state === 'issued'
      ? RehearsalLink({ directive: directive.id, locale: frame.locale })
      : '',
};
