/** The parts that Vietnamese syllables are made of, without tone. */
const ONSETS = ['', ...'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')];
const RHYMES = (
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc ' +
  'i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ' +
  'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ' +
  'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
  'u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ' +
  'ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưm y yên yêm yêt yêu yêng'
).split(' ');
const TONELESS = new Set(ONSETS.flatMap((onset) => RHYMES.map((rhyme) => onset + rhyme)));
/** a, o, e and so on are letters before they are words; these few stand alone in running text */
const ONE_LETTER = new Set('y ý ở à ạ ô ổ á ả ủ ố'.split(' '));
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const STOPPED = /(?:ch|[cpt])$/;

const known = new Map<string, boolean>();
const KNOWN_AT_MOST = 20_000;

/** Whether a word could be a Vietnamese syllable: by its build, not by a dictionary. */
export function isSyllable(word: string): boolean {
  if (word.length > 8) return false;
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  const answer = isBuiltAsSyllable(word.toLowerCase());
  if (known.size < KNOWN_AT_MOST) known.set(word, answer);
  return answer;
}

function isBuiltAsSyllable(word: string): boolean {
  if (word.length === 1) return ONE_LETTER.has(word);
  const apart = word.normalize('NFD');
  const tones = apart.match(TONE) ?? [];
  if (tones.length > 1) return false;
  const toneless = apart.replace(TONE, '').normalize('NFC');
  if (!TONELESS.has(toneless)) return false;
  return !STOPPED.test(toneless) || tones[0] === '\u0301' || tones[0] === '\u0323';
}
