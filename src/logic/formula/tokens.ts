import { ExternalTokenizer } from '@lezer/lr';
import type { InputStream } from '@lezer/lr';
import {
  And, Between, BracketName, False, Identifier, In, Is, It, Missing, Not, NotIn, OpenTexts, Or, Present, SetName, Text, True,
  UnclosedName, UnclosedText,
} from './parser.terms.ts';

/** The tokens that need the whole of Unicode: names, keywords, texts. */

/** Words with a meaning of their own, in any case. A Chinese one stands alone, between spaces or signs. */
const keywords: ReadonlyMap<string, number> = new Map([
  ['AND', And], ['且', And], ['并且', And],
  ['OR', Or], ['或', Or], ['或者', Or],
  ['NOT', Not], ['非', Not],
  ['IN', In], ['属于', In], ['不属于', NotIn],
  ['BETWEEN', Between], ['IS', Is], ['MISSING', Missing], ['PRESENT', Present],
  ['TRUE', True], ['FALSE', False], ['IT', It],
]);

const keywordOf = (word: string): number | undefined => keywords.get(word.normalize('NFKC').toUpperCase());

const opens = /^[\p{L}_]$/u;
const continues = /^[\p{L}\p{M}\p{N}_]$/u;
const bareName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*$/u;

/** Whether a field of this name needs no brackets. */
export const isBareName = (name: string): boolean => bareName.test(name) && keywordOf(name) === undefined;

const bareSet = /^[\p{L}\p{M}\p{N}_-]+$/u;
export const isBareSet = (id: string): boolean => bareSet.test(id);

/** What texts and bracketed names begin and end with. */
export const closing: ReadonlyMap<string, string> = new Map([
  ['"', '"'], ["'", "'"], ['“', '”'], ['‘', '’'], ['”', '”'], ['’', '’'], ['[', ']'], ['【', '】'], ['［', '］'],
]);
const quotes = new Set(['"', "'", '“', '‘', '”', '’']);

/** After a bracket this makes it a list of texts, not a name. */
export const beginsWithQuote = (text: string): boolean => /^\s*["'“‘”’]/u.test(text);

const space = /^\s$/u;

export const words = new ExternalTokenizer((input) => {
  const first = charAt(input, 0);
  if (first === '@') return setName(input);
  const close = closing.get(first);
  if (close !== undefined) {
    if (quotes.has(first)) return enclosed(input, close, Text, UnclosedText);
    if (opensTexts(input)) {
      input.advance();
      return input.acceptToken(OpenTexts);
    }
    return enclosed(input, close, BracketName, UnclosedName);
  }
  if (opens.test(first)) word(input);
  return undefined;
});

function charAt(input: InputStream, offset: number): string {
  const unit = input.peek(offset);
  if (unit < 0) return '';
  if (unit >= 0xd800 && unit < 0xdc00) {
    const low = input.peek(offset + 1);
    if (low >= 0xdc00 && low < 0xe000) return String.fromCharCode(unit, low);
  }
  return String.fromCharCode(unit);
}

/** `@` and the id of a set, or its name where that is one word. */
function setName(input: InputStream): void {
  input.advance();
  for (let char = charAt(input, 0); char === '-' || continues.test(char); char = charAt(input, 0)) input.advance(char.length);
  input.acceptToken(SetName);
}

/** A bracket before a quote opens a list of texts, not a name. */
function opensTexts(input: InputStream): boolean {
  let offset = 1;
  while (space.test(charAt(input, offset))) offset += 1;
  return quotes.has(charAt(input, offset));
}

/** Up to the closing sign; twice that sign stands for the sign itself. */
function enclosed(input: InputStream, close: string, closed: number, unclosed: number): void {
  const end = close.charCodeAt(0);
  input.advance();
  for (;;) {
    if (input.next < 0) return input.acceptToken(unclosed);
    const ends = input.next === end;
    input.advance();
    if (!ends) continue;
    if (input.next !== end) return input.acceptToken(closed);
    input.advance();
  }
}

/** A name with its dots, or a keyword. */
function word(input: InputStream): void {
  let name = '';
  for (;;) {
    const char = charAt(input, 0);
    const part = continues.test(char) || (char === '.' && opens.test(charAt(input, 1)));
    if (!part) break;
    name += char;
    input.advance(char.length);
  }
  input.acceptToken(keywordOf(name) ?? Identifier);
}
