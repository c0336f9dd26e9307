import type { Locale } from '../platform/caller.js';
import { attribute } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink } from '../platform/components/parts.js';
import { countWords, wordsOf } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { IsoDate } from '../platform/vn-time.js';
import { Controls, Counts, hrefOf, LineTabs, unitWords, UnitTable, type UnitLine } from './parts.view.js';
import type { Branch } from './tree/branches.js';
import type { Level, Line } from './vocabulary.rules.js';

interface BrowserProps {
  /** The day looked at. */
  at: IsoDate;
  line: Line;
  nextHref: string | null;
}

/** `/units`: the tree of a line, with one branch open. */
export interface TreeProps extends BrowserProps {
  counts: readonly { level: Level; units: number }[];
  branches: readonly Branch[];
}

/** `/units?q=`: what was searched for. */
export interface FoundProps extends BrowserProps {
  q: string;
  found: readonly (UnitLine & { path: readonly { code: string; name: string }[] })[];
  total: number;
}

const treeHref = (at: IsoDate, line: Line, open?: string): string =>
  `/units?${new URLSearchParams({ at, line, ...(open === undefined ? {} : { open }) }).toString()}${open ? `#n-${open}` : ''}`;

interface BranchProps {
  branch: Branch;
  /** The unit above: closing a branch leaves that one open. */
  above: string | undefined;
  at: IsoDate;
  line: Line;
  locale: Locale;
}

/** The sign that opens and closes a branch: a plain link to the tree as it is then. */
function Twig({ branch, above, at, line, locale }: BranchProps): JSX.Element {
  const words = unitWords(locale);
  if (branch.direct === 0 && branch.branches === null) return <span class="twig" aria-hidden="true" />;
  const open = branch.branches !== null;
  return (
    <a
      class="twig"
      href={treeHref(at, line, open ? above : branch.code)}
      aria-expanded={open ? 'true' : 'false'}
      aria-label={attribute(open ? words.closeBranch(branch.name) : words.openBranch(branch.name))}
    >
      <Icon name={open ? 'down' : 'next'} />
    </a>
  );
}

function Node(props: BranchProps): JSX.Element {
  const { branch, at, line, locale } = props;
  const words = unitWords(locale);
  const rest = branch.branches === null ? 0 : branch.direct - branch.branches.length;
  return (
    <li id={`n-${branch.code}`}>
      <div class="node">
        <Twig {...props} />
        <span>
          <a href={`${hrefOf(branch.code, at)}&line=${line}`} safe>
            {branch.name}
          </a>
          <small safe>
            {[
              wordsOf(words.kinds, branch.kind),
              branch.below > 0 ? words.belowCount(countWords(branch.below, locale)) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </span>
      </div>
      {branch.branches === null ? null : (
        <ul>
          {branch.branches.map((inner) => (
            <Node branch={inner} above={branch.code} at={at} line={line} locale={locale} />
          ))}
          {rest > 0 ? (
            <li class="rest">
              <a href={`${hrefOf(branch.code, at)}&line=${line}#below`} safe>
                {words.rest(countWords(rest, locale))}
              </a>
            </li>
          ) : null}
        </ul>
      )}
    </li>
  );
}

/** The whole hierarchy along a line, one branch open. */
export function treePage(frame: Frame, props: TreeProps): string {
  const { locale } = frame;
  const words = unitWords(locale);
  const { at, line } = props;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>{`${words.intro} ${words.era}`}</p>
      <Controls q="" at={at} action="/units" kept={{ line }} locale={locale} />
      <Counts counts={props.counts} locale={locale} />
      <LineTabs line={line} hrefTo={(other) => treeHref(at, other)} locale={locale} />
      {props.branches.length > 0 ? (
        <ul class="unit-tree" aria-label={words.lines[line]}>
          {props.branches.map((branch) => (
            <Node branch={branch} above={undefined} at={at} line={line} locale={locale} />
          ))}
        </ul>
      ) : (
        <Empty icon="tree" title={words.none} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'units' });
}

/** The units that a search found, each with the way down to it, so that two of one name are told apart. */
export function foundPage(frame: Frame, props: FoundProps): string {
  const { locale } = frame;
  const words = unitWords(locale);
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <Controls q={props.q} at={props.at} action="/units" kept={{}} locale={locale} />
      <h2 safe>{words.results(countWords(props.total, locale), props.q)}</h2>
      {props.found.length > 0 ? (
        <UnitTable lines={props.found} at={props.at} hits locale={locale} />
      ) : (
        <Empty icon="search" title={words.noResults} text={words.noResultsText} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'units' });
}
