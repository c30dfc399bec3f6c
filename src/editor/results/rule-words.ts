import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleTold } from '../simulate/studies/rules.ts';
import { resultPhrases } from '../words.ts';

export const nameOfRule = ({ name, output }: Pick<RuleTold, 'name' | 'output'>, lang: Lang): string =>
  output === undefined ? inLanguage(name, lang) : resultPhrases.outputOf(inLanguage(name, lang), inLanguage(output, lang), lang);
