import type { Problem } from '../../data/problem.ts';
import { hasRole } from '../../data/field.ts';
import { inLanguage, languages } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import type { Template } from '../../plan/plan.ts';
import type { Reference, Renames, Stream, Surroundings } from '../contract.ts';
import { checkField, labelOf } from './fields.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';
import { renamedField } from './renames.ts';
import { findField } from './streams.ts';

/** Texts with fields in them: `{amount} on {card}`. A brace that is meant as such is written twice. */

export interface ParsedTemplate {
  readonly parts: Template;
  /** Where a brace opens that nothing closes. */
  readonly unclosed?: number | undefined;
}

export function parseTemplate(text: string): ParsedTemplate {
  const parts: (string | { readonly field: string })[] = [];
  let literal = '';
  let at = 0;
  const flush = (): void => {
    if (literal !== '') parts.push(literal);
    literal = '';
  };
  while (at < text.length) {
    const here = text.charAt(at);
    if ((here === '{' || here === '}') && text.charAt(at + 1) === here) {
      literal += here;
      at += 2;
    } else if (here === '{') {
      const end = text.indexOf('}', at);
      if (end < 0 || text.slice(at + 1, end).includes('{')) {
        literal += text.slice(at);
        flush();
        return { parts, unclosed: at };
      }
      flush();
      parts.push({ field: text.slice(at + 1, end).trim() });
      at = end + 1;
    } else {
      literal += here;
      at += 1;
    }
  }
  flush();
  return { parts };
}

export function printTemplate(template: Template): string {
  return template
    .map((part) => (typeof part === 'string' ? part.replaceAll('{', '{{').replaceAll('}', '}}') : `{${part.field}}`))
    .join('');
}

/** The template as a plan holds it, in the graph's language. */
export const planTemplate = (text: Text, lang: Lang): Template => parseTemplate(inLanguage(text, lang)).parts;

/** Each text of a template, with its place: one, or one for each language. */
function textsOf(text: Text, at: Path): readonly { readonly text: string; readonly at: Path }[] {
  if (typeof text === 'string') return [{ text, at }];
  return languages.flatMap((lang) => {
    const own = text[lang];
    return own === undefined ? [] : [{ text: own, at: [...at, lang] }];
  });
}

/** The template with labels in place of names, for people: `{amount} on {card}` as `amount on card`. */
export function templateInWords(text: Text, stream: Stream, lang: Lang): string {
  return planTemplate(text, lang)
    .map((part) => (typeof part === 'string' ? part : labelOf(part.field, stream, lang)))
    .join('');
}

export function checkTemplate(text: Text, stream: Stream, around: Surroundings, at: Path): readonly Problem[] {
  return textsOf(text, at).flatMap((each) => {
    const { parts, unclosed } = parseTemplate(each.text);
    const problems: Problem[] = [];
    if (unclosed !== undefined) {
      problems.push(
        problem(around, {
          code: 'template-unclosed',
          en: 'A { opens a field here, and no } closes it; write {{ for a brace that is meant as text',
          zh: '这里的 { 打开了一个字段，但没有 } 与之对应；如果要写大括号本身，请写 {{',
          at: each.at,
        }),
      );
    }
    for (const part of parts) {
      if (typeof part === 'string') continue;
      const wrong = checkField(part.field, stream, around, each.at, { forRule: true });
      problems.push(...wrong.map((found) => withMendedTemplate(found, each.text, part.field)));
      const field = findField(stream, part.field);
      if (field !== undefined && hasRole(field, 'sensitive')) {
        problems.push(
          problem(around, {
            code: 'sensitive-in-text',
            severity: 'hint',
            en: `“${labelOf(part.field, stream, 'en')}” is sensitive, and everyone who gets this text will see it`,
            zh: `“${labelOf(part.field, stream, 'zh')}”是敏感信息，收到这段文字的人都会看到`,
            at: each.at,
            field: part.field,
          }),
        );
      }
    }
    return problems;
  });
}

/** A fix for one field of a template replaces the whole text, with that field exchanged. */
function withMendedTemplate(found: Problem, text: string, from: string): Problem {
  const { fix } = found;
  if (fix === undefined || typeof fix.value !== 'string') return found;
  const to = fix.value;
  return { ...found, fix: { ...fix, value: renameIn(text, (name) => (name === from ? to : name)) } };
}

function renameIn(text: string, rename: (name: string) => string): string {
  const { parts } = parseTemplate(text);
  const next = parts.map((part) => (typeof part === 'string' ? part : { field: rename(part.field) }));
  const same = next.every((part, index) => typeof part === 'string' || part.field === fieldAt(parts, index));
  return same ? text : printTemplate(next);
}

function fieldAt(parts: Template, index: number): string | undefined {
  const part = parts[index];
  return typeof part === 'object' ? part.field : undefined;
}

export function templateReferences(text: Text, input: string, at: Path): readonly Reference[] {
  return textsOf(text, at).flatMap((each) =>
    parseTemplate(each.text).parts.flatMap((part): readonly Reference[] =>
      typeof part === 'string' ? [] : [{ to: 'field', name: part.field, input, at: each.at }],
    ),
  );
}

export function renameTemplate<T extends Text>(text: T, renames: Renames, input = 'in'): T {
  const rename = (each: string): string => renameIn(each, (name) => renamedField(name, renames, input));
  if (typeof text === 'string') return rename(text) as T;
  return Object.fromEntries(
    Object.entries(text).map(([lang, each]) => [lang, typeof each === 'string' ? rename(each) : each]),
  ) as T;
}
