import type { ReactNode } from 'react';
import { fieldLabel } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import type { CleanChange, ComputeConfig, RenameChange, SetChange } from '../../../kinds/compute/config.ts';
import { changeOf } from '../../../kinds/compute/config.ts';
import { findField } from '../../../kinds/shared/streams.ts';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { ExpressionLine } from '../parts/expression-line.tsx';
import { Line } from '../parts/line.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import { CleanLine } from './clean-line.tsx';

export interface ChangeProps extends PanelProps<ComputeConfig> {
  readonly each: ComputeConfig['changes'][number];
  readonly before: Stream;
  readonly after: Stream;
  readonly put: (next: ComputeConfig['changes'][number], coalesce?: string) => void;
}

/** One change to a field, as a sentence. */
export function ChangeRow(props: ChangeProps): ReactNode {
  const of = changeOf(props.each);
  const { say } = useWords();
  const { before, readOnly, put } = props;
  const field = (label: string, value: string, choose: (name: string) => void): ReactNode => (
    <FieldBlank label={label} value={value} readOnly={readOnly} fields={before.fields} change={choose} />
  );
  switch (of.type) {
    case 'set':
      return <SetRow {...props} of={of.change} />;
    case 'rename':
      return <RenameRow {...props} of={of.change} />;
    case 'drop':
      return (
        <Sentence
          word="changeDrop"
          inline
          blanks={{ field: field(say('whichField'), of.change.drop, (drop) => put({ ...of.change, drop })) }}
        />
      );
    case 'clean':
      return (
        <CleanLine
          change={of.change}
          type={findField(before, of.change.clean)?.type}
          field={field(say('whichField'), of.change.clean, (clean) => put(cleanOf(of.change, clean, before)))}
          readOnly={readOnly}
          put={put}
        />
      );
  }
}

/** Settings that a field of another type does not have go. */
function cleanOf(change: CleanChange, clean: string, stream: Stream): CleanChange {
  const [from, to] = [findField(stream, change.clean)?.type, findField(stream, clean)?.type];
  return from === to
    ? { ...change, clean }
    : without({
        ...change,
        clean,
        trim: to === 'text' ? true : undefined,
        case: undefined,
        cast: undefined,
        default: undefined,
      });
}

function SetRow({
  node,
  around,
  before,
  after,
  readOnly,
  put,
  of,
}: ChangeProps & { readonly of: SetChange }): ReactNode {
  const { lang, say } = useWords();
  const { set, to } = of;
  const replaced = findField(before, set.name);
  const made = findField(after, set.name);
  const label = made === undefined ? set.name : fieldLabel(made, lang);
  const putSet = (change: Partial<SetChange['set']>, coalesce?: string): void =>
    put({ ...of, set: without({ ...set, ...change }) }, coalesce);
  return (
    <>
      <Sentence
        word={replaced === undefined ? 'changeAdd' : 'changeReplace'}
        inline
        blanks={{
          label: (
            <TextBlank
              label={say('nameOfField')}
              value={set.label ?? label}
              readOnly={readOnly}
              change={(text, coalesce) => putSet({ label: text === '' ? undefined : text }, coalesce)}
            />
          ),
          field: (
            <FieldBlank
              label={say('whichField')}
              value={set.name}
              readOnly={readOnly}
              fields={before.fields}
              change={(name) => put({ ...of, set: { name } })}
            />
          ),
          value: (
            <ExpressionLine
              at={{ node, port: 'in', side: 'in' }}
              stream={before}
              around={around}
              value={to}
              expected={set.type}
              label={panelPhrases.valueOf(label, lang)}
              readOnly={readOnly}
              change={(next, coalesce) => put({ ...of, to: next }, coalesce)}
            />
          ),
        }}
      />
    </>
  );
}

/** What formulas call a new field, and how its numbers are counted. */
export function ChangeDetails({ each, before, after, readOnly, put, renameField }: ChangeProps): ReactNode {
  const { say } = useWords();
  const of = changeOf(each);
  if (of.type === 'rename')
    return (
      <Line name={say('nameInFormulas')}>
        <NameBlank name={of.change.to} readOnly={readOnly} rename={renameField} />
      </Line>
    );
  if (of.type !== 'set') return null;
  const { set } = of.change;
  const replaced = findField(before, set.name);
  const made = findField(after, set.name);
  const putSet = (change: Partial<SetChange['set']>, coalesce?: string): void =>
    put({ ...of.change, set: without({ ...set, ...change }) }, coalesce);
  return (
    <>
      {replaced === undefined ? (
        <Line name={say('nameInFormulas')}>
          <NameBlank name={set.name} readOnly={readOnly} rename={renameField} />
        </Line>
      ) : null}
      {made?.type === 'number' ? (
        <>
          <Line name={say('decimals')}>
            <NumberBlank
              label={say('decimals')}
              value={set.decimals}
              placeholder={String(made.decimals ?? say('asTheyAre'))}
              min={0}
              max={9}
              decimals={0}
              readOnly={readOnly}
              change={(decimals, coalesce) => putSet({ decimals }, coalesce)}
              clear={(coalesce) => putSet({ decimals: undefined }, coalesce)}
            />
          </Line>
          <Line name={say('unit')}>
            <StringBlank
              label={say('unit')}
              value={set.currency ?? set.unit ?? ''}
              placeholder={made.currency ?? made.unit ?? say('none')}
              readOnly={readOnly}
              change={(text, coalesce) =>
                putSet(
                  /^[A-Z]{3}$/.test(text)
                    ? { currency: text, unit: undefined }
                    : { unit: text === '' ? undefined : text, currency: undefined },
                  coalesce,
                )
              }
            />
          </Line>
        </>
      ) : null}
    </>
  );
}

function RenameRow({ before, readOnly, put, of }: ChangeProps & { readonly of: RenameChange }): ReactNode {
  const { lang, say } = useWords();
  const field = findField(before, of.rename);
  return (
    <>
      <Sentence
        word="changeRename"
        inline
        blanks={{
          field: (
            <FieldBlank
              label={say('whichField')}
              value={of.rename}
              readOnly={readOnly}
              fields={before.fields}
              change={(rename) => put({ ...of, rename })}
            />
          ),
          label: (
            <TextBlank
              label={say('nameOfField')}
              value={of.label ?? ''}
              placeholder={field === undefined ? of.to : fieldLabel(field, lang)}
              readOnly={readOnly}
              change={(label, coalesce) => put(without({ ...of, label: label === '' ? undefined : label }), coalesce)}
            />
          ),
        }}
      />
    </>
  );
}
