import { measureAcknowledgeOpen, measureAcknowledgeOpenHttp } from './acknowledge-open.js';
import { measureAcknowledge } from './acknowledge.js';
import { measureFanOut } from './fan-out.js';
import type { Figure } from './figure.rules.js';
import { measureGrowth } from './growth.js';
import { measureMail } from './mail.js';
import { measureHierarchy } from './hierarchy.js';
import { peakFigure, withOnePeak } from './memory.js';
import { measureProcessor } from './processor.js';
import { measureProgress } from './progress.js';
import { measureRead } from './read.js';
import { measureReorganisation } from './reorganisation.js';
import type { Stage } from './stage.js';
import { measureResume } from './resume.js';
import { measureSweep } from './sweep.js';

/**
 * Figures that can be asked for, in the order in which they are measured. Those of one group share a database; each
 * group has its own, so that what one leaves behind is not what another is measured on.
 */
export const GROUPS = [
  ['fan-out', 'acknowledge', 'cpu', 'read'],
  // growth first: it begins with an empty database
  ['growth', 'acknowledge-open', 'acknowledge-open-http', 'sweep', 'progress'],
  // the hierarchy last: it adds units by the ten thousand
  ['reorganisation', 'hierarchy'],
  ['mail', 'resume'],
] as const;
export type FigureName = (typeof GROUPS)[number][number];
export const FIGURES: readonly FigureName[] = GROUPS.flat();
/** Measured only where it is asked for by name: it takes as long as three others. */
export const ON_REQUEST: ReadonlySet<FigureName> = new Set(['acknowledge-open-http']);

const MEASURES: Readonly<Record<FigureName, (stage: Stage, apart: boolean) => Promise<Figure | Figure[]>>> = {
  'fan-out': measureFanOut,
  acknowledge: measureAcknowledge,
  cpu: async (stage, apart) => (apart ? measureProcessor(stage) : []),
  read: async (stage) => measureRead(stage),
  growth: measureGrowth,
  'acknowledge-open': measureAcknowledgeOpen,
  'acknowledge-open-http': measureAcknowledgeOpenHttp,
  sweep: measureSweep,
  progress: measureProgress,
  reorganisation: measureReorganisation,
  hierarchy: measureHierarchy,
  mail: async (stage, apart) => (apart ? measureMail(stage) : []),
  resume: async (stage, apart) => (apart ? measureResume(stage) : []),
};

const MEGABYTE_IN_KILOBYTES = 1024;

/**
 * Measures what is asked for on one database, one after the other, and the peak memory of it.
 * @param apart  whether to measure what needs processes of their own too: the API, replicas
 */
export async function measure(stage: Stage, names: readonly FigureName[], apart: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of FIGURES) if (names.includes(name)) figures.push(...[await MEASURES[name](stage, apart)].flat());
  // of a server that was measured the peak is known already; else it is that of this process, client and all
  if (!figures.some(({ name }) => name === 'memory'))
    figures.push(peakFigure(process.resourceUsage().maxRSS / MEGABYTE_IN_KILOBYTES, 'bench'));
  return withOnePeak(figures);
}
