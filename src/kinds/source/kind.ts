import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { countInWords, eventWords, zh } from '../../data/words.ts';
import { defineKind } from '../contract.ts';
import type { Renames } from '../contract.ts';
import { renamedOwn } from '../shared/renames.ts';
import { milliseconds } from '../shared/schema.ts';
import { anyEvent } from '../shared/streams.ts';
import { said } from '../shared/words.ts';
import { checkSource } from './check.ts';
import { config } from './config.ts';
import type { SourceConfig } from './config.ts';
import { contractFields, contractStream, setAsideFields, setAsideStream } from './fields.ts';

export const source = defineKind<SourceConfig>({
  version: 1,
  family: 'source',
  title: said('Source', '数据源'),
  summary: said('Events from a file or a stream', '来自文件或数据流的事件'),
  config,
  blank: () => ({ event: { ...anyEvent }, fields: [], lateness: '0s', sample: { type: 'rows', rows: [] } }),

  ports(settings) {
    const { time } = contractFields(settings);
    return {
      inputs: [],
      outputs: [
        { id: 'events', label: said('events', '事件'), role: 'main' },
        ...(time === undefined ? [] : [{ id: 'late', label: said('late', '迟到'), role: 'side' } as const]),
        { id: 'rejected', label: said('rejected', '拒收'), role: 'side' },
      ],
    };
  },

  flow(settings, { node }) {
    const events = contractStream(settings, node);
    const rejected = setAsideStream(events, settings, node, true);
    if (events.time === undefined) return { events, rejected };
    return { events, late: setAsideStream(events, settings, node, false), rejected };
  },

  check: checkSource,

  steps(settings, { node }) {
    const { fields, time, id } = contractFields(settings);
    const { lateness, idle } = settings;
    return {
      steps: [
        {
          op: 'source',
          id: node,
          node,
          fields,
          ...(time === undefined ? {} : { time }),
          ...(id === undefined ? {} : { key: id }),
          lateness: lateness === undefined || time === undefined ? 0 : milliseconds(lateness),
          setAside: setAsideFields(settings),
          ...(idle === undefined ? {} : { idle: milliseconds(idle) }),
        },
      ],
      outputs: {
        events: `${node}.events`,
        ...(time === undefined ? {} : { late: `${node}.late` }),
        rejected: `${node}.rejected`,
      },
    };
  },

  describe: (settings, _, lang) => inOneSentence(settings, lang),
  references: () => [],
  rewrite: renamed,
});

function inOneSentence({ event, sample, live }: SourceConfig, lang: Lang): string {
  const { one, measure } = eventWords(event, lang);
  const every = pick(lang, `Every ${one}`, `每一${measure}${one}`);
  const where = (en: string, chinese: string): string => (lang === 'en' ? `${every} ${en}` : zh`${chinese}的${every}`);
  switch (sample?.type) {
    case 'rows':
      if (sample.rows.length === 0) return live === undefined ? every : where(`from ${live.connector}`, zh`来自 ${live.connector} `);
      return where(`in ${sample.rows.length} sample ${sample.rows.length === 1 ? 'row' : 'rows'}`, zh`${sample.rows.length} 行样本里`);
    case 'file': {
      const name = sample.path.split('/').at(-1) ?? sample.path;
      return name === '' ? every : where(`in ${name}`, zh`${name} 里`);
    }
    case 'generator':
      return pick(lang, `A made-up sample of ${countInWords(sample.events, event, lang)}`, zh`生成的样本，共 ${countInWords(sample.events, event, lang)}`);
    case undefined:
      return live === undefined ? every : where(`from ${live.connector}`, zh`来自 ${live.connector} `);
  }
}

/** Data from elsewhere keeps its own names, so a field that gets a new one remembers what the data calls it. */
function renamed(settings: SourceConfig, renames: Renames): SourceConfig {
  const { own } = renames;
  if (own === undefined || own.size === 0) return settings;
  const elsewhere = settings.live !== undefined || (settings.sample !== undefined && settings.sample.type !== 'rows');
  const fields = settings.fields.map((field) => {
    const name = own.get(field.name);
    if (name === undefined) return field;
    const { from, ...rest } = field;
    const called = from ?? (elsewhere ? field.name : name);
    return called === name ? { ...rest, name } : { ...rest, name, from: called };
  });
  const { sample } = settings;
  return {
    ...settings,
    fields,
    ...(settings.time === undefined ? {} : { time: renamedOwn(settings.time, renames) }),
    ...(settings.id === undefined ? {} : { id: renamedOwn(settings.id, renames) }),
    ...(sample === undefined ? {} : { sample: renamedSample(sample, own) }),
  };
}

function renamedSample(sample: NonNullable<SourceConfig['sample']>, own: ReadonlyMap<string, string>): NonNullable<SourceConfig['sample']> {
  if (sample.type === 'rows') return { ...sample, rows: sample.rows.map((row) => renamedRow(row, own)) };
  if (sample.type !== 'file' || sample.options === undefined) return sample;
  // The forms of columns go by the names of their fields.
  const { forms } = sample.options;
  if (typeof forms !== 'object' || forms === null || Array.isArray(forms)) return sample;
  const named = Object.fromEntries(Object.entries(forms).map(([name, form]) => [own.get(name) ?? name, form]));
  return { ...sample, options: { ...sample.options, forms: named } };
}

/** The same row under new names; a name that led into nested data becomes one with dots. */
function renamedRow<V>(row: Readonly<Record<string, V>>, own: ReadonlyMap<string, string>): Record<string, V> {
  const flat = new Map<string, V>();
  for (const [key, value] of Object.entries(row)) for (const [name, each] of unfolded(key, value, own)) flat.set(own.get(name) ?? name, each);
  return Object.fromEntries(flat);
}

function unfolded<V>(key: string, value: V, own: ReadonlyMap<string, string>): readonly (readonly [string, V])[] {
  const inside = typeof value === 'object' && value !== null && !Array.isArray(value) && [...own.keys()].some((name) => name.startsWith(`${key}.`));
  if (!inside) return [[key, value]];
  return Object.entries<V>(value as Readonly<Record<string, V>>).flatMap(([inner, each]) => unfolded(`${key}.${inner}`, each, own));
}
