import type { Step, Target } from './plan.js';
import type { Kind } from '../units/index.js';
import type { ReorganisationWords } from './words.vi.js';

const SHOWN = 6;

/** One step as a sentence. @param names  of units by their codes, and of kinds of units */
export function stepSentence(
  words: ReorganisationWords,
  step: Step,
  { nameOf, kinds }: { nameOf: (code: string) => string; kinds: Readonly<Record<Kind, string>> },
): string {
  const say = words.sentences;
  const one = (code: string): string => nameOf(code);
  const many = (codes: readonly string[]): string => {
    const rest = codes.length - SHOWN;
    const shown = codes.slice(0, SHOWN).map(one);
    return rest > 0 ? say.andMore(shown.join(', '), String(rest)) : shown.join(', ');
  };
  const target = (into: Target): string => ('name' in into ? into.name : one(into.code));
  switch (step.kind) {
    case 'establish':
      return say.establish(step.unit.name);
    case 'merge':
      return ('name' in step.into ? say.mergeNew : say.merge)(many(step.from), target(step.into));
    case 'split': {
      const goesOn = step.into.some(({ code }) => code === step.from);
      const parts = step.into.filter(({ code }) => code !== step.from).map(target);
      return (goesOn ? say.splitOff : say.split)(one(step.from), parts.join(', '));
    }
    case 'abolish':
      return step.dutiesTo.length > 0
        ? say.abolish(one(step.unit), many(step.dutiesTo))
        : say.abolishOnly(one(step.unit));
    case 'rename':
      return say.rename(one(step.unit), step.name);
    case 'move':
      return step.parent === null
        ? say.moveOff(one(step.unit), words.lines[step.line])
        : say.move(one(step.unit), one(step.parent), words.lines[step.line]);
    case 'raise':
      return say.raise(one(step.unit), step.name ?? kinds[step.unitKind]);
    case 'hand-over':
      return say.handOver(one(step.from), many(step.to), words.scopes[step.scope]);
    case 'succeed':
      break;
  }
  return say.succeed;
}
