import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { meaning } from '../../compile/meaning.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { edit } from '../../graph/edits/edits.ts';
import type { EditArgs, EditName } from '../../graph/edits/edits.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { changesBetween } from './changes.ts';

const { document: fraud } = parseDocument(readFileSync('rules-examples/card-fraud/card-fraud.rules.json', 'utf8'), meaning);
if (fraud === undefined) throw new Error('no example');

function after<Name extends EditName>(name: Name, args: EditArgs<Name>, document: RuleDocument): RuleDocument {
  const outcome = edit(document, name, args, meaning);
  if (outcome.problem !== undefined) throw new Error(outcome.problem.message.en);
  return outcome.document;
}

const said = (next: RuleDocument, lang: 'en' | 'zh'): string[] => changesBetween(fraud, next, lang).lines.map(({ text }) => text);

test('the settings of nodes are called what people call them, in both languages', () => {
  const rolling = fraud.nodes.find(({ kind }) => kind === 'rolling');
  const alert = fraud.nodes.find(({ kind }) => kind === 'alert');
  if (rolling === undefined || alert === undefined) throw new Error('no such node');
  const next = after('configureNode', { node: alert.id, config: { ...alert.config, severity: alert.config['severity'] === 'low' ? 'high' : 'low', once: '3d' } }, fraud);
  expect(said(next, 'en')).toEqual(expect.arrayContaining([expect.stringMatching(/: severity changed from (Critical|High|Medium) to Low$/), expect.stringMatching(/: at most once in (changed from .* to|added:) 3 days$/)]));
  expect(said(next, 'zh')).toEqual(expect.arrayContaining([expect.stringMatching(/：严重程度由.+改为 ?低$/)]));
});

test('a condition changes from a clause to a clause', () => {
  const rule = fraud.nodes.find(({ kind, config }) => kind === 'condition' && config['when'] !== undefined);
  if (rule === undefined) throw new Error('no such node');
  const next = after('configureNode', { node: rule.id, config: { ...rule.config, when: { logic: { '>': [{ var: 'amount' }, 750] } } } }, fraud);
  expect(said(next, 'en').join('\n')).toMatch(/: condition changed from .* to amount is more than/);
  expect(said(next, 'zh').join('\n')).toMatch(/：条件由.*改为/);
});

test('a graph is no different from itself under another id', () => {
  expect(changesBetween({ ...fraud, id: 'other' }, fraud, 'en').lines).toEqual([]);
});
