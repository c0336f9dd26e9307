import { searchKey } from '../platform/text.js';
import { firstParagraph } from './written-text.rules.js';

/** Longer than this it is a letter, and a letter is for people to read. */
const CHARACTERS_AT_MOST = 600;

/** Who may be said to have received it: nobody, or the writer and the office. */
const WHO =
  '(?:(?:toi|em|minh|chung toi|chung em|don vi|co quan|van phong|van thu|bo phan|phong|so|cuc|chi cuc|ban|bo|ubnd|uy ban|hdnd|tinh|thanh pho|xa|phuong|dac khu|truong|trung tam|we|i|our office|the office)(?: [a-z0-9]+){0,10}? )?';
const RECEIVED_VI =
  '(?:xin )?(?:(?:xac nhan |bao )?(?:la )?da (?:tiep )?nhan|xac nhan (?:tiep )?nhan duoc|nhan duoc roi|da nhan)';
const RECEIVED_EN =
  '(?:(?:have |has |hereby |can )?(?:well |duly )?(?:received|acknowledged|acknowledge receipt|confirm(?:ed|ing)? receipt)|receipt confirmed)';
const SAYS_RECEIVED = new RegExp(`^(?:da |vang |ok |okay |yes )?${WHO}(?:${RECEIVED_VI}|${RECEIVED_EN})\\b`);
/** With any of these it is something else, or more than that. */
const DOUBTFUL =
  /\b(?:khong|ko|kg|chua|chang|cha|nhung|tuy|nham|thieu|loi|sai|hong|neu|khi nao|bao gio|nghe noi|ben khac|de nghi|vui long|se|phai|tra lai|khong thuoc|not|no|but|never|haven t|hasn t|didn t|if|wrong|error|please|will|should|instead|however|unable|cannot|can t)\b/;
/** What may be said beside it and takes nothing back. */
const HARMLESS = /\bkhong co (?:y kien|vuong mac)(?: gi)?(?: them)?\b|\bno (?:comments?|objections?)\b/g;

/**
 * Whether the first thing that is said in a mail is that the paper was received, with or without accents. A question, a
 * refusal ("chưa nhận"), a request or anything beside it that takes it back says no such thing: what is not plain is left
 * to people.
 * @param text  plain text of the whole mail
 */
export function saysReceived(text: string): boolean {
  const paragraph = firstParagraph(text);
  if (paragraph === '' || paragraph.length > CHARACTERS_AT_MOST || paragraph.includes('?')) return false;
  const key = searchKey(paragraph).replace(HARMLESS, ' ').replace(/ +/g, ' ').trim();
  return SAYS_RECEIVED.test(key) && !DOUBTFUL.test(key);
}
