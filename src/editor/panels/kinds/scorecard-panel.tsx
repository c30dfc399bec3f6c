import type { CSSProperties, ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { eventWords } from '../../../data/words.ts';
import { freshId } from '../../../graph/edits/ids.ts';
import type { scorecard } from '../../../kinds/scorecard/kind.ts';
import { expressionInWords } from '../../../kinds/shared/sentences.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useMatches, useTally } from '../../sample/use-sample.ts';
import { everyOutput } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import { panelPhrases, phrases } from '../../words.ts';
import { BandScale } from '../drawings/band-scale.tsx';
import { rowsByBand } from '../drawings/spread.ts';
import { ConditionLine } from '../parts/condition-line.tsx';
import { Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Reason } from '../parts/reason.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { shareInWords } from '../parts/share-text.ts';
import { changedAt, without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import { barOf } from './points.ts';
import styles from '../panels.module.css';

type Config = ConfigOf<typeof scorecard>;
type Item = Config['items'][number];
type Band = Config['bands'][number];

/** What gives points, drawn as bars, and the bands that the sum falls into, on a scale. */
export function ScorecardPanel({
  node,
  config,
  around,
  outputs,
  readOnly,
  change,
  renameField,
}: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { items, bands, start = 0, cap = {}, score, band: bandName } = config;
  const { one, measure } = eventWords(stream.event, lang);
  const putItems = (next: Item[], coalesce?: string): void => change({ ...config, items: next }, coalesce);
  const putBands = (next: Band[], coalesce?: string): void => change({ ...config, bands: next }, coalesce);
  const saysOf = ({ label, when }: Item): string =>
    label === undefined || label === ''
      ? when === undefined
        ? say('sayWhen')
        : expressionInWords(when, stream, around, lang)
      : inLanguage(label, lang);
  const rows = Object.values(outputs)[0] ?? stream;
  const { hits, stale } = useItemHits(node, items);
  const scores = useTally({ node, port: everyOutput, side: 'out' }, score)?.answer;
  const byBand =
    scores === undefined || scores.values.length >= mostScores
      ? undefined
      : rowsByBand(
          scores.values,
          bands.map(({ from }) => from),
        );
  return (
    <>
      <Section>
        <Sentence
          word="scorecardSays"
          blanks={{
            event: `${measure}${one}`,
            start: (
              <NumberBlank
                label={say('startScore')}
                value={start}
                readOnly={readOnly}
                change={(next, coalesce) =>
                  change(without({ ...config, start: next === 0 ? undefined : next }), coalesce)
                }
              />
            ),
          }}
        />
        <Items
          items={items}
          change={putItems}
          nameOf={saysOf}
          readOnly={readOnly}
          ordered
          details={(item, index) => (
            <>
              <Line name={say('calledFor')}>
                <TextBlank
                  label={say('calledFor')}
                  value={item.label ?? ''}
                  placeholder={saysOf(item)}
                  readOnly={readOnly}
                  wide
                  change={(label, coalesce) =>
                    putItems(changedAt(items, index, { label: label === '' ? undefined : label }), coalesce)
                  }
                />
              </Line>
              <Reason
                value={item.reason}
                usual={panelPhrases.reasonOfPoints(saysOf(item), item.points, lang)}
                stream={rows}
                readOnly={readOnly}
                change={(reason, coalesce) => putItems(changedAt(items, index, { reason }), coalesce)}
              />
            </>
          )}
          add={{ label: say('addPoints'), make: newItem }}
        >
          {(item, index) => (
            <>
              <div className={styles['points']}>
                <span className={styles['amount']}>
                  <NumberBlank
                    label={panelPhrases.pointsOf(saysOf(item), lang)}
                    value={item.points}
                    readOnly={readOnly}
                    change={(points, coalesce) => putItems(changedAt(items, index, { points }), coalesce)}
                  />
                </span>
                <PointsBar item={item} items={items} />
                <Found rows={hits[index]} stale={stale} />
              </div>
              <Sentence
                word="pointsIf"
                inline="side"
                blanks={{
                  condition: (
                    <ConditionLine
                      at={{ node, port: 'in', side: 'in' }}
                      stream={stream}
                      around={around}
                      value={item.when}
                      needed
                      label={panelPhrases.conditionOf(index + 1, lang)}
                      readOnly={readOnly}
                      change={(when, coalesce) => putItems(changedAt(items, index, { when }), coalesce)}
                    />
                  ),
                }}
              />
            </>
          )}
        </Items>
      </Section>
      <Section title={say('bands')}>
        <BandScale config={config} readOnly={readOnly} change={putBands} scores={scores} />
        <Items
          items={bands}
          change={(next) =>
            putBands(next.map((band, index) => (index === 0 ? without({ ...band, from: undefined }) : band)))
          }
          nameOf={({ name, id }) => inLanguage(name, lang) || id}
          readOnly={readOnly}
          least={1}
          add={{
            label: say('addBand'),
            make: () => {
              const name = panelPhrases.bandName(bands.length + 1, lang);
              return {
                id: freshId(
                  bands.map(({ id }) => id),
                  `band ${bands.length + 1}`,
                  'band',
                ),
                name,
                from: (bands.at(-1)?.from ?? 0) + 20,
              };
            },
          }}
        >
          {(band, index) => (
            <div className={styles['counted']}>
            <Sentence
              word={index === 0 ? 'bandLowest' : 'bandFrom'}
              inline
              blanks={{
                name: (
                  <TextBlank
                    label={say('nameOfBand')}
                    value={band.name}
                    readOnly={readOnly}
                    change={(name, coalesce) => putBands(changedAt(bands, index, { name }), coalesce)}
                  />
                ),
                from: (
                  <NumberBlank
                    label={panelPhrases.startOf(inLanguage(band.name, lang) || band.id, lang)}
                    value={band.from}
                    readOnly={readOnly}
                    change={(from, coalesce) => putBands(changedAt(bands, index, { from }), coalesce)}
                  />
                ),
                to: bands[1]?.from === undefined ? '' : panelPhrases.under(bands[1].from, lang),
              }}
            />
            <Found rows={byBand?.[index]} of={scores?.rows} stale={false} />
            </div>
          )}
        </Items>
        <More label={say('limitsAndNames')}>
          {(['min', 'max'] as const).map((side) => (
            <Line key={side} name={say(side === 'min' ? 'lowestScore' : 'highestScore')}>
              <NumberBlank
                label={say(side === 'min' ? 'lowestScore' : 'highestScore')}
                value={cap[side]}
                readOnly={readOnly}
                placeholder={say('noLimit')}
                change={(limit, coalesce) => change({ ...config, cap: { ...cap, [side]: limit } }, coalesce)}
                clear={(coalesce) => change(without({ ...config, cap: capWithout(cap, side) }), coalesce)}
              />
            </Line>
          ))}
          <Line name={say('scoreName')}>
            <NameBlank name={score} readOnly={readOnly} rename={renameField} />
          </Line>
          <Line name={say('bandName')}>
            <NameBlank name={bandName} readOnly={readOnly} rename={renameField} />
          </Line>
        </More>
      </Section>
    </>
  );
}

/** A tally of so many values may lack some. */
const mostScores = 10_000;

/** How many rows of the sample each item gives its points to. */
function useItemHits(node: string, items: readonly Item[]): { readonly hits: readonly (number | undefined)[]; readonly stale: boolean } {
  const asked = items.flatMap(({ when }) => (when === undefined ? [] : [when]));
  const known = useMatches(asked.length === 0 ? undefined : { node, port: 'in', side: 'in' }, asked);
  // What was counted for other items says nothing of these.
  const found = known !== undefined && known.answer.hits.length === asked.length ? [...known.answer.hits] : [];
  return { hits: items.map(({ when }) => (when === undefined ? undefined : found.shift())), stale: known?.stale === true };
}

interface FoundProps {
  readonly rows: number | undefined;
  /** Where given, what share of all of them it is. */
  readonly of?: number | undefined;
  readonly stale: boolean;
}

/** How many rows of the sample that is. */
function Found({ rows, of, stale }: FoundProps): ReactNode {
  const { lang } = useWords();
  if (rows === undefined) return null;
  return (
    <span className={styles['found']} data-stale={stale || undefined}>
      {phrases.rowsInAll(rows, lang)}
      {of === undefined || of === 0 ? null : <span> {shareInWords(rows, of, lang)}</span>}
    </span>
  );
}

const newItem = (): Item => ({ points: 10 });

/** No limits at all are no setting. */
function capWithout(cap: NonNullable<Config['cap']>, side: 'min' | 'max'): Config['cap'] {
  const left = without({ ...cap, [side]: undefined });
  return Object.keys(left).length === 0 ? undefined : left;
}

const zeroAt = (zero: number): CSSProperties & Record<'--zero', string> => ({ '--zero': `${zero * 100}%` });

function PointsBar({ item, items }: { readonly item: Item; readonly items: readonly Item[] }): ReactNode {
  const { zero, from, to } = barOf(
    item.points,
    items.map(({ points }) => points),
  );
  return (
    <span className={styles['pointsBar']} aria-hidden="true" style={zeroAt(zero)}>
      <span
        data-negative={item.points < 0 || undefined}
        style={{ insetInlineStart: `${from * 100}%`, insetInlineEnd: `${(1 - to) * 100}%` }}
      />
    </span>
  );
}
