import type { Field } from '../../field.ts';
import { between, chance, exp, fork, integer, logNormal, normal, picker, pickIndex } from '../../random.ts';
import type { Random } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda } from '../agenda.ts';
import { eventId, kept, newPeople, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { curves, newArrivals, unfold } from '../rhythm.ts';

const employments = [
  { id: 'employed', share: 62, risk: 0, income: 2600 },
  { id: 'self-employed', share: 14, risk: 0.45, income: 2900 },
  { id: 'retired', share: 10, risk: -0.2, income: 1700 },
  { id: 'student', share: 8, risk: 0.5, income: 900 },
  { id: 'unemployed', share: 6, risk: 1.3, income: 800 },
] as const;

const purposes = [
  { id: 'car', share: 28, amount: 12_000, risk: -0.1 },
  { id: 'home', share: 20, amount: 18_000, risk: -0.3 },
  { id: 'refinancing', share: 22, amount: 9000, risk: 0.45 },
  { id: 'travel', share: 10, amount: 3500, risk: 0.2 },
  { id: 'education', share: 8, amount: 6000, risk: 0 },
  { id: 'other', share: 12, amount: 4500, risk: 0.25 },
] as const;

const homes = ['own', 'rent', 'family'] as const;
const terms = [12, 24, 36, 48, 60, 72, 84] as const;

const fields = [
  { name: 'application_id', type: 'text', label: { en: 'application id', zh: '申请编号' }, roles: ['id'], required: true },
  { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true },
  { name: 'applicant', type: 'text', label: { en: 'applicant', zh: '申请人' }, roles: ['key'], measure: '位', required: true },
  { name: 'age', type: 'number', label: { en: 'age', zh: '年龄' }, decimals: 0, min: 18, max: 99, required: true },
  { name: 'employment', type: 'text', label: { en: 'employment', zh: '就业状况' }, values: employments.map((each) => each.id) },
  { name: 'months_employed', type: 'number', label: { en: 'months in this job', zh: '在职月数' }, decimals: 0, min: 0, max: 600 },
  { name: 'income', type: 'number', label: { en: 'monthly income', zh: '月收入' }, decimals: 0, currency: 'EUR', min: 0, max: 100_000, roles: ['sensitive'] },
  { name: 'debt_payments', type: 'number', label: { en: 'monthly debt payments', zh: '每月还款额' }, decimals: 0, currency: 'EUR', min: 0, max: 100_000 },
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '申请金额' }, decimals: 0, currency: 'EUR',
    roles: ['amount'], min: 500, max: 100_000, required: true,
  },
  { name: 'term', type: 'number', label: { en: 'term in months', zh: '期限（月）' }, decimals: 0, min: 6, max: 120, required: true },
  { name: 'purpose', type: 'text', label: { en: 'purpose', zh: '用途' }, values: purposes.map((each) => each.id) },
  { name: 'home', type: 'text', label: { en: 'home', zh: '住房' }, values: homes },
  { name: 'missed_payments', type: 'number', label: { en: 'missed payments in 24 months', zh: '近 24 个月逾期次数' }, decimals: 0, min: 0, max: 50 },
  { name: 'bureau_score', type: 'number', label: { en: 'credit bureau score', zh: '征信分' }, decimals: 0, min: 300, max: 850 },
  { name: 'is_default', type: 'boolean', label: { en: 'default within a year', zh: '一年内违约' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

/** People who ask for a loan, and whether they paid it back. */
export const applications: Preset = {
  id: 'applications',
  title: { en: 'Credit applications', zh: '贷款申请' },
  summary: {
    en: 'Applications for consumer loans with income, debts and credit history; some of the loans are not paid back',
    zh: '消费贷款申请，含收入、负债与信用记录；部分贷款最终违约',
  },
  consumers: 4000,
  streams: [
    {
      id: 'applications',
      title: { en: 'Credit applications', zh: '贷款申请' },
      event: { one: { en: 'application', zh: '申请' }, many: { en: 'applications', zh: '申请' }, measure: '笔' },
      time: 'time',
      key: 'application_id',
      fields,
    },
  ],
  start: startApplications,
};

/** What stays the same from one application of a person to the next. */
interface Life {
  readonly employment: (typeof employments)[number];
  readonly age: number;
  readonly months: number;
  readonly income: number;
  readonly debts: number;
  readonly home: (typeof homes)[number];
  readonly missed: number;
  readonly score: number | null;
}

function startApplications({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, { visits: 0.02, hours: [{ curve: curves.office, share: 7 }, { curve: curves.evening, share: 3 }] });
  const choices = fork(random, 'choices');
  const add = adder(sheets[0], fields);
  const nameOf = kept((who) => shortId('a', who));
  const jobs = picker(employments.map((each) => each.share));
  const reasons = picker(purposes.map((each) => each.share));
  const lifeOfPerson = kept((who) => lifeOf(fork(random, `life ${who}`), jobs));
  let made = 0;

  return unfold(newAgenda(), newArrivals(random, people.groups, start), (who, at) => {
    const life = lifeOfPerson(who);
    const purpose = purposes[pickIndex(choices, reasons)] ?? purposes[0];
    const amount = Math.min(100_000, Math.max(500, Math.round((logNormal(choices, purpose.amount, 0.5) * Math.sqrt(life.income / 2500)) / 500) * 500));
    const term = terms[Math.min(terms.length - 1, Math.max(0, Math.round(amount / 4500 + normal(choices))))] ?? 36;
    made += 1;
    add({
      application_id: eventId('a', made),
      time: at,
      applicant: nameOf(who),
      age: life.age,
      employment: life.employment.id,
      months_employed: life.employment.id === 'employed' || life.employment.id === 'self-employed' ? life.months : null,
      income: chance(choices, 0.03) ? null : life.income,
      debt_payments: life.debts,
      amount,
      term,
      purpose: purpose.id,
      home: life.home,
      missed_payments: life.missed,
      bureau_score: life.score,
      is_default: chance(choices, defaultRisk(life, purpose.risk, amount, term)),
    });
    return 0;
  });
}

function lifeOf(own: Random, jobs: ReturnType<typeof picker>): Life {
  const employment = employments[pickIndex(own, jobs)] ?? employments[0];
  const age =
    employment.id === 'retired' ? integer(own, 60, 84) : employment.id === 'student' ? integer(own, 18, 29) : integer(own, 20, 64);
  const income = Math.round(logNormal(own, employment.income, 0.4) / 10) * 10;
  const troubled = chance(own, 0.16);
  const missed = troubled ? integer(own, 1, 6) : chance(own, 0.1) ? 1 : 0;
  const score = Math.round(690 + (age - 40) * 1.2 - missed * 38 - employment.risk * 30 + normal(own) * 45);
  return {
    employment,
    age,
    months: Math.floor(between(own, 0, 1) * between(own, 0, 1) * (age - 17) * 12),
    income,
    debts: chance(own, 0.45) ? Math.round((income * between(own, 0.02, troubled ? 0.6 : 0.32)) / 5) * 5 : 0,
    home: age > 35 && chance(own, 0.5) ? 'own' : chance(own, 0.8) ? 'rent' : 'family',
    missed,
    score: chance(own, 0.07) ? null : Math.min(850, Math.max(300, score)),
  };
}

/** Grows with missed payments and with the share of income that payments take. */
function defaultRisk(life: Life, purposeRisk: number, amount: number, term: number): number {
  const burden = Math.min(1.5, (life.debts + (amount / term) * 1.08) / Math.max(200, life.income));
  const logit = -4 + life.missed * 0.5 + life.employment.risk + purposeRisk + burden * 2.6 - (life.home === 'own' ? 0.4 : 0) - life.months / 400;
  return 1 / (1 + exp(-logit));
}
