import type { Words } from '../../data/text.ts';
import { severities } from '../../kinds/shared/severity.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { DigestGroup } from '../channels/message.ts';
import type { StoredAlert } from '../channels/told-alert.ts';
import type { Store } from './database.ts';
import { inOneGo } from './database.ts';

/**
 * What channels are to tell, and have told. The stored alert itself is the first entry of the outbox: how far alerts were
 * routed is written together with the notices that came of it, so that no crash comes in between.
 */
export interface Notices {
  /** From now on, where nothing was routed so far. Or not at all: then alerts of the meantime are nobody’s. */
  readonly routeFromNow: () => void;
  readonly routeNothing: () => void;
  /** The first alerts that were not routed yet. Those that somebody has snoozed name no channels. */
  readonly unrouted: (most: number, now: number) => readonly (StoredAlert & { readonly channels: readonly string[] })[];
  readonly routed: (last: number, notices: readonly NewNotice[]) => void;

  /** What is to be tried next of a channel: the message that is due first. */
  readonly open: (channel: string) => OpenMessage | undefined;
  /** Makes a message of what waits: of the first alert, or where more wait than there are tokens, of the worst one; with the last token of all the rest. */
  readonly take: (channel: string, tokens: number, now: number) => OpenMessage | undefined;
  /** When the next notice may be told that may not yet. */
  readonly nextDue: (channel: string) => number | undefined;
  /** It is on its way from now on. */
  readonly begin: (message: OpenMessage, now: number) => void;
  /** The other side has answered, so by now it had it: its limit is counted from here. */
  readonly settle: (message: OpenMessage, settled: Settled, now: number) => void;
  /** What was on its way when the server ended. */
  readonly interrupted: (channel: string) => readonly OpenMessage[];
  /** The moments of what was sent since then, in order. */
  readonly sentSince: (channel: string, since: number) => readonly number[];
  readonly forgetSent: (channel: string, before: number, after: number) => void;

  readonly alertsOf: (message: number, most: number) => readonly StoredAlert[];
  readonly groupsOf: (message: number) => { readonly count: number; readonly groups: readonly DigestGroup[] };
  readonly addTest: (channel: string, now: number) => number;
  readonly forget: (graph: string) => void;
}

export interface NewNotice {
  readonly channel: string;
  readonly alert: Pick<StoredAlert, 'graph' | 'id' | 'severity'>;
  /** Not before. */
  readonly due: number;
}

export interface OpenMessage {
  readonly seq: number;
  readonly channel: string;
  readonly form: 'alert' | 'digest' | 'test';
  readonly made: number;
  readonly due: number;
  readonly attempts: number;
  /** When it was first tried. */
  readonly first: number | null;
}

export type Settled =
  | { readonly state: 'sent'; readonly why?: Words | undefined }
  | { readonly state: 'waiting'; readonly due: number; readonly why: Words }
  /** Its alerts go on to other channels, as far as these do not have them. */
  | { readonly state: 'dead'; readonly why: Words; readonly instead: readonly Instead[] };

/** Another channel, and from when on it may be told. */
export interface Instead {
  readonly channel: string;
  readonly due: (severity: AlertSeverity) => number;
}

const rank = (severity: AlertSeverity): number => severities.indexOf(severity);
const alertColumns = 'alerts.seq, alerts.graph, alerts.id, alerts.node, alerts.severity, alerts.time, alerts.key, alerts.body';
const snoozed = `snoozes.graph = alerts.graph and snoozes.node = alerts.node and (snoozes.key is null or snoozes.key = coalesce(alerts.key, '')) and snoozes.until > ?`;
const columns = 'seq, channel, form, made, due, attempts, first';

export function noticesIn(store: Store): Notices {
  const all = <T>(sql: string, ...values: readonly unknown[]): readonly T[] => store.prepare(sql).all(...values) as T[];
  const run = (sql: string, ...values: readonly unknown[]): void => void store.prepare(sql).run(...values);
  const number = (sql: string, ...values: readonly unknown[]): number => Number(all<{ readonly n: number | null }>(sql, ...values)[0]?.n ?? 0);
  const message = (sql: string, ...values: readonly unknown[]): OpenMessage | undefined => all<OpenMessage>(sql, ...values)[0];

  const add = ({ channel, alert, due }: NewNotice): void =>
    run('insert or ignore into notices (channel, graph, alert, severity, due) values (?, ?, ?, ?, ?)', channel, alert.graph, alert.id, rank(alert.severity), due);

  const made = (channel: string, form: OpenMessage['form'], now: number): number => {
    run(`insert into messages (channel, form, state, made, due) values (?, ?, 'waiting', ?, ?)`, channel, form, now, now);
    return number('select last_insert_rowid() as n');
  };

  return {
    routeFromNow: () => run('insert or ignore into routed (one, seq) select 1, coalesce(max(seq), 0) from alerts'),
    routeNothing: () => run('delete from routed'),
    unrouted: (most, now) =>
      all<StoredAlert & { readonly to: string }>(
        `select ${alertColumns}, case when exists (select 1 from snoozes where ${snoozed}) then '[]' else json_extract(body, '$.channels') end as "to"
         from alerts where seq > (select seq from routed) order by seq limit ?`,
        now,
        most,
      ).map(({ to, ...alert }) => ({ ...alert, channels: JSON.parse(to) as string[] })),
    routed: (last, notices) =>
      inOneGo(store, () => {
        for (const notice of notices) add(notice);
        run('update routed set seq = ?', last);
      }),

    open: (channel) => message(`select ${columns} from messages where channel = ? and state = 'waiting' order by due, seq limit 1`, channel),
    take: (channel, tokens, now) => {
      const waiting = `from notices where channel = ? and message is null and due <= ?`;
      const count = number(`select count(*) as n from (select 1 ${waiting} limit ?)`, channel, now, tokens + 1);
      if (count === 0) return undefined;
      const digest = count > tokens && tokens <= 1;
      let seq = 0;
      inOneGo(store, () => {
        seq = made(channel, digest ? 'digest' : 'alert', now);
        if (digest) run(`update notices set message = ? where seq in (select seq ${waiting})`, seq, channel, now);
        else run(`update notices set message = ? where seq = (select seq ${waiting} order by ${count > tokens ? 'severity desc, ' : ''}seq limit 1)`, seq, channel, now);
      });
      return message(`select ${columns} from messages where seq = ?`, seq);
    },
    nextDue: (channel) => all<{ readonly due: number | null }>('select min(due) as due from notices where channel = ? and message is null', channel)[0]?.due ?? undefined,
    begin: ({ seq, channel }, now) =>
      inOneGo(store, () => {
        run(`update messages set state = 'sending', attempts = attempts + 1, first = coalesce(first, ?), at = ? where seq = ?`, now, now, seq);
        run('insert into sendings (channel, at) values (?, ?)', channel, now);
      }),
    settle: ({ seq, channel: sender }, settled, now) =>
      inOneGo(store, () => {
        run('update sendings set at = ? where rowid = (select max(rowid) from sendings where channel = ?)', now, sender);
        const why = settled.why === undefined ? null : JSON.stringify(settled.why);
        run('update messages set state = ?, due = ?, why = ? where seq = ?', settled.state, settled.state === 'waiting' ? settled.due : now, why, seq);
        if (settled.state !== 'dead') return;
        for (const { channel, due } of settled.instead) {
          for (const severity of severities) {
            run('insert or ignore into notices (channel, graph, alert, severity, due) select ?, graph, alert, severity, ? from notices where message = ? and severity = ?', channel, due(severity), seq, rank(severity));
          }
        }
      }),
    interrupted: (channel) => all<OpenMessage>(`select ${columns} from messages where channel = ? and state = 'sending' order by seq`, channel),
    sentSince: (channel, since) => all<{ readonly at: number }>('select at from sendings where channel = ? and at > ? order by at', channel, since).map(({ at }) => at),
    forgetSent: (channel, before, after) => run('delete from sendings where channel = ? and (at <= ? or at > ?)', channel, before, after),

    alertsOf: (seq, most) => all<StoredAlert>(`select ${alertColumns} from notices join alerts on alerts.graph = notices.graph and alerts.id = notices.alert where notices.message = ? order by notices.severity desc, notices.seq desc limit ?`, seq, most),
    groupsOf: (seq) => {
      const groups = all<{ readonly graph: string; readonly rule: string; readonly severity: AlertSeverity; readonly count: number }>(
        `select alerts.graph as graph, alerts.node as rule, alerts.severity as severity, count(*) as count from notices join alerts on alerts.graph = notices.graph and alerts.id = notices.alert
         where notices.message = ? group by alerts.graph, alerts.node, alerts.severity order by max(notices.severity) desc, count(*) desc`,
        seq,
      );
      return { count: groups.reduce((sum, { count }) => sum + count, 0), groups };
    },
    addTest: (channel, now) => {
      let seq = 0;
      inOneGo(store, () => {
        seq = made(channel, 'test', now);
      });
      return seq;
    },
    forget: (graph) =>
      inOneGo(store, () => {
        run('delete from notices where graph = ?', graph);
        run(`delete from messages where form <> 'test' and not exists (select 1 from notices where notices.message = messages.seq)`);
      }),
  };
}
