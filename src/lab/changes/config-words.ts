import type { NodeAnalysis } from '../../compile/analyse.ts';
import { analyse } from '../../compile/analyse.ts';
import type { Analysis } from '../../compile/analyse.ts';
import type { FlowField } from '../../data/field.ts';
import type { JsonPath } from '../../data/json.ts';
import { expressionSchema } from '../../data/schema.ts';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel, nameInWords, numberInWords } from '../../data/words.ts';
import type { ConfigWords } from '../../graph/diff-words.ts';
import { isText } from '../../graph/detail-words.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import type { Stream } from '../../kinds/contract.ts';
import { scopeOf } from '../../kinds/shared/expressions.ts';
import { severities, severityWords } from '../../kinds/shared/severity.ts';
import { sentence } from '../../logic/sentence.ts';
import { readExpression } from '../../logic/stored.ts';
import { aggregateNames, settingWords } from './setting-words.ts';

/** Says what changed inside nodes as their cards and panels would: conditions as clauses, fields by their labels. */
export function configWords(after: RuleDocument): ConfigWords {
  const now = analysisOf(after);
  return {
    label: (node, at, lang) => placeOf(node.config, at, lang),
    value: (node, at, value, lang) => valueOf(now.nodes.get(node.id), at, value, lang),
    port: (node, port, side, lang) => {
      const ports = now.nodes.get(node.id)?.ports;
      const label = (side === 'from' ? ports?.outputs : ports?.inputs)?.find(({ id }) => id === port)?.label;
      return label === undefined ? undefined : inLanguage(label, lang);
    },
    sentence: (node, document, lang) => {
      const analysed = analysisOf(document).nodes.get(node.id);
      return analysed?.read?.kind.describe(analysed.read.config, analysed.around, lang);
    },
  };
}

const analyses = new WeakMap<RuleDocument, Analysis>();

function analysisOf(document: RuleDocument): Analysis {
  const known = analyses.get(document) ?? analyse(document);
  analyses.set(document, known);
  return known;
}

/** `features › “payments in 10 minutes” › over the last`. */
function placeOf(config: RuleNode['config'], at: JsonPath, lang: Lang): string {
  const said: string[] = [];
  let inner: unknown = config;
  for (const key of at) {
    inner = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined;
    said.push(typeof key === 'number' ? (titleOf(inner, lang) ?? `#${key + 1}`) : Object.hasOwn(settingWords, key) ? (settingWords[key]?.[lang] ?? key) : nameInWords(key));
  }
  return said.join(' › ');
}

function titleOf(item: unknown, lang: Lang): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const key of ['label', 'name', 'id']) {
    const text: unknown = Reflect.get(item, key);
    if ((typeof text === 'string' && text !== '') || isText(text)) return `“${inLanguage(text, lang)}”`;
  }
  return undefined;
}

/** Settings that hold fields by their names. */
const ofFields = new Set(['key', 'of', 'over', 'value', 'field', 'time', 'id', 'keep', 'fields', 'left', 'right']);
const limit = 100;

function valueOf(analysed: NodeAnalysis | undefined, at: JsonPath, value: unknown, lang: Lang): string | undefined {
  if (typeof value === 'number') return numberInWords(value, undefined, lang);
  const setting = at.findLast((key) => typeof key === 'string');
  if (setting === 'severity') {
    const severity = severities.find((each) => each === value);
    return severity === undefined ? undefined : severityWords[severity][lang];
  }
  if (setting === 'fn') return Object.entries(aggregateNames).find(([name]) => name === value)?.[1][lang];
  if (analysed === undefined) return undefined;
  if (typeof setting === 'string' && ofFields.has(setting)) return fieldsOf(analysed, value, lang);
  const stored = expressionSchema.safeParse(value);
  const stream = Object.values(analysed.around.inputs)[0];
  if (!stored.success || typeof stored.data !== 'object' || stream === undefined) return undefined;
  const whole: Stream = { ...stream, fields: fieldsInto(analysed) };
  return sentence(readExpression(stored.data).expr, scopeOf(whole, analysed.around), lang, { limit });
}

const fieldsInto = ({ around }: NodeAnalysis): FlowField[] => Object.values(around.inputs).flatMap(({ fields }) => fields);

function fieldsOf(analysed: NodeAnalysis, value: unknown, lang: Lang): string | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = fieldsInto(analysed);
  const labels = names.map((name) => known.find((field) => field.name === name));
  if (labels.length === 0 || labels.some((field) => field === undefined)) return undefined;
  return labels.flatMap((field) => (field === undefined ? [] : [fieldLabel(field, lang)])).join(lang === 'zh' ? '、' : ', ');
}
