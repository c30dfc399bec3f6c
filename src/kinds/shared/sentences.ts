import type { StoredExpression } from '../../data/schema.ts';
import type { Lang } from '../../data/text.ts';
import { conditionInWords } from '../../logic/sentence.ts';
import { readExpression } from '../../logic/stored.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { scopeOf } from './expressions.ts';

/** What fits on a card. */
const cardLimit = 120;

/** A condition as a clause: `amount is more than € 500`. */
export const expressionInWords = (stored: StoredExpression, stream: Stream, around: Surroundings, lang: Lang, limit = cardLimit): string =>
  conditionInWords(readExpression(stored).expr, scopeOf(stream, around), lang, { limit });
