import type { MessageView } from '../../api/channels.ts';
import { messageStates } from '../../api/channels.ts';
import type { StoredAlert } from '../channels/told-alert.ts';
import type { Words } from '../../data/text.ts';
import type { Store } from './database.ts';

/** What channels have told and have not, for those who look. */
export interface ToldMessages {
  readonly counts: (channel: string) => { readonly sent: number; readonly unsent: number; readonly dead: number };
  /** The latest first. */
  readonly messages: (channel: string, asked: MessagesAsked) => readonly MessageView[];
  readonly alert: (graph: string, id: string) => StoredAlert | undefined;
  /** Whether it was a dead letter until now. */
  readonly sendAgain: (channel: string, message: number, now: number) => boolean;
}

export interface MessagesAsked {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly state?: MessageView['state'] | undefined;
  readonly seq?: number | undefined;
}

interface Row {
  readonly seq: number;
  readonly form: string;
  readonly state: string;
  readonly made: number;
  readonly due: number;
  readonly attempts: number;
  readonly at: number | null;
  readonly why: string | null;
  readonly count: number;
  readonly graph: string | null;
  readonly alert: string | null;
}

export function toldMessagesIn(store: Store): ToldMessages {
  const all = <T>(sql: string, ...values: readonly unknown[]): readonly T[] => store.prepare(sql).all(...values) as T[];
  return {
    counts: (channel) => {
      const by = { sent: 0, unsent: 0, dead: 0 };
      for (const { state, n } of all<{ readonly state: string | null; readonly n: number }>(
        'select messages.state as state, count(*) as n from notices left join messages on messages.seq = notices.message where notices.channel = ? group by messages.state',
        channel,
      )) {
        if (state === 'sent' || state === 'dead') by[state] += n;
        else by.unsent += n;
      }
      return by;
    },
    messages: (channel, { before = Number.MAX_SAFE_INTEGER, limit, state, seq }) => {
      const where = ['messages.channel = ?', 'messages.seq < ?', ...(state === undefined ? [] : ['messages.state = ?']), ...(seq === undefined ? [] : ['messages.seq = ?'])];
      const values = [channel, before, ...(state === undefined ? [] : [state]), ...(seq === undefined ? [] : [seq]), limit];
      return all<Row>(
        `select messages.seq as seq, form, state, made, messages.due as due, attempts, at, why, count(notices.seq) as count, notices.graph as graph, notices.alert as alert
         from messages left join notices on notices.message = messages.seq
         where ${where.join(' and ')} group by messages.seq order by messages.seq desc limit ?`,
        ...values,
      ).map(viewOf);
    },
    alert: (graph, id) => all<StoredAlert>('select seq, graph, id, node, severity, time, key, body from alerts where graph = ? and id = ?', graph, id)[0],
    sendAgain: (channel, message, now) =>
      store.prepare(`update messages set state = 'waiting', due = ?, attempts = 0, first = null where channel = ? and seq = ? and state = 'dead' and form <> 'test'`).run(now, channel, message).changes > 0,
  };
}

function viewOf({ seq, form, state, made, due, attempts, at, why, count, graph, alert }: Row): MessageView {
  const known = messageStates.find((each) => each === state) ?? 'waiting';
  return {
    seq,
    form: form === 'digest' || form === 'test' ? form : 'alert',
    state: known,
    made,
    attempts,
    alerts: count,
    ...(form === 'alert' && graph !== null && alert !== null ? { alert: { graph, id: alert } } : {}),
    ...(known === 'waiting' ? { due } : {}),
    ...(at === null ? {} : { at }),
    ...(why === null ? {} : { why: JSON.parse(why) as Words }),
  };
}
