import type { AssignmentPart } from '../../assignments/index.js';
import { ExplainLink } from './explain.view.js';

/** From the page of a duty to why it was chased or not. */
export const explainPart: AssignmentPart = {
  place: 'acts',
  draw: async ({ assignment, frame }) => ExplainLink({ assignment: assignment.id, locale: frame.locale }),
};
