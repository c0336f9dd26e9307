import { mayDo } from '../../access/index.js';
import type { DirectivePart } from '../../directives/index.js';
import { actsFor } from '../../platform/caller.js';
import { PauseForm, ResumeForm } from './pausing.view.js';

/** Pausing a directive in force, or letting a paused one go on, for its issuer. */
export const pausingPart: DirectivePart = {
  place: 'acts',
  draw: async ({ directive, caller, frame, isWhole }) => {
    if (!isWhole || !actsFor(caller, directive.issuerId) || !mayDo(caller.role, 'directives.issue')) return '';
    const form = { directive: directive.id, locale: frame.locale };
    if (directive.state === 'issued') return PauseForm(form);
    return directive.state === 'paused' ? ResumeForm(form) : '';
  },
};
