import type { Compilation } from '../../compile/compile.ts';
import type { FlowField } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { fieldLabel, numberInWords } from '../../data/words.ts';
import type { Threshold } from './thresholds.ts';

/** A threshold as a person finds it: whose it is, what is held against it, and how. */

export function thresholdInWords(threshold: Threshold, compilation: Compilation): Words {
  const { node, value } = threshold;
  const field = fieldOf(threshold, compilation);
  const own = compilation.analysis.nodes.get(node);
  return words((lang) => {
    const name = inLanguage(own?.node.name ?? '', lang) || node;
    const place = placeOf(threshold, compilation);
    const what = field === undefined ? '' : `${fieldLabel(field, lang)} `;
    const port = place === undefined ? '' : lang === 'zh' ? `，${place.zh}` : `, ${place.en}`;
    return `${name}${port}${lang === 'zh' ? '：' : ': '}${what}${signOf(threshold)} ${thresholdValue(value, field, lang)}`;
  });
}

/** As a person would write it: with the unit of what is held against it, and no more digits than it has. */
export const thresholdValue = (value: number, field: FlowField | undefined, lang: Lang): string =>
  numberInWords(value, field === undefined || field.currency !== undefined ? field : { ...field, decimals: undefined }, lang);

/** The field that is held against it, with its label and unit. */
export function fieldOf({ node, field }: Pick<Threshold, 'node' | 'field'>, { analysis }: Compilation): FlowField | undefined {
  const own = analysis.nodes.get(node);
  const streams = [...Object.values(own?.around.inputs ?? {}), ...Object.values(own?.outputs ?? {})];
  for (const stream of streams) {
    const found = stream?.fields.find(({ name }) => name === field);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where several thresholds of a node look alike: the row of a table, the output of a band. */
function placeOf({ node, path: [part, index], ports }: Threshold, { analysis }: Compilation): Words | undefined {
  if (part === 'rows' && typeof index === 'number') return { en: `row ${index + 1}`, zh: `第 ${index + 1} 行` };
  const [port] = ports ?? [];
  const label = port === undefined ? undefined : analysis.nodes.get(node)?.ports.outputs.find(({ id }) => id === port)?.label;
  return label === undefined || part !== 'branches' ? undefined : words((lang) => inLanguage(label, lang));
}

const signs: Readonly<Record<string, string>> = { '>': '>', '>=': '≥', '<': '<', '<=': '≤' };
const turned: Readonly<Record<string, string>> = { '>': '<', '>=': '≤', '<': '>', '<=': '≥' };

/** How the field is held against it. */
export function signOf({ path, before }: Threshold): string {
  const cell = before.trim();
  if (cell !== '') return signs[cell] ?? cell;
  const [comparison, index] = path.slice(-2);
  if (typeof comparison === 'string' && typeof index === 'number') return (index === 0 ? turned : signs)[comparison] ?? '≥';
  return path.at(-1) === 'threshold' ? '>' : '≥';
}
