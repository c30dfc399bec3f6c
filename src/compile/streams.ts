import type { EventName, FieldType, FlowField } from '../data/field.ts';
import type { Words } from '../data/text.ts';
import type { Stream } from '../kinds/contract.ts';
import { alignFields } from '../plan/align.ts';
import { typeInWords } from '../kinds/shared/fields.ts';
import { reasonsName } from '../plan/plan.ts';
import { anyEvent } from '../kinds/shared/streams.ts';

export interface Clash {
  readonly kind: 'type' | 'path' | 'time';
  readonly field: string;
  readonly message: Words;
}

/** Several edges into one input are a union by row id: what a row then holds, and what cannot be united. */
export function unite(streams: readonly Stream[]): { stream: Stream; clashes: readonly Clash[] } | undefined {
  const [first, ...others] = streams;
  if (first === undefined) return undefined;
  if (others.length === 0) return { stream: first, clashes: [] };
  const oneTime = streams.every((stream) => stream.time === first.time);
  return {
    stream: {
      fields: alignFields(streams),
      event: streams.every((stream) => sameEvent(stream.event, first.event)) ? first.event : anyEvent,
      time: oneTime ? first.time : undefined,
      id: streams.every((stream) => stream.id === first.id) ? first.id : undefined,
      bases: [...new Set(streams.flatMap((stream) => stream.bases))],
    },
    clashes: [...(oneTime ? [] : [timeClash(first.time ?? '')]), ...fieldClashes(streams)],
  };
}

function* fieldClashes(streams: readonly Stream[]): Generator<Clash> {
  const byName = new Map<string, { stream: Stream; field: FlowField }[]>();
  for (const stream of streams) {
    for (const field of stream.fields) {
      const known = byName.get(field.name);
      if (known === undefined) byName.set(field.name, [{ stream, field }]);
      else known.push({ stream, field });
    }
  }
  for (const [name, found] of byName) {
    const [first] = found;
    const other = found.find(({ field }) => field.type !== first?.field.type);
    if (first !== undefined && other !== undefined) yield typeClash(name, first.field.type, other.field.type);
    if (name !== reasonsName && comesInTwoWays(found)) yield pathClash(name);
  }
}

/** Rows of one base have the field from different places, so that a row that comes by both would have two values. */
function comesInTwoWays(found: readonly { stream: Stream; field: FlowField }[]): boolean {
  const byBase = new Map<string, string>();
  return found.some(({ stream, field }) => {
    const origins = field.origins.map(({ node, field: name }) => `${node} ${name}`).sort().join('\n');
    return stream.bases.some((base) => {
      const known = byBase.get(base);
      byBase.set(base, origins);
      return known !== undefined && known !== origins;
    });
  });
}

function typeClash(field: string, one: FieldType, other: FieldType): Clash {
  return {
    kind: 'type',
    field,
    message: {
      en: `“${field}” is ${typeInWords(one, 'en')} on one path and ${typeInWords(other, 'en')} on another. Give it one type, or rename it on one path`,
      zh: `“${field}”在两条路径上的类型不同：${typeInWords(one, 'zh')}与${typeInWords(other, 'zh')}。请统一类型，或在其中一条路径上改名`,
    },
  };
}

const pathClash = (field: string): Clash => ({
  kind: 'path',
  field,
  message: {
    en: `The same row arrives here by two paths that compute “${field}” differently. Rename it on one of them`,
    zh: `同一行经两条路径到达这里，“${field}”在两条路径上算法不同。请在其中一条路径上改名`,
  },
});

const timeClash = (field: string): Clash => ({
  kind: 'time',
  field,
  message: {
    en: 'These rows keep their time in different fields. Bring them together with a merge node first',
    zh: '这些数据的时间字段不同，请先用合并节点汇到一起',
  },
});

const sameEvent = (one: EventName, other: EventName): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
