import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { eventWords, fieldLabel, valueInWords } from '../../data/words.ts';
import type { Cell } from '../../lab/measure/model.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { measurePhrases } from '../words.ts';

/** What labels say, as heads of columns: yes, no, and nothing. */
export function outcomesOf({ label }: Pick<Measuring, 'label'>, lang: Lang): readonly [yes: string, no: string, unknown: string] {
  const unknown = pick(lang, 'unknown', '未知');
  if (label === undefined) return [pick(lang, 'labelled yes', '标签：是'), pick(lang, 'labelled no', '标签：否'), unknown];
  const name = fieldLabel(label, lang);
  const colon = pick(lang, ': ', '：');
  const { positive = true } = label;
  const [yes, no] = typeof positive === 'boolean' ? [pick(lang, positive ? 'yes' : 'no', positive ? '是' : '否'), pick(lang, positive ? 'no' : 'yes', positive ? '否' : '是')] : [valueInWords(positive, label, lang), pick(lang, 'anything else', '其他')];
  return [`${name}${colon}${yes}`, `${name}${colon}${no}`, unknown];
}

const kinds = { caughtYes: 0, missedYes: 0, caughtNo: 1, passedNo: 1, caughtUnknown: 2, passedUnknown: 2 } as const satisfies Record<Cell, number>;

/** `Missed payments, fraud: yes`. */
export function cellWords(cell: Cell, measuring: Measuring, lang: Lang): string {
  const { many } = eventWords(measuring.measures.basis.event, lang);
  return measurePhrases.cell(cell.startsWith('caught'), many, outcomesOf(measuring, lang)[kinds[cell]], lang);
}
