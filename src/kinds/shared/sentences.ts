import type { StoredExpression } from '../../data/schema.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { listInWords, zh } from '../../data/words.ts';
import type { Stream } from '../contract.ts';
import { expressionFields } from './expressions.ts';
import { labelOf } from './fields.ts';

/** What a condition looks at, for cards. */
export function expressionInWords(stored: StoredExpression, stream: Stream, lang: Lang): string {
  const labels = expressionFields(stored).map((name) => labelOf(name, stream, lang));
  const said = listInWords(labels, 'and', lang) || pick(lang, 'the condition', '条件');
  return pick(lang, `${said} fits`, zh`${said}符合条件`);
}
