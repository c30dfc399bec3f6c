import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised, listInWords, zh } from '../../data/words.ts';
import { defineKind } from '../contract.ts';
import type { Reference, Renames, Surroundings } from '../contract.ts';
import { expressionReferences, renameInExpression } from '../shared/expressions.ts';
import { labelOf } from '../shared/fields.ts';
import { problem } from '../shared/problems.ts';
import { renamesAt } from '../shared/renames.ts';
import { findField, inputOf, isConnected } from '../shared/streams.ts';
import { rowsIn, rowsOut, said } from '../shared/words.ts';
import { applyAll, planChange } from './changes.ts';
import { checkChange } from './check.ts';
import { changeOf, config } from './config.ts';
import type { ComputeConfig } from './config.ts';

/** Adds, replaces, renames, drops and cleans fields. */

export const compute = defineKind<ComputeConfig>({
  version: 1,
  family: 'transform',
  title: said('Compute', '计算'),
  summary: said('Add and clean fields by formula', '用公式新增和清洗字段'),
  config,
  blank: () => ({ changes: [] }),
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),
  flow: (settings, around) => {
    const stream = inputOf(around);
    return { rows: applyAll(settings, stream, around).at(-1)?.after ?? stream };
  },

  check(settings, around) {
    const nothing = problem(around, { code: 'nothing-changed', severity: 'warning', en: 'Nothing is changed yet: add a field', zh: '还没有任何改动：请添加一个字段', at: ['changes'] });
    if (settings.changes.length === 0) return [nothing];
    return isConnected(around) ? applyAll(settings, inputOf(around), around).flatMap((applied) => checkChange(applied, around)) : [];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const changes = applyAll(settings, inputOf(around), around).flatMap((applied) => planChange(applied, around));
    return { steps: [{ op: 'project', id: node, node, input: wiring.input('in'), changes }], outputs: { rows: node } };
  },

  describe: inOneSentence,
  references,
  rewrite,
});

const verbs = [
  { of: 'adds', en: 'adds', zh: '新增' },
  { of: 'changes', en: 'changes', zh: '改写' },
  { of: 'cleans', en: 'cleans', zh: '清洗' },
  { of: 'renames', en: 'renames', zh: '改名' },
  { of: 'drops', en: 'drops', zh: '去掉' },
] as const;
type Verb = (typeof verbs)[number]['of'];

function inOneSentence(settings: ComputeConfig, around: Surroundings, lang: Lang): string {
  const done = new Map<Verb, Set<string>>();
  const note = (verb: Verb, name: string): void => void done.set(verb, (done.get(verb) ?? new Set()).add(name));
  for (const { of, before, after } of applyAll(settings, inputOf(around), around)) {
    if (of.type === 'set') {
      note(findField(before, of.change.set.name) === undefined ? 'adds' : 'changes', labelOf(of.change.set.name, after, lang));
    } else if (of.type === 'rename') note('renames', labelOf(of.change.rename, before, lang));
    else if (of.type === 'drop') note('drops', labelOf(of.change.drop, before, lang));
    else note('cleans', labelOf(of.change.clean, before, lang));
  }
  const parts = verbs.flatMap((verb) => {
    const names = [...(done.get(verb.of) ?? [])];
    if (names.length === 0) return [];
    const shown = names.length > 3 ? pick(lang, `${names.length} fields`, ` ${names.length} 个字段`) : listInWords(names, 'and', lang);
    return [lang === 'en' ? `${verb.en} ${shown}` : zh`${verb.zh}${shown}`];
  });
  if (parts.length === 0) return pick(lang, 'Changes fields by formula', '用公式改动字段');
  return lang === 'en' ? capitalised(listInWords(parts, 'and', lang)) : parts.join('，');
}

/** Names made by an earlier change are the node's own, and no references. */
function references({ changes }: ComputeConfig): readonly Reference[] {
  const own = new Set<string>();
  return changes.flatMap((each, index) => {
    const of = changeOf(each);
    const at = ['changes', index];
    const named = (name: string, key: string): readonly Reference[] => (own.has(name) ? [] : [{ to: 'field', name, input: 'in', at: [...at, key] }]);
    switch (of.type) {
      case 'set': {
        const used = expressionReferences(of.change.to, 'in', [...at, 'to']).filter((found) => found.to !== 'field' || !own.has(found.name));
        own.add(of.change.set.name);
        return used;
      }
      case 'rename': {
        const used = named(of.change.rename, 'rename');
        own.add(of.change.to);
        return used;
      }
      case 'drop':
        return named(of.change.drop, 'drop');
      case 'clean':
        return named(of.change.clean, 'clean');
    }
  });
}

/**
 * Follows names through the changes in order. A `set` of a field that arrives replaces it, so it follows that field's
 * new name; any other takes the node's own.
 */
function rewrite(settings: ComputeConfig, renames: Renames): ComputeConfig {
  const now = new Map(renamesAt(renames) ?? []);
  const own = (name: string): string => {
    const next = renames.own?.get(name) ?? name;
    if (next === name) now.delete(name);
    else now.set(name, next);
    return next;
  };
  const changes = settings.changes.map((each): ComputeConfig['changes'][number] => {
    const of = changeOf(each);
    switch (of.type) {
      case 'set': {
        const to = renameInExpression(of.change.to, now, renames.sets);
        const replaced = now.get(of.change.set.name);
        return { ...of.change, set: { ...of.change.set, name: replaced ?? own(of.change.set.name) }, to };
      }
      case 'rename': {
        const rename = now.get(of.change.rename) ?? of.change.rename;
        now.delete(of.change.rename);
        return { ...of.change, rename, to: own(of.change.to) };
      }
      case 'drop': {
        const drop = now.get(of.change.drop) ?? of.change.drop;
        now.delete(of.change.drop);
        return { ...of.change, drop };
      }
      case 'clean':
        return { ...of.change, clean: now.get(of.change.clean) ?? of.change.clean };
    }
  });
  return { ...settings, changes: [...changes, ...renamesOfCleaned(settings, renames)] };
}

/** What is only cleaned has its name from upstream, so a name of its own takes a change of its own. */
function renamesOfCleaned({ changes }: ComputeConfig, { own = new Map<string, string>() }: Renames): ComputeConfig['changes'] {
  const cleaned = new Set<string>();
  for (const each of changes) {
    const of = changeOf(each);
    if (of.type === 'clean') cleaned.add(of.change.clean);
    else if (of.type === 'set') cleaned.delete(of.change.set.name);
    else if (of.type === 'rename') cleaned.delete(of.change.to);
  }
  return [...cleaned].flatMap((name) => {
    const to = own.get(name);
    return to === undefined || to === name ? [] : [{ rename: name, to }];
  });
}
