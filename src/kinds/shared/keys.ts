import type { Problem } from '../../data/problem.ts';
import { hasRole } from '../../data/field.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { listInWords, measureOf, zh } from '../../data/words.ts';
import type { Reference, Stream, Surroundings } from '../contract.ts';
import { checkField, labelOf } from './fields.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';
import { findField } from './streams.ts';

/** Keys: the fields that say whose row it is. */

export const keyTypes = ['number', 'text', 'boolean', 'time'] as const;

export function checkKey(key: readonly string[], stream: Stream, around: Surroundings, at: Path): readonly Problem[] {
  return key.flatMap((name, index) => {
    const here = [...at, index];
    if (key.indexOf(name) !== index) {
      return [problem(around, { code: 'key-twice', en: `“${labelOf(name, stream, 'en')}” stands in the key twice: take one away`, zh: `键里“${labelOf(name, stream, 'zh')}”出现了两次：请去掉一个`, at: here, field: name })];
    }
    return checkField(name, stream, around, here, { types: keyTypes, forRule: true });
  });
}

/** The key a new node most likely goes by. */
export function likelyKey(stream: Stream): string[] {
  const key = stream.fields.find((field) => hasRole(field, 'key') && !field.tainted && field.type !== 'list');
  return key === undefined ? [] : [key.name];
}

/** `each card and merchant`, `每张卡、每个商户`; undefined where rows are not told apart. */
export function eachKey(key: readonly string[], stream: Stream, lang: Lang): string | undefined {
  if (key.length === 0) return undefined;
  const labels = key.map((name) => labelOf(name, stream, lang));
  if (lang === 'en') return `each ${listInWords(labels, 'and', lang)}`;
  return key.map((name, index) => zh`每${measureOf(findField(stream, name))}${labels[index] ?? name}`).join('、');
}

/** `card and merchant`, `卡和商户`. */
export const keyInWords = (key: readonly string[], stream: Stream, lang: Lang): string =>
  listInWords(key.map((name) => labelOf(name, stream, lang)), 'and', lang);

/** `the same card`, `同一张卡`. */
export function sameKey(key: readonly string[], stream: Stream, lang: Lang): string {
  const said = keyInWords(key, stream, lang);
  return pick(lang, `the same ${said}`, zh`同一${measureOf(findField(stream, key[0] ?? ''))}${said}`);
}

export const keyReferences = (key: readonly string[], input: string, at: Path): readonly Reference[] =>
  key.map((name, index) => ({ to: 'field', name, input, at: [...at, index] }));
