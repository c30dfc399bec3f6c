import { pick } from '../../data/text.ts';
import { listInWords, quote, zh } from '../../data/words.ts';
import type { Silence, Stop, Stopped } from './model.ts';
import { clockOf, needsInWords, pointsInWords } from './phrases.ts';
import type { Telling } from './phrases.ts';

/** Why an alert was not raised, in a sentence. */

/** Alerts that were not raised for one and the same reason are told of together. */
export function silencesInWords(silences: readonly Silence[], telling: Telling): readonly string[] {
  const { lang } = telling;
  const byReason = new Map<string, Silence[]>();
  for (const silence of silences) {
    const reason = reasonInWords(silence, telling);
    byReason.set(reason, [...(byReason.get(reason) ?? []), silence]);
  }
  return [...byReason].map(([reason, of]) => {
    const names = listInWords(
      of.map(({ name }) => quote(name[lang])),
      'or',
      lang,
    );
    return pick(lang, `No alert ${names}: ${reason}`, `未触发预警${names}：${reason}`);
  });
}

function reasonInWords({ stops: [stop], beyond }: Silence, telling: Telling): string {
  const { lang } = telling;
  const said = stop === undefined ? pick(lang, 'nothing of it came there', '没有数据到达') : stopInWords(stop, telling);
  const later = listInWords(
    beyond.map((each) => quote(each.name[lang])),
    'and',
    lang,
  );
  const isLast = beyond.length === 0 || stop?.why === 'held';
  return `${said}${pick(lang, '.', '。')}${isLast ? '' : pick(lang, ` Then ${later} would have been next.`, `之后还有${later}。`)}`;
}

export function stopInWords(stop: Stop, telling: Telling): string {
  const { lang } = telling;
  const node = quote(stop.name[lang]);
  switch (stop.why) {
    case 'condition': {
      if (stop.needs.length === 0) return pick(lang, `it left the way at ${node}`, zh`止于${node}`);
      const points = stop.items === undefined ? '' : pointsOf(stop.items, telling);
      return pick(
        lang,
        `${node} asks for: ${needsInWords(stop.needs, telling)}${points}`,
        zh`${node}要求：${needsInWords(stop.needs, telling)}${points}`,
      );
    }
    case 'held': {
      const { heldBy } = stop;
      const [before, until] = [heldBy?.time ?? null, heldBy?.until ?? null].map((time) =>
        time === null ? '' : clockOf(time, telling),
      );
      const same = heldBy?.same?.[lang];
      return pick(
        lang,
        `held back, as ${same ?? 'the same alert'} had been warned of at ${before}, and is not again before ${until}`,
        zh`${same ?? '这条预警'}已在${before ?? ''}发过预警，${until ?? ''}之前不重复发出`,
      );
    }
    case 'duplicate': {
      const { heldBy } = stop;
      const at = heldBy?.time === null || heldBy === undefined ? '' : clockOf(heldBy.time, telling);
      return pick(
        lang,
        `dropped at ${node}, as ${heldBy?.same?.en ?? 'one like it'} had come at ${at} already`,
        zh`在${node}被去重：${heldBy?.same?.zh ?? '同样的数据'}在${at}已经出现过`,
      );
    }
    case 'keyless':
      return pick(lang, `at ${node} its key is missing, so it takes no part there`, zh`在${node}缺少键，不参与统计`);
    case 'chain':
      return stop.stopped === undefined
        ? pick(lang, `nothing came of it at ${node}`, zh`在${node}没有结果`)
        : pick(
            lang,
            `at ${node}, ${stoppedInWords(stop.stopped, stop.row, telling)}`,
            zh`在${node}，${stoppedInWords(stop.stopped, stop.row, telling)}`,
          );
  }
}

function pointsOf({ items }: NonNullable<Stop['items']>, { lang }: Telling): string {
  const given = pointsInWords(items, lang);
  if (given === '') return pick(lang, '; nothing gave it points', '；没有任何一项得分');
  return pick(lang, `; its points: ${given}`, `；得分项：${given}`);
}

export function stoppedInWords(stopped: Stopped, row: string, telling: Telling): string {
  const { lang } = telling;
  const nearest =
    'nearest' in stopped && stopped.nearest?.time !== null && stopped.nearest !== undefined
      ? clockOf(stopped.nearest.time ?? 0, telling)
      : undefined;
  const closest =
    nearest === undefined
      ? pick(lang, 'none was anywhere near', '前后都没有出现过')
      : pick(lang, `the nearest was at ${nearest}`, zh`最近的一次在${nearest}`);
  switch (stopped.type) {
    case 'no-partner':
      return pick(
        lang,
        `it found no ${quote(stopped.name.en)} near enough in time; ${closest}`,
        zh`时间范围内没有可以配对的${quote(stopped.name.zh)}；${closest}`,
      );
    case 'no-step':
      return stopped.direction === 'before'
        ? pick(
            lang,
            `${quote(stopped.part.en)} did not come before it in time; ${closest}`,
            zh`此前的时限内没有${quote(stopped.part.zh)}；${closest}`,
          )
        : pick(
            lang,
            `${quote(stopped.part.en)} did not follow in time; ${closest}`,
            zh`此后的时限内没有${quote(stopped.part.zh)}；${closest}`,
          );
    case 'came':
      return stopped.nearest.row === row
        ? pick(
            lang,
            `it is itself ${quote(stopped.part.en)}, which was not to come`,
            zh`它本身就是不该发生的${quote(stopped.part.zh)}`,
          )
        : pick(
            lang,
            `${quote(stopped.part.en)} came after all, at ${nearest ?? ''}`,
            zh`${nearest ?? ''}还是发生了${quote(stopped.part.zh)}`,
          );
    case 'superseded':
      return pick(
        lang,
        `another ${quote(stopped.part.en)} took its place${nearest === undefined ? '' : `, at ${nearest}`}`,
        zh`之后又有${quote(stopped.part.zh)}，以后来的为准${nearest === undefined ? '' : zh`（${nearest}）`}`,
      );
    case 'condition': {
      const parts = stopped.parts.map(({ name, needs }) =>
        pick(
          lang,
          `${quote(name.en)} asks for: ${needsInWords(needs, telling)}`,
          zh`${quote(name.zh)}要求：${needsInWords(needs, telling)}`,
        ),
      );
      return parts.join(pick(lang, '; ', '；'));
    }
  }
}
