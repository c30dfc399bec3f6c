import type { Lang } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import { bracketed } from './speaker.ts';
import type { Clause, Phrase } from './speaker.ts';

/** A subject and what is said of it. */

export const simple = (text: string): Clause => ({ text, joins: 'nothing' });

/** Of a subject in the singular or, in English, the plural. */
export function about(subject: Phrase, predicate: string, lang: Lang): Clause {
  const who = subject.clausal === true ? bracketed(subject, lang) : subject.text;
  if (lang === 'zh') return { text: zh`${who}${predicate}`, joins: joinsOf(who + predicate) };
  const text = `${who} ${subject.plural === true ? inPlural(predicate) : predicate}`;
  return { text, joins: joinsOf(text) };
}

const joiners = / (?:and|or|nor) |, |[和或且、，]/;
/** What stands in brackets or quotes. */
export const enclosed = /\([^()]*\)|（[^（）]*）|“[^”]*”/g;
const joinsOf = (text: string): Clause['joins'] => (joiners.test(text.replaceAll(enclosed, '')) ? 'values' : 'nothing');

const plurals: Readonly<Record<string, string>> = {
  is: 'are', has: 'have', does: 'do', contains: 'contain', starts: 'start', ends: 'end', includes: 'include', differs: 'differ', comes: 'come',
};

/** `is missing or is more than 5` as `are missing or are more than 5`. */
const inPlural = (predicate: string): string =>
  predicate.replaceAll(/(?:^|(?<=^is missing or ))[a-z]+/g, (verb) => plurals[verb] ?? verb);
