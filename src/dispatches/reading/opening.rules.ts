import type { Block } from './blocks.rules.js';

/** the heading of a part that lists what the paper rests on */
const OF_BASES = /^(?:các |những )?(?:căn cứ|cơ sở pháp lý|cơ sở xây dựng)(?!\p{L})/u;
const PARAGRAPHS_AT_MOST = 4;

/**
 * The blocks in which a paper says what it carries out.
 * @param body  all blocks of the text
 * @param top   those of the first level of its numbering
 */
export function openingOf(body: readonly Block[], top: readonly Block[]): Block[] {
  const first = top[0];
  if (!first) return body.slice(0, unnumbered(body));
  if (OF_BASES.test(first.label?.rest.low ?? '')) {
    const second = top[1];
    return body.slice(0, second ? body.indexOf(second) : body.length);
  }
  return body.slice(0, body.indexOf(first));
}

/** Where nothing is numbered, the opening ends with the first paragraph that leads on ("... như sau:"). */
function unnumbered(body: readonly Block[]): number {
  const leads = body.findIndex(({ piece }) => piece.text.endsWith(':'));
  return Math.min(body.length, leads >= 0 ? leads + 1 : PARAGRAPHS_AT_MOST, PARAGRAPHS_AT_MOST);
}
