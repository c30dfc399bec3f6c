import type { Problem } from '../../data/problem.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { numberInWords, zh } from '../../data/words.ts';
import type { Port, Surroundings } from '../contract.ts';
import { checkPorts } from '../shared/ports.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { decimalsOf, reach } from './config.ts';
import type { ScorecardConfig } from './config.ts';

/** Bands as outputs: the highest first, as people read a scorecard. */

export function bandPorts(config: ScorecardConfig): readonly Port[] {
  const ports = new Map<string, Port>();
  config.bands.forEach(({ id }, index) => {
    if (!ports.has(id)) ports.set(id, { id, label: bandLabel(config, index), role: index === 0 ? 'rest' : 'main' });
  });
  return [...ports.values()].reverse();
}

/** `block, 80 and up`, `review, 50 to 79`, `pass`. */
function bandLabel(config: ScorecardConfig, index: number): Words {
  const band = config.bands[index];
  const from = band?.from;
  const to = config.bands[index + 1]?.from;
  return words((lang) => {
    const name = (band && inLanguage(band.name, lang)) || (band?.id ?? '');
    if (from === undefined) return name;
    return lang === 'zh' ? `${name}，${range(config, from, to, lang)}` : `${name}, ${range(config, from, to, lang)}`;
  });
}

function range(config: ScorecardConfig, from: number, to: number | undefined, lang: Lang): string {
  const say = (value: number): string => numberInWords(value, undefined, lang);
  if (to === undefined) return lang === 'zh' ? zh`${say(from)} 分起` : `${say(from)} and up`;
  const whole = decimalsOf(config) === 0 && Number.isInteger(to) && Number.isInteger(from);
  if (whole) return lang === 'zh' ? `${say(from)} 至 ${say(to - 1)} 分` : `${say(from)} to ${say(to - 1)}`;
  return lang === 'zh' ? `${say(from)} 分至不足 ${say(to)} 分` : `${say(from)} to under ${say(to)}`;
}

export function checkBands(config: ScorecardConfig, around: Surroundings): readonly Problem[] {
  const { bands } = config;
  if (bands.length === 0) return [problem(around, { code: 'no-bands', en: 'Add at least one band for the score to fall into', zh: '请至少添加一个分数段', at: ['bands'] })];
  return [...checkPorts(bands, around, 'bands'), ...checkStarts(config, around), ...checkReach(config, around)];
}

function checkStarts({ bands }: ScorecardConfig, around: Surroundings): readonly Problem[] {
  return bands.flatMap(({ from, name, id }, index): readonly Problem[] => {
    const at = ['bands', index, 'from'];
    const said = words((lang) => inLanguage(name, lang) || id);
    if (index === 0) {
      if (from === undefined) return [];
      return [problem(around, { code: 'band-start', en: `Scores below ${from} fall into no band: let “${said.en}” take all that is lower`, zh: `低于 ${from} 的分数不属于任何分数段：请让“${said.zh}”包含所有更低的分数`, at, fix: putInstead(['bands', 0], withoutStart(bands[0]), { en: `Let “${said.en}” take all that is lower`, zh: `让“${said.zh}”包含更低的分数` }) })];
    }
    if (from === undefined) return [problem(around, { code: 'band-start', en: `Say from which score on “${said.en}” begins`, zh: `请说明“${said.zh}”从多少分起`, at })];
    const before = bands[index - 1]?.from;
    if (before === undefined || before < from) return [];
    return [problem(around, { code: 'band-order', en: `“${said.en}” begins at ${from}, which is not above the band before it: put bands in ascending order`, zh: `“${said.zh}”从 ${from} 分起，并不高于前一段：请按从低到高排列`, at, fix: putInstead(['bands'], sorted(bands), { en: 'Put them in order', zh: '按顺序排列' }) })];
  });
}

function withoutStart(band: ScorecardConfig['bands'][number] | undefined): unknown {
  return band === undefined ? {} : Object.fromEntries(Object.entries(band).filter(([key]) => key !== 'from'));
}

const sorted = (bands: ScorecardConfig['bands']): ScorecardConfig['bands'] => [...bands].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));

function checkReach(config: ScorecardConfig, around: Surroundings): readonly Problem[] {
  const { min, max } = reach(config);
  if (config.items.length === 0) return [];
  return config.bands.flatMap(({ from, name, id }, index) => {
    const to = config.bands[index + 1]?.from;
    const never = (from !== undefined && from > max) || (to !== undefined && to <= min);
    const said = words((lang) => inLanguage(name, lang) || id);
    if (!never) return [];
    return [problem(around, { code: 'band-never', severity: 'warning', en: `No score can fall into “${said.en}”: scores go from ${min} to ${max}`, zh: `没有分数会落入“${said.zh}”：分数范围是 ${min} 到 ${max}`, at: ['bands', index, 'from'] })];
  });
}
