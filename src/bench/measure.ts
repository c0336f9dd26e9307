import { measureAcknowledge, memoryFigure } from './acknowledge.js';
import { measureFanOut } from './fan-out.js';
import type { Figure } from './figure.rules.js';
import { measureHierarchy } from './hierarchy.js';
import { measureRead } from './read.js';
import { measureReorganisation } from './reorganisation.js';
import type { Stage } from './stage.js';

/** Figures that can be asked for. */
export const FIGURES = ['fan-out', 'acknowledge', 'read', 'reorganisation', 'hierarchy'] as const;
export type FigureName = (typeof FIGURES)[number];

const MEGABYTE_IN_KILOBYTES = 1024;

/**
 * Measures what is asked for, one after the other, and the peak memory of it.
 * @param http  whether to measure the API too, by a server in a process of its own
 */
export async function measure(stage: Stage, names: readonly FigureName[], http: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  if (names.includes('fan-out')) figures.push(await measureFanOut(stage));
  if (names.includes('acknowledge')) figures.push(...(await measureAcknowledge(stage, http)));
  if (names.includes('read')) figures.push(measureRead(stage));
  if (names.includes('reorganisation')) figures.push(...(await measureReorganisation(stage, http)));
  // last: it adds units by the ten thousand
  if (names.includes('hierarchy')) figures.push(...(await measureHierarchy(stage)));
  // of a server that was measured the peak is known already; else it is that of this process, client and all
  if (!figures.some(({ name }) => name === 'memory'))
    figures.push(memoryFigure(process.resourceUsage().maxRSS / MEGABYTE_IN_KILOBYTES, 'bench'));
  return figures;
}
