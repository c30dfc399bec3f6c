import type { Problem, Severity } from '../data/problem.ts';
import type { Text } from '../data/text.ts';
import { inLanguage } from '../data/text.ts';

type About = Pick<Problem, 'node' | 'field' | 'at'>;

export const problem = (severity: Severity, code: string, en: string, zh: string, about: About = {}): Problem => ({
  code,
  severity,
  message: { en, zh },
  ...about,
});

export const error = (code: string, en: string, zh: string, about?: About): Problem =>
  problem('error', code, en, zh, about);

/** Names in messages stay readable, however long an author made them. */
export const shorten = (text: string, length = 60): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/** What to call something that a person named, in each language. */
export const nameOf = (named: { readonly name: Text; readonly id?: string | undefined }): { en: string; zh: string } => ({
  en: shorten(inLanguage(named.name, 'en')) || (named.id ?? ''),
  zh: shorten(inLanguage(named.name, 'zh')) || (named.id ?? ''),
});
