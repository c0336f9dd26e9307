import type { PausingWords } from './words.vi.js';

export const en: PausingWords = {
  pause: 'Pause',
  pauseHint:
    'No deadline runs, nobody is reminded and no mail goes out, also of the dispatches that were issued below it. Units may still acknowledge, work and report.',
  reason: 'Why it is paused',
  resume: 'Let it go on',
  resumeHint:
    'What is open gets exactly the working time for which it stood still; a day granted meanwhile stays; held mail goes out.',
  paused: (n) => `Paused ${n} assignments. No mail goes out any more.`,
  stillSending: (n, left) => `Paused ${n} assignments. ${left} mails are still on their way.`,
  resumed: (n) => `${n} assignments go on.`,
  repeated: 'It was so already.',
};
