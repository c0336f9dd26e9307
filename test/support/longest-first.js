// plain .js: Jest loads this outside its own resolver
import Sequencer from '@jest/test-sequencer';

/** A fresh clone knows of no earlier run: without this the longest file may begin last, and one worker waits for it. */
const LONGEST = [
  'slices/model',
  'slices/bench',
  'journeys/crash-directives',
  'journeys/reorganisation-pages',
  'journeys/browser',
  'journeys/three-processes',
  'journeys/watchdog',
  'journeys/crash-jobs',
  'journeys/crash-mail',
  'journeys/crash-assignments',
  'slices/chasing-400-days',
  'slices/reform-2025',
  'rules/calendar-random',
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.includes(`/test/${name}.test.`));
  return place < 0 ? LONGEST.length : place;
};

/** The files that take longest first, then as Jest would. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is the order of Jest, not of an array
    const inItsOrder = super.sort(tests);
    return inItsOrder.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
