import type { ReactNode } from 'react';
import { eventWords } from '../../../data/words.ts';
import type { join } from '../../../kinds/join/kind.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { keyTypes } from '../../../kinds/shared/keys.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { changedAt } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';

type Config = ConfigOf<typeof join>;

/** Which rows of the two streams belong together. */
export function JoinPanel({ config, around, outputs, readOnly, change, renameField }: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const [left, right] = [inputOf(around, 'left'), inputOf(around, 'right')];
  const [one, other] = [eventWords(left.event, lang), eventWords(right.event, lang)];
  const { on, within, mode, prefix = 'right_', time = 'joined_at' } = config;
  const put = (next: Config['on']): void => change({ ...config, on: next });
  const reach = (side: 'before' | 'after'): ReactNode => (
    <DurationBlank
      label={say(side === 'before' ? 'howLongBefore' : 'howLongAfter')}
      value={within[side] ?? '0s'}
      least={0}
      readOnly={readOnly}
      change={(next, coalesce) => change({ ...config, within: { ...within, [side]: next } }, coalesce)}
    />
  );
  return (
    <Section>
      <Sentence
        word="joinSays"
        blanks={{ one: `${one.measure}${one.one}`, others: other.many, before: reach('before'), after: reach('after') }}
      />
      <Items
        items={on}
        change={put}
        nameOf={({ left: name }) => name}
        readOnly={readOnly}
        add={{
          label: say(on.length === 0 ? 'addSameField' : 'addAnotherField'),
          make: () => likelyPair(left, right, on),
        }}
      >
        {(pair, index) => (
          <Sentence
            word="joinPair"
            inline
            blanks={{
              left: (
                <FieldBlank
                  label={panelPhrases.fieldOf(one.one, lang)}
                  value={pair.left}
                  readOnly={readOnly}
                  fields={left.fields}
                  types={keyTypes}
                  forRule
                  change={(name) => put(changedAt(on, index, { left: name }))}
                />
              ),
              right: (
                <FieldBlank
                  label={panelPhrases.fieldOf(other.one, lang)}
                  value={pair.right}
                  readOnly={readOnly}
                  fields={right.fields}
                  types={keyTypes}
                  forRule
                  change={(name) => put(changedAt(on, index, { right: name }))}
                />
              ),
              event: one.one,
              other: other.one,
            }}
          />
        )}
      </Items>
      <CheckBlank
        label={panelPhrases.keepAlone(one.many, other.many, lang)}
        value={mode === 'outer'}
        readOnly={readOnly}
        change={(outer) => change({ ...config, mode: outer ? 'outer' : 'inner' })}
      />
      <More label={say('namesOfFields')}>
        <Line name={say('prefix')}>
          <StringBlank
            label={say('prefix')}
            value={prefix}
            readOnly={readOnly}
            code
            whole
            change={(next) =>
              change(
                { ...config, prefix: next },
                undefined,
                renamedByPrefix(outputs['rows'], left, right, prefix, next),
              )
            }
          />
        </Line>
        <Line name={say('timeOfPair')}>
          <NameBlank name={time} readOnly={readOnly} rename={renameField} />
        </Line>
      </More>
    </Section>
  );
}

/** A field that both sides have and that is not compared yet, those that say whose row it is first. */
function likelyPair(left: Stream, right: Stream, on: Config['on']): Config['on'][number] {
  const free = left.fields.filter(
    (field) =>
      !field.tainted &&
      field.type !== 'list' &&
      findField(right, field.name)?.type === field.type &&
      !on.some((pair) => pair.left === field.name),
  );
  const name = (free.find((field) => field.roles?.includes('key')) ?? free[0])?.name ?? '';
  return { left: name, right: name };
}

/** Fields that had the old prefix have the new one, and what speaks of them follows. */
function renamedByPrefix(
  rows: Stream | undefined,
  left: Stream,
  right: Stream,
  from: string,
  to: string,
): { fields: Record<string, string> } {
  const fields = (rows?.fields ?? []).flatMap(({ name }) => {
    const own = name.startsWith(from) ? name.slice(from.length) : undefined;
    return own === undefined || findField(left, name) !== undefined || findField(right, own) === undefined
      ? []
      : [[name, `${to}${own}`] as const];
  });
  return { fields: Object.fromEntries(fields) };
}
