import type { Field } from '../../field.ts';
import { between, chance, exponential, fork, integer, normal, pickOne, shuffled } from '../../random.ts';
import type { Random } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda, plan, runNext } from '../agenda.ts';
import { eventId, kept } from '../people.ts';
import type { Preset, World } from '../preset.ts';

const fields = [
  { name: 'reading_id', type: 'text', label: { en: 'reading id', zh: '读数编号' }, roles: ['id'], required: true },
  { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true },
  { name: 'device', type: 'text', label: { en: 'device', zh: '设备' }, roles: ['key'], measure: '台', required: true },
  { name: 'site', type: 'text', label: { en: 'site', zh: '站点' }, values: ['north', 'south', 'east', 'west'] },
  { name: 'temperature', type: 'number', label: { en: 'temperature', zh: '温度' }, decimals: 1, unit: '°C', min: -40, max: 200 },
  { name: 'vibration', type: 'number', label: { en: 'vibration', zh: '振动' }, decimals: 2, unit: 'mm/s', min: 0, max: 100 },
  { name: 'pressure', type: 'number', label: { en: 'pressure', zh: '压力' }, decimals: 2, unit: 'bar', min: 0, max: 50 },
  { name: 'battery', type: 'number', label: { en: 'battery', zh: '电量' }, decimals: 0, unit: '%', min: 0, max: 100 },
  { name: 'is_fault', type: 'boolean', label: { en: 'fault', zh: '故障' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

/** Machines that work in shifts and report every few minutes; some run hot before they fail. */
export const devices: Preset = {
  id: 'devices',
  title: { en: 'Device readings', zh: '设备读数' },
  summary: {
    en: 'Temperature, vibration and pressure of devices that work in shifts; some drift off their usual values before they fail',
    zh: '分班运行的设备上报的温度、振动与压力；部分设备在故障前逐渐偏离平时的数值',
  },
  consumers: 60,
  streams: [
    {
      id: 'readings',
      title: { en: 'Device readings', zh: '设备读数' },
      event: { one: { en: 'reading', zh: '读数' }, many: { en: 'readings', zh: '读数' }, measure: '条' },
      time: 'time',
      key: 'reading_id',
      fields,
    },
  ],
  start: startDevices,
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Machine {
  readonly name: string;
  readonly site: string;
  readonly random: Random;
  readonly temperature: number;
  readonly vibration: number;
  readonly pressure: number;
  readonly noise: number;
  battery: number;
  shiftEnd: number;
  /** When a drift began, and how steep it is in degrees an hour. */
  driftFrom: number;
  steepness: number;
}

function startDevices({ random, consumers, start, sheets }: World): () => number {
  const add = adder(sheets[0], fields);
  const numbers = shuffled(fork(random, 'numbers'), Array.from({ length: consumers }, (_, index) => index + 1));
  const width = Math.max(3, String(consumers).length);
  const nameOf = kept((index) => `m-${String(numbers[index] ?? 0).padStart(width, '0')}`);
  const agenda = newAgenda();
  let made = 0;

  const beginShift = (machine: Machine, at: number): void => {
    machine.shiftEnd = at + Math.floor(between(machine.random, 4 * hour, 11 * hour));
    machine.battery = 100;
    const drifts = chance(machine.random, 1 / 14);
    machine.driftFrom = drifts ? at + Math.floor(between(machine.random, hour, 3 * hour)) : Infinity;
    machine.steepness = between(machine.random, 5, 11);
    plan(agenda, at, (moment) => read(machine, moment));
  };

  const read = (machine: Machine, at: number): number => {
    const own = machine.random;
    const drifting = Math.max(0, at - machine.driftFrom) / hour;
    const warmth = drifting * machine.steepness;
    const glitch = chance(own, 0.0008);
    made += 1;
    machine.battery = Math.max(4, machine.battery - between(own, 0, 0.5));
    add({
      reading_id: eventId('r', made),
      time: at,
      device: machine.name,
      site: machine.site,
      temperature: chance(own, 0.004)
        ? null
        : rounded(glitch ? machine.temperature + 60 : machine.temperature + 2.5 * tide(at) + warmth + normal(own) * machine.noise, 10),
      vibration: rounded(Math.max(0.05, machine.vibration * (1 + drifting * 0.35) + normal(own) * 0.08), 100),
      pressure: rounded(Math.max(0.1, machine.pressure - drifting * 0.06 + normal(own) * 0.03), 100),
      battery: Math.round(machine.battery),
      is_fault: drifting > 0.4,
    });
    const failed = warmth > 24;
    const next = at + 5 * minute + Math.floor(between(own, -20_000, 20_000));
    if (failed || next > machine.shiftEnd) {
      const pause = failed ? between(own, 6 * hour, 20 * hour) : hour + exponential(own, 5 * hour);
      plan(agenda, next + Math.floor(pause), (moment) => {
        beginShift(machine, moment);
        return -1;
      });
    } else {
      plan(agenda, next, (moment) => read(machine, moment));
    }
    return 0;
  };

  for (let index = 0; index < consumers; index += 1) {
    const own = fork(random, `device ${index}`);
    const machine: Machine = {
      name: nameOf(index),
      site: pickOne(own, ['north', 'south', 'east', 'west']),
      random: own,
      temperature: between(own, 42, 68),
      vibration: between(own, 0.8, 2.6),
      pressure: between(own, 4, 7),
      noise: between(own, 0.4, 0.9),
      battery: 100,
      shiftEnd: 0,
      driftFrom: Infinity,
      steepness: 0,
    };
    plan(agenda, start + integer(own, 0, 4 * hour), (moment) => {
      beginShift(machine, moment);
      return -1;
    });
  }

  return () => {
    for (;;) {
      const stream = runNext(agenda);
      if (stream >= 0) return stream;
    }
  };
}

const rounded = (value: number, scale: number): number => Math.round(value * scale) / scale;

/** Warmest at three in the afternoon, coldest at three at night: -1 to 1. */
function tide(at: number): number {
  const share = (((at - 3 * hour) % day) + day) % day / day;
  return share < 0.5 ? share * 4 - 1 : 3 - share * 4;
}
