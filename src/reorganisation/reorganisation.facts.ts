/** What the history may say of a reorganisation. Past tense; a kind is never renamed or reused. */
export const REORGANISATION_FACTS = [
  'reorganisation.drafted',
  'reorganisation.revised',
  'reorganisation.submitted',
  'reorganisation.withdrawn',
  'reorganisation.approved',
  'reorganisation.cancelled',
  'reorganisation.begun',
  'reorganisation.stopped',
  'reorganisation.resumed',
  'reorganisation.finished',
] as const;
