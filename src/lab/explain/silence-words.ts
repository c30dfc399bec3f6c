import { pick } from '../../data/text.ts';
import { listInWords, quote, zh } from '../../data/words.ts';
import type { Silence, Stop, Stopped } from './model.ts';
import { clockOf, needsInWords, pointsInWords } from './phrases.ts';
import type { Telling } from './phrases.ts';

/** Why an alert was not raised, in a sentence. */

export function silenceInWords({ name, stops: [stop], beyond }: Silence, telling: Telling): string {
  const { lang } = telling;
  const head = pick(lang, `No alert ${quote(name.en)}: `, `未触发预警${quote(name.zh)}：`);
  const said = stop === undefined ? pick(lang, 'nothing of it came there', '没有数据到达') : stopInWords(stop, telling);
  const later = beyond.map((each) => quote(each.name[lang]));
  const after =
    later.length === 0 || stop?.why === 'held'
      ? ''
      : pick(
          lang,
          ` After that ${listInWords(later, 'and', lang)} would still have been ahead.`,
          `此后还要经过${listInWords(later, 'and', lang)}。`,
        );
  return `${head}${said}${pick(lang, '.', '。')}${after}`;
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
        `at ${node} it would have taken: ${needsInWords(stop.needs, telling)}${points}`,
        zh`止于${node}，还需要：${needsInWords(stop.needs, telling)}${points}`,
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
            `at ${node} ${stoppedInWords(stop.stopped, stop.row, telling)}`,
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
      ? pick(lang, 'there is none at all', '全程没有出现过')
      : pick(lang, `the nearest was at ${nearest}`, zh`最近的一次在${nearest}`);
  switch (stopped.type) {
    case 'no-partner':
      return pick(
        lang,
        `nothing on the side ${quote(stopped.name.en)} is near enough in time; ${closest}`,
        zh`${quote(stopped.name.zh)}一侧在时间范围内没有可以配对的；${closest}`,
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
            `it is itself ${quote(stopped.part.en)}, which must not come`,
            zh`它本身就是不该发生的${quote(stopped.part.zh)}`,
          )
        : pick(
            lang,
            `${quote(stopped.part.en)} must not come, and came at ${nearest ?? ''}`,
            zh`不该发生的${quote(stopped.part.zh)}在${nearest ?? ''}发生了`,
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
          `for ${quote(name.en)} it would have taken: ${needsInWords(needs, telling)}`,
          zh`要算作${quote(name.zh)}还需要：${needsInWords(needs, telling)}`,
        ),
      );
      return parts.join(pick(lang, '; ', '；'));
    }
  }
}
