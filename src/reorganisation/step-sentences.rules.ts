import type { Step, Target } from './plan-schema.rules.js';
import { insideSentence, type Kind } from '../units/index.js';
import type { ReorganisationWords } from './words.vi.js';

const SHOWN = 6;
const AREA = /^(?:Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu) /u;

/** The name of an area inside a sentence: `xã Đồng Đăng`. A body keeps its capital. */
const inside = (name: string): string => (AREA.test(name) ? insideSentence(name) : name);

/** One step as a sentence. @param names  of units by their codes, and of kinds of units */
export function stepSentence(
  words: ReorganisationWords,
  step: Step,
  { nameOf, kinds }: { nameOf: (code: string) => string; kinds: Readonly<Record<Kind, string>> },
): string {
  const say = words.sentences;
  const one = (code: string): string => inside(nameOf(code));
  const list = (names: readonly string[]): string => {
    const rest = names.length - SHOWN;
    if (rest > 0) return say.andMore(names.slice(0, SHOWN).join(', '), String(rest));
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${say.and} ${names.at(-1)}`;
  };
  const many = (codes: readonly string[]): string => list(codes.map(one));
  const target = (into: Target): string => ('name' in into ? inside(into.name) : one(into.code));
  switch (step.kind) {
    case 'establish':
      return say.establish(inside(step.unit.name));
    case 'merge':
      return ('name' in step.into ? say.mergeNew : say.merge)(many(step.from), target(step.into));
    case 'split': {
      const goesOn = step.into.some(({ code }) => code === step.from);
      const parts = step.into.filter(({ code }) => code !== step.from).map(target);
      return (goesOn ? say.splitOff : say.split)(one(step.from), list(parts));
    }
    case 'abolish':
      return step.dutiesTo.length > 0
        ? say.abolish(one(step.unit), many(step.dutiesTo))
        : say.abolishOnly(one(step.unit));
    case 'rename':
      return say.rename(one(step.unit), inside(step.name));
    case 'move':
      return step.parent === null
        ? say.moveOff(one(step.unit), words.lines[step.line])
        : say.move(one(step.unit), one(step.parent), words.lines[step.line]);
    case 'raise':
      return say.raise(one(step.unit), inside(step.name ?? kinds[step.unitKind]));
    case 'hand-over':
      return say.handOver(nameOf(step.from), many(step.to), words.scopes[step.scope]);
    case 'succeed':
      break;
  }
  return say.succeed;
}
