import type { SigningMode } from '../reading/dispatch.rules.js';
import { tidy } from '../reading/piece.rules.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf, type Doubt } from './query.rules.js';

/** Bodies and offices that one head leads: nobody signs there on behalf of a collective. */
const LED_BY_A_HEAD =
  /^(?:sở|phòng|bộ(?! chính trị| chỉ huy| tư lệnh)|trung tâm|trường|cục|chi cục|tổng cục|văn phòng|vụ|thanh tra|trạm|bệnh viện|giám đốc|trưởng phòng|hiệu trưởng|bộ trưởng|cục trưởng|chánh văn phòng|chủ tịch)(?!\p{L})/u;
const DEPUTY = /(?<!\p{L})(?:phó|thứ trưởng|thường trực)(?!\p{L})/u;
/** minutes, contracts and agreements are signed by those who took part, as who they are */
const SIGNED_BY_PARTIES = new Set(['BB', 'HĐ', 'BGN', 'BTT']);
/** one person holds two offices, and signs for the first with the second: the board's deputy, a governor */
const BOARD = /^(?:trưởng ban|chủ tịch hội đồng|trưởng đoàn|tổ trưởng|trưởng tiểu ban|chỉ huy trưởng)/u;

/**
 * Whether who signs may sign so: NĐ 30/2020 art. 13 and App. I.II.7. The head signs; a deputy signs for the head (KT.);
 * the collective's papers bear TM.; by order (TL.) signs the head of a unit below, by authority (TUQ.) who was
 * authorised in writing.
 */
export function signerQueries({ signature, issuer, kind }: Reading): Query[] {
  const { mode, onBehalfOf, title } = signature;
  if (!kind.value || SIGNED_BY_PARTIES.has(kind.value)) return [];
  const signer: Signer = {
    mode: mode.value,
    head: low(onBehalfOf.value),
    title: low(title.value),
    issuer: issuer.name.value,
    doubt: {
      values: { mode: mode.value ?? '', head: onBehalfOf.value ?? '', title: title.value ?? '' },
      at: [mode, title],
    },
  };
  if (mode.value === 'TM.')
    return LED_BY_A_HEAD.test(signer.head) ? [queryOf('signer-no-collective', 'signature.mode', signer.doubt)] : [];
  if (mode.value === 'KT.') return forTheHead(signer);
  if (mode.value === 'TL.') return byOrder(signer);
  // TUQ.: whom a head may authorise is free, and the authority is a paper of its own
  return mode.value === 'TUQ.' ? [] : inOwnOffice(signer);
}

interface Signer {
  mode: SigningMode | null;
  head: string;
  title: string;
  issuer: string | null;
  doubt: Doubt;
}

function forTheHead({ head, title, issuer, doubt }: Signer): Query[] {
  const deputy = title === '' || head === '' || DEPUTY.test(title) || BOARD.test(head);
  return deputy ? otherOffice(issuer, head, doubt) : [queryOf('signer-not-deputy', 'signature.mode', doubt)];
}

function byOrder({ head, title, doubt }: Signer): Query[] {
  if (title === '' || (title !== head && !isDeputyOf(title, head))) return [];
  const suggestion = title === head ? undefined : 'KT.';
  return [queryOf('signer-by-own-order', 'signature.mode', { ...doubt, suggestion })];
}

function inOwnOffice({ mode, title, issuer, doubt }: Signer): Query[] {
  if (mode === null && /^phó\s/u.test(title))
    return [queryOf('signer-deputy-alone', 'signature.mode', { ...doubt, suggestion: 'KT.' })];
  return otherOffice(issuer, title, doubt);
}

const low = (text: string | null): string =>
  tidy(text ?? '')
    .toLocaleLowerCase('vi')
    .replace('uỷ', 'ủy');

const isDeputyOf = (title: string, head: string): boolean =>
  title === `phó ${head}` || (head === 'bộ trưởng' && title === 'thứ trưởng');

/** Of what kind of issuer an office is the head's, where that is laid down; each office is of one kind only. */
const HEADS: readonly (readonly [issuer: RegExp, office: RegExp])[] = [
  [/^(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)(?!\p{L})/u, /^(?:chủ tịch)(?!\p{L})/u],
  [/^bộ\s(?!chỉ huy|tư lệnh|chính trị)/u, /^bộ trưởng(?!\p{L})/u],
  [/^sở\s/u, /^giám đốc(?!\p{L})/u],
  [/^phòng\s(?!giao dịch|khám)/u, /^trưởng phòng(?!\p{L})/u],
  [/^trường\s/u, /^hiệu trưởng(?!\p{L})/u],
  [/^chi cục\s/u, /^chi cục trưởng(?!\p{L})/u],
];

/** The office of another kind of body: a head of division under the heading of a department. */
function otherOffice(issuer: string | null, office: string, { values = {}, at = [] }: Doubt): Query[] {
  const own = HEADS.findIndex(([of]) => of.test(low(issuer)));
  const held = HEADS.findIndex(([, of]) => of.test(office));
  if (own < 0 || held < 0 || own === held) return [];
  return [queryOf('signer-other-office', 'signature.title', { values: { ...values, issuer: issuer ?? '' }, at })];
}
