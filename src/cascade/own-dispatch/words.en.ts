import type { OwnDispatchWords } from './words.vi.js';

export const en: OwnDispatchWords = {
  duty: {
    title: 'Issue a dispatch of one’s own',
    text: 'Instead of passing the paper on as it is, the unit issues a dispatch of its own, with its own number, signer and tasks. Units that wait and get this one no longer wait for the paper itself.',
    begin: 'Hand in the own dispatch',
    byHand: 'Write it here',
    drafts: 'Drafts in the making',
    choose: 'Use a draft that is there',
    draft: 'Draft of the unit',
    use: 'Use this draft',
  },
  draft: {
    title: 'Carries on a paper from above',
    from: 'Paper from above',
    tasks: 'Map the tasks',
    tasksText:
      'Which task of the paper from above does each task of this one carry out? Proposals follow wording and order; check every line. A task from above that is not chosen is left to the unit itself.',
    noTasks: 'This dispatch has no tasks of its own to map.',
    noTasksAbove: 'The paper from above has no tasks to map to.',
    task: (label: string) => `Task ${label}`,
    none: 'Carries out no task of the paper from above',
    option: (label: string, text: string) => `Task ${label}: ${text}`,
    carries: (label: string) => `Carries out task ${label} of the paper from above`,
    gone: (n: string) => `Mapped to task no. ${n}, which the paper from above does not have any more`,
    reach: 'Units that wait for the paper from above',
    gets: (n: string) => `${n} units get this dispatch.`,
    released: (n: string) => `${n} units that wait get this one in place of the paper itself.`,
    left: (n: string) =>
      `${n} units go on waiting: pass the paper on to them as it is, or issue another dispatch for them.`,
    noneLeft: 'No unit is left waiting.',
    more: (n: string) => `and ${n} more`,
    outside: 'It cannot be issued yet',
    apart: 'Set it apart from the paper above',
  },
  hindrance: {
    askedBack:
      'The paper from above is asked back: answer that first. Where it is given back, set this draft apart or drop it.',
    ended:
      'The duty under the paper from above has ended or was recalled: set this draft apart, or tie it to another paper.',
    paused: 'The paper from above is paused: this can be issued once it goes on.',
    unacknowledged:
      'The paper from above is not acknowledged, or was amended and is to be acknowledged again: do that, then check this draft again.',
  },
  done: {
    placed: 'The draft is tied to the paper from above. Map its tasks, then issue it.',
    apart: 'The draft stands by itself again.',
    issued: (n: string) => `The own dispatch was issued to ${n} units.`,
    issuedFor: (n: string, released: string) =>
      `The own dispatch was issued to ${n} units, of which ${released} waited for the paper from above.`,
    issuedBefore: 'The own dispatch was issued before.',
  },
};
