import type { Locale } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import {
  CLASSES,
  NOT_CONTACTABLE,
  stepOf,
  totalOf,
  type ClassCounts,
  type ContactFilter,
} from './contactability.rules.js';
import type { Place } from './tile-grid.rules.js';
import type { ContactWords } from './words.vi.js';

/** A province of the map and its numbers; without a code and a place: the units of no province. */
export interface ProvinceTile {
  code: string | null;
  name: string | null;
  place: Place | null;
  counts: ClassCounts;
}

interface MapProps {
  tiles: readonly ProvinceTile[];
  filter: ContactFilter;
  words: ContactWords;
  locale: Locale;
}

const countedOf = (counts: ClassCounts, filter: ContactFilter): number =>
  CLASSES.filter(
    (of) => filter === 'all' || of === filter || (filter === 'concern' && NOT_CONTACTABLE.includes(of)),
  ).reduce((sum, of) => sum + counts[of], 0);

/** `Tỉnh Lạng Sơn` → `Lạng Sơn`: the kind of area says nothing on a map of provinces. */
const shortName = (name: string): string => name.replace(/^(Tỉnh|Thành phố) /, '');
const hrefOf = (code: string | null, filter: ContactFilter): string =>
  `/contactability?${new URLSearchParams({ province: code ?? 'centre', class: filter }).toString()}`;

function Tile({ tile, props }: { tile: ProvinceTile & { place: Place }; props: MapProps }): JSX.Element {
  const { filter, locale, words } = props;
  const [column, row] = tile.place;
  const n = countedOf(tile.counts, filter);
  const total = totalOf(tile.counts);
  const name = shortName(tile.name ?? '');
  return (
    <li class={`tile tile-c${column} tile-r${row} tile-step${stepOf(n, total)}`}>
      <a href={hrefOf(tile.code, filter)} title={words.tile(name, countWords(n, locale), countWords(total, locale))}>
        <span class="tile-name" safe>
          {name}
        </span>
        <span class="tile-count" safe>
          {`${countWords(n, locale)}/${countWords(total, locale)}`}
        </span>
      </a>
    </li>
  );
}

function Legend({ words }: { words: ContactWords }): JSX.Element {
  return (
    <ul class="tile-legend">
      {words.legend.map((text, step) => (
        <li>
          <span class={`tile-key tile-step${step}`} aria-hidden="true"></span> <span safe>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Numbers({ tiles, filter, words, locale }: MapProps): JSX.Element {
  return (
    <details class="tile-table" open>
      <summary safe>{words.table}</summary>
      <div class="scrolls" tabindex="0" role="region" aria-label={words.table}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col" safe>
                {words.province}
              </th>
              {CLASSES.map((of) => (
                <th scope="col" class="number" safe>
                  {words.short[of]}
                </th>
              ))}
              <th scope="col" class="number" safe>
                {words.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {tiles.map(({ code, name, counts }) => (
              <tr>
                <th scope="row">
                  <a href={hrefOf(code, filter)} safe>
                    {name === null ? words.centre : shortName(name)}
                  </a>
                </th>
                {CLASSES.map((of) => (
                  <td class="number" safe>
                    {countWords(counts[of], locale)}
                  </td>
                ))}
                <td class="number" safe>
                  {countWords(totalOf(counts), locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A map of tiles, one per province of the day, and beside it a table with the same numbers. */
export function ProvinceMap(props: MapProps): JSX.Element {
  const { words } = props;
  const placed = props.tiles.filter((tile): tile is ProvinceTile & { place: Place } => tile.place !== null);
  return (
    <section aria-labelledby="map">
      <h2 id="map" safe>
        {words.map}
      </h2>
      <p safe>{words.mapText}</p>
      <div class="tile-map">
        <div>
          <Legend words={words} />
          <ol class={`tiles tiles-${Math.max(...placed.map(({ place: [column] }) => column), 1)}`}>
            {placed.map((tile) => (
              <Tile tile={tile} props={props} />
            ))}
          </ol>
        </div>
        <Numbers {...props} />
      </div>
    </section>
  );
}
