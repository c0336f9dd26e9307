/** Before these words the name of a body is broken: `ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN`, `SỞ THÔNG TIN / VÀ TRUYỀN THÔNG`. */
const CUSTOMARY =
  /^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ(?! HỘI)|PHƯỜNG|ĐẶC KHU|VÀ|PHÒNG, CHỐNG|CHỦ NGHĨA)(?![\p{L}])/u;
/** A line does not begin with what would be taken for another body, or in the middle of a word of two syllables. */
const NEVER =
  /^(?:NHÂN|DÂN|HỘI|BAN|BỘ|SỞ|CỤC|VIỆN|KHOA|PHÒNG|TRƯỜNG|TRUNG TÂM|ĐẠI|HỌC|VĂN|ỦY|ĐOÀN|ĐỘI|TỔ|LIÊN|ĐẢNG|CHI|CƠ|CÔNG|[^\p{L}])(?![\p{L}])/u;
/** The committee of an area stands on a line of its own. */
const COMMITTEE = /^((?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN) (.+)$/u;
const PER_EXTRA_LINE = 1000;
const AGAINST_CUSTOM = 60;

/**
 * The lines in which the name of a body stands in a narrow column: as few as fit, broken where it is customary, else
 * about the middle.
 * @param name  in capitals
 * @param most  characters that a line holds
 */
export function linesOfName(name: string, most: number): string[] {
  const committee = COMMITTEE.exec(name);
  if (committee) return [committee[1]!, ...linesOfName(committee[2]!, most)];
  if (name.length <= most) return [name];
  const words = name.split(' ');
  const best = new Map<number, { cost: number; lines: string[] }>([[words.length, { cost: 0, lines: [] }]]);
  for (let from = words.length - 1; from >= 0; from--) {
    for (let to = from + 1; to <= words.length; to++) {
      const line = words.slice(from, to).join(' ');
      const rest = best.get(to);
      if (!rest || (line.length > most && to > from + 1)) continue;
      const breakCost = to === words.length ? 0 : costOfBreak(words.slice(to).join(' '));
      const cost = PER_EXTRA_LINE + (most - line.length) ** 2 / 4 + breakCost + rest.cost;
      if (cost < (best.get(from)?.cost ?? Infinity)) best.set(from, { cost, lines: [line, ...rest.lines] });
    }
  }
  return best.get(0)?.lines ?? [name];
}

const costOfBreak = (after: string): number =>
  CUSTOMARY.test(after) ? -AGAINST_CUSTOM : NEVER.test(after) ? 4 * AGAINST_CUSTOM : AGAINST_CUSTOM;
