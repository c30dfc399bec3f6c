import { presets } from '../../../data/generate/presets.ts';
import { z } from '../../../data/zod.ts';
import { amiss, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z
  .strictObject({
    preset: setting(z.enum(presets.map(({ id }) => id)).optional(), { en: 'World', zh: '预设' }, { en: 'Which world makes the events; as the sample says where left out, or one that has all the fields.', zh: '由哪个预设生成事件；不填则按样本的设置，或选用字段齐全的预设。' }, { choices: Object.fromEntries(presets.map(({ id, title }) => [id, title])) }),
    stream: setting(z.string().min(1).max(100).optional(), { en: 'Stream', zh: '数据流' }, { en: 'Which of its streams; the first where left out.', zh: '预设里的哪个流，默认第一个。' }),
    seed: setting(z.int().min(0).optional(), { en: 'Seed', zh: '随机种子' }, { en: 'The same seed makes the same events; that of the sample, or 1, where left out.', zh: '相同的种子生成相同的事件；默认用样本的种子，或 1。' }),
    rate: setting(z.number().gt(0).max(1_000_000).optional(), { en: 'Events a second', zh: '每秒事件数' }, { en: 'So many events a second, evenly. Where left out they come in the rhythm of their world, by day and week.', zh: '按此速率均匀产生；不填则按预设自身的日、周节律。' }),
    speed: setting(z.number().gt(0).max(100_000).optional(), { en: 'Speed', zh: '倍速' }, { en: 'So many times as fast as the world’s own rhythm; 1 where left out.', zh: '按预设节律的多少倍产生，默认 1。' }, { usual: 1 }),
  })
  .refine(({ rate, speed }) => rate === undefined || speed === undefined, amiss('either a rate or a speed', '速率和倍速只能填一个', 'speed'));

export const generator: AboutConnector<z.infer<typeof settings>> = {
  type: 'generator',
  title: { en: 'Generator', zh: '数据生成器' },
  summary: {
    en: 'Makes up events without end, to try a graph live without any system to connect to. Their times are those of the clock.',
    zh: '源源不断地生成事件，不接任何系统也能实时试跑规则图。事件时间即当前时钟。',
  },
  settings,
  rewinds: {
    en: 'Everything can be had again: the same seed makes the same events, and it goes on after the last one that was stored.',
    zh: '全部可以重来：相同的种子生成相同的事件，并从最后存下的一个之后继续。',
  },
  example: { settings: { preset: 'payments', seed: 7, rate: 20 } },
};
