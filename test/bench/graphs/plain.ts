import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { blockedDevices, day, hour, minute, newDesk, timesUsual } from './answer.ts';
import type { Answer } from './answer.ts';

/**
 * The example `card-fraud` as a program for just this, as most would write it: lines, objects and Maps. It takes the
 * file for ordered and clean: no quotes, no broken row, no equal times on one card, nothing late.
 */

interface Payment {
  readonly time: number;
  readonly amount: number;
  readonly country: string;
  readonly declined: boolean;
}

interface Card {
  payments: Payment[];
  cents: number;
}

export async function plain(file: string): Promise<Answer> {
  const blocked = new Set(blockedDevices);
  const resold = new Set(['electronics', 'gift cards', 'jewellery']);
  const cards = new Map<string, Card>();
  const desk = newDesk();
  let review = 0;
  let block = 0;
  let head = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (head) {
      head = false;
      continue;
    }
    const [, at = '', card = '', , sum = '', merchant = '', group = '', country = '', home = '', , device = '', status] = line.split(',');
    const time = Date.parse(at);
    const amount = Number(sum);
    const payment: Payment = { time, amount, country, declined: status === 'declined' };
    const known = cards.get(card) ?? { payments: [], cents: 0 };
    cards.set(card, known);
    let [first] = known.payments;
    while (first !== undefined && first.time < time - 30 * day) {
      known.payments.shift();
      known.cents -= Math.round(first.amount * 100);
      [first] = known.payments;
    }
    const usual = timesUsual(amount, known.cents, known.payments.length);
    known.payments.push(payment);
    known.cents += Math.round(amount * 100);

    const recent = known.payments.filter((each) => each.time >= time - 2 * hour);
    const lately = recent.filter((each) => each.time >= time - 10 * minute);
    const small = lately.filter((each) => each.amount < 5).length;
    const declined = recent.filter((each) => each.declined && each.time >= time - hour).length;
    const countries = new Set(recent.map((each) => each.country)).size;

    const reasons: string[] = [];
    let score = 0;
    const rule = (holds: boolean, points: number, label: string): void => {
      if (!holds) return;
      score += points;
      reasons.push(`${label} (+${points})`);
    };
    if (usual > 4) reasons.push(`${amount.toFixed(2)} EUR is far more than this card usually pays`);
    rule(blocked.has(device), 60, 'blocked device');
    rule(small >= 4, 40, 'small payments in a row');
    rule(countries >= 2, 25, 'two countries in 2 hours');
    rule(home !== '' && country !== home, 20, 'not the home country');
    rule(lately.length >= 3, 20, 'three payments in 10 minutes');
    rule(usual > 4, 20, 'over 4 times the usual amount');
    rule(usual > 10, 10, 'over 10 times the usual amount');
    rule(declined >= 2, 15, 'declined twice in an hour');
    rule(resold.has(group) && amount >= 100, 15, 'easy to sell on');
    score = Math.min(score, 100);

    const judged = { time, card, amount: amount.toFixed(2), merchant, country, small, score, reasons };
    if (small >= 4) desk.testing(judged);
    if (score >= 70) {
      block += 1;
      desk.fraud(judged);
    } else if (score >= 45) {
      review += 1;
    }
  }
  return { alerts: desk.alerts, review, block };
}
