import type { Locale } from '../platform/caller.js';
import { BOX, layOut, type Graph, type GraphNode, type Place } from './graph.rules.js';
import { basesWords, dateOf, hrefOf, nameOf, reachWords } from './node.view.js';

const LINE_LETTERS = 31;
const cut = (text: string): string =>
  text.length <= LINE_LETTERS ? text : `${text.slice(0, LINE_LETTERS - 1).trimEnd()}…`;

function Box({
  node,
  place,
  locale,
  self,
}: {
  node: GraphNode;
  place: Place;
  locale: Locale;
  self: boolean;
}): JSX.Element {
  const words = basesWords(locale);
  const third = node.reach ? reachWords(node.reach, locale) : node.directiveId ? (node.subject ?? '') : words.cited;
  const href = hrefOf(node);
  const looks = `box${self ? ' box-self' : ''}${node.directiveId ? '' : ' box-cited'}`;
  const content = (
    <g class={looks} transform={`translate(${place.x} ${place.y})`}>
      <title safe>
        {[nameOf(node, locale), dateOf(node, locale), node.issuer, node.subject].filter(Boolean).join(' · ')}
      </title>
      <rect width={BOX.width} height={BOX.height} rx="6" />
      <text class="box-name" x="10" y="22" safe>
        {cut(nameOf(node, locale))}
      </text>
      <text x="10" y="42" safe>
        {cut([dateOf(node, locale), node.issuer ?? ''].filter(Boolean).join(' · '))}
      </text>
      <text x="10" y="61" safe>
        {cut(third)}
      </text>
    </g>
  );
  // the list below has the same links for keyboards and readers
  return href === null || self ? content : <a href={href} tabindex="-1">{content}</a>; // prettier-ignore
}

/** From the paper that rests on another to that one, out of the sides that face each other. */
function wayOf(from: Place, to: Place): string {
  const middle = BOX.height / 2;
  if (from.x === to.x) {
    const x = from.x + BOX.width;
    return `M${x} ${from.y + middle} C${x + 40} ${from.y + middle} ${x + 40} ${to.y + middle} ${x} ${to.y + middle}`;
  }
  const [left, right] = from.x < to.x ? [from, to] : [to, from];
  const [x1, x2] = [left.x + BOX.width, right.x];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${left.y + middle} C${x1 + bend} ${left.y + middle} ${x2 - bend} ${right.y + middle} ${x2} ${right.y + middle}`;
}

/** The graph as a picture for wide screens: bases on the left, what rests on the paper on the right. */
export function Drawing({ graph, locale }: { graph: Graph; locale: Locale }): JSX.Element {
  const { width, height, places } = layOut(graph.nodes, graph.edges);
  const at = new Map(places.map((place) => [place.key, place]));
  return (
    <div class="drawing" aria-hidden="true">
      <svg width={String(width)} height={String(height)} viewBox={`0 0 ${width} ${height}`} focusable="false">
        {graph.edges.map(({ from, to, relations }) => (
          <path class={`way way-${relations[0]}`} d={wayOf(at.get(from)!, at.get(to)!)} />
        ))}
        {graph.nodes.map((node) => (
          <Box node={node} place={at.get(node.key)!} locale={locale} self={node.key === graph.root} />
        ))}
      </svg>
    </div>
  );
}
