import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AlertSeverity } from '../../plan/plan.ts';
import { testClock } from '../clock-testing.ts';
import { Trouble } from '../connections/trouble.ts';
import { openStore } from '../store/database.ts';
import { noticesIn } from '../store/notices.ts';
import { toldMessagesIn } from '../store/told-messages.ts';
import type { Answer } from './channel.ts';
import { deliverChannel } from './deliver-channel.ts';
import type { DeliverOptions } from './deliver-channel.ts';

const words = (en: string) => ({ en, zh: en });
const minute = 60_000;

function work(send: DeliverOptions['send'], more: Partial<DeliverOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-channels-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openStore(join(folder, 'store.sqlite'));
  onTestFinished(() => void store.close());
  const [notices, told, clock] = [noticesIn(store), toldMessagesIn(store), testClock(1_760_000_000_000)];
  const options: DeliverOptions = { channel: 'ding', limits: [{ messages: 20, per: minute }], sendsAgain: true, notices, instead: [], clock, random: () => 1, send, ...more };
  let stored = 0;
  return {
    notices, told, clock, options,
    deliver: () => {
      const at = deliverChannel(options);
      onTestFinished(() => at.stop());
      return at;
    },
    /** So many alerts are stored and routed. */
    raise: (count: number, severity: AlertSeverity = 'medium', due = 0, channel = 'ding'): void => {
      const insert = store.prepare(`insert into alerts (graph, id, run, node, severity, time, key, raised, body) values ('g', ?, 'g', 'n', ?, 0, null, 0, '{}')`);
      store.exec('begin');
      const ids = Array.from({ length: count }, () => `a${stored++}`);
      for (const id of ids) insert.run(id, severity);
      store.exec('commit');
      notices.routeFromNow();
      notices.routed(stored, ids.map((id) => ({ channel, alert: { graph: 'g', id, severity }, due })));
    },
  };
}

test('ten thousand at once through a channel of twenty a minute: the worst one by one, the rest in one digest, none lost', async () => {
  const seen = new Set<string>();
  const sends: { at: number; form: string; count: number }[] = [];
  const { raise, notices, told, clock, deliver } = work(async (message) => {
    const alerts = notices.alertsOf(message.seq, 100_000);
    for (const { id } of alerts) seen.add(id);
    sends.push({ at: clock.now(), form: message.form, count: alerts.length });
    return { type: 'accepted' };
  });
  raise(9990, 'low');
  raise(10, 'critical');
  const at = deliver();
  await clock.pass(0);
  expect(sends).toHaveLength(20);
  expect(sends.map(({ form }) => form)).toEqual([...Array<string>(19).fill('alert'), 'digest']);
  expect([sends.at(-1)?.count, seen.size]).toEqual([9981, 10_000]);
  expect([...seen].slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, nth) => `a${9990 + nth}`));
  raise(3);
  at.wake();
  await clock.pass(minute - 1);
  expect([sends.length, at.state().type]).toEqual([20, 'full']);
  await clock.pass(1);
  expect(sends.slice(20).map(({ form }) => form)).toEqual(['alert', 'alert', 'alert']);
  expect([told.counts('ding'), at.state().type]).toEqual([{ sent: 10_003, unsent: 0, dead: 0 }, 'current']);
});

test('a steady stream of too many: never more than the limit in any minute, and each alert told once', async () => {
  const seen: string[] = [];
  const times: number[] = [];
  const { raise, notices, clock, deliver } = work(async ({ seq }) => {
    times.push(clock.now());
    seen.push(...notices.alertsOf(seq, 100_000).map(({ id }) => id));
    return { type: 'accepted' };
  });
  const at = deliver();
  for (let second = 0; second < 300; second += 1) {
    raise(3);
    at.wake();
    await clock.pass(1000);
  }
  await clock.pass(2 * minute);
  expect([seen.length, new Set(seen).size]).toEqual([900, 900]);
  for (const from of times) expect(times.filter((each) => each >= from && each < from + minute).length).toBeLessThanOrEqual(20);
});

test('what fails is tried again, less and less often; then it is a dead letter, its alerts go elsewhere, and it can be sent again', async () => {
  const tries: number[] = [];
  let answer: Answer = { type: 'later', why: words('busy') };
  const { raise, notices, told, clock, deliver } = work(async () => (tries.push(clock.now()), answer), { instead: [{ channel: 'mail', due: (severity) => (severity === 'critical' ? 0 : Number.MAX_SAFE_INTEGER) }, { channel: 'desk', due: () => 0 }] });
  raise(1);
  const at = deliver();
  await clock.pass(7000);
  expect(tries.map((each) => each - (tries[0] ?? 0))).toEqual([0, 1000, 3000, 7000]);
  expect(at.state()).toMatchObject({ type: 'waiting', why: words('busy') });
  await clock.pass(62 * minute);
  const [dead] = told.messages('ding', { limit: 10 });
  expect(dead).toMatchObject({ state: 'dead', why: words('busy'), alerts: 1, alert: { graph: 'g', id: 'a0' } });
  expect([notices.take('mail', 5, clock.now()), notices.take('desk', 5, clock.now())]).toMatchObject([undefined, { form: 'alert' }]);
  answer = { type: 'accepted' };
  expect(told.sendAgain('ding', dead?.seq ?? 0, clock.now())).toBe(true);
  at.wake();
  await clock.pass(0);
  expect(told.counts('ding')).toEqual({ sent: 1, unsent: 0, dead: 0 });
  expect(told.sendAgain('ding', dead?.seq ?? 0, clock.now())).toBe(false);
});

test('one that it never takes holds up no other, and silence that is asked for is kept', async () => {
  const tries: string[] = [];
  const answers: (Answer | Error)[] = [{ type: 'never', why: words('no') }, { type: 'later', why: words('ten minutes'), after: 10 * minute }, { type: 'accepted' }, new Trouble(words('away')), { type: 'accepted' }];
  const { raise, notices, told, clock, deliver } = work(async ({ seq }) => {
    tries.push(`${(clock.now() - 1_760_000_000_000) / 1000} ${notices.alertsOf(seq, 1)[0]?.id ?? ''}`);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next ?? { type: 'accepted' };
  });
  raise(3);
  const at = deliver();
  await clock.pass(minute);
  raise(1);
  at.wake();
  await clock.pass(9 * minute + 1000);
  expect(tries).toEqual(['0 a0', '0 a1', '600 a1', '600 a2', '601 a2', '601 a3']);
  expect(told.counts('ding')).toEqual({ sent: 3, unsent: 0, dead: 1 });
});

test('a limit is counted from the answer: the other side has had the message by then, not necessarily before', async () => {
  const times: number[] = [];
  const { raise, clock, deliver } = work(async () => {
    times.push(clock.now() - 1_760_000_000_000);
    await clock.wait(5000);
    return { type: 'accepted' };
  }, { limits: [{ messages: 2, per: minute }] });
  raise(2);
  const at = deliver();
  await clock.pass(20_000);
  raise(1);
  at.wake();
  await clock.pass(2 * minute);
  expect(times).toEqual([0, 5000, 65_000]);
});

test('quiet hours: what came in them is told at their end', async () => {
  const forms: string[] = [];
  const { raise, clock, deliver } = work(async ({ form }) => (forms.push(form), { type: 'accepted' }), { limits: [{ messages: 1, per: minute }] });
  raise(5, 'medium', clock.now() + 10 * minute);
  raise(1, 'critical');
  deliver();
  await clock.pass(9 * minute);
  expect(forms).toEqual(['alert']);
  await clock.pass(2 * minute);
  expect(forms).toEqual(['alert', 'digest']);
});

test('ended in mid-send, it is sent once more, or where that could ring twice, put aside', async () => {
  for (const sendsAgain of [true, false]) {
    const sends: number[] = [];
    const first = work(() => new Promise<Answer>(() => undefined), { sendsAgain });
    first.raise(1);
    void deliverChannel(first.options);
    await first.clock.pass(0);
    expect(first.told.messages('ding', { limit: 1 })[0]).toMatchObject({ state: 'sending', attempts: 1 });
    const second = deliverChannel({ ...first.options, send: async () => (sends.push(1), { type: 'accepted' }) });
    await first.clock.pass(0);
    await second.stop();
    expect(sends).toHaveLength(sendsAgain ? 1 : 0);
    expect(first.told.messages('ding', { limit: 1 })[0]?.state).toBe(sendsAgain ? 'sent' : 'dead');
  }
});

test('who began anew keeps to what was sent before', async () => {
  const times: number[] = [];
  const { raise, clock, options } = work(async () => (times.push(clock.now()), { type: 'accepted' }));
  raise(20);
  const first = deliverChannel(options);
  await clock.pass(0);
  await first.stop();
  raise(1);
  const second = deliverChannel(options);
  await clock.pass(minute);
  await second.stop();
  expect(times.map((each) => each - (times[0] ?? 0))).toEqual([...Array<number>(20).fill(0), minute]);
});
