import { LRLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { styleTags, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '../../../logic/formula/parser.ts';

/** The language of formulas for CodeMirror: the very grammar that reads them. */

const words = {
  'Field/... Field': tags.variableName,
  'Function/...': tags.function(tags.variableName),
  'And Or Not In NotIn Between Is': tags.operatorKeyword,
  'Missing Present True False It': tags.atom,
  'Number Duration': tags.number,
  'Text UnclosedText': tags.string,
  SetName: tags.special(tags.variableName),
  'Equals NotEquals Less LessOrEqual Greater GreaterOrEqual Plus Minus Join Times Divide Modulo': tags.operator,
  'Open Close OpenList CloseList OpenTexts CloseTexts Comma': tags.punctuation,
} as const;

const language = LRLanguage.define({
  name: 'formula',
  parser: parser.configure({ props: [styleTags(words)] }),
  languageData: { closeBrackets: { brackets: ['(', '[', '{', '"', "'", '（', '【', '“', '‘'] } },
});

/** The colours are those of the class names, in the style sheet of the box. */
const highlighter = tagHighlighter([
  { tag: tags.variableName, class: 'formula-field' },
  { tag: tags.function(tags.variableName), class: 'formula-function' },
  { tag: tags.special(tags.variableName), class: 'formula-set' },
  { tag: tags.operatorKeyword, class: 'formula-keyword' },
  { tag: tags.atom, class: 'formula-atom' },
  { tag: tags.number, class: 'formula-number' },
  { tag: tags.string, class: 'formula-text' },
  { tag: [tags.operator, tags.punctuation], class: 'formula-sign' },
]);

export const formulaLanguage: Extension = [language, syntaxHighlighting(highlighter)];
