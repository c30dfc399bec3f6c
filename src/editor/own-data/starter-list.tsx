import { IconCheck, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EventName, Field } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { TableFacts } from '../../lab/starter/facts.ts';
import { choicesOf, isComplete } from '../../lab/starter/rules.ts';
import type { StarterChoices, StarterKind, StarterRule } from '../../lab/starter/rules.ts';
import controls from '../looks/controls.module.css';
import { KindIcon } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { Starter } from './draft-store.ts';
import styles from './strip.module.css';
import { StarterSentence } from './starter-sentence.tsx';
import { caseInWords, hitsInWords } from './starter-words.ts';

interface Props {
  /** Undefined while they are looked for. */
  readonly starters: readonly Starter[] | undefined;
  readonly facts: TableFacts | undefined;
  readonly fields: readonly Field[];
  readonly event: EventName;
  readonly toggle: (kind: StarterKind) => void;
  readonly setRule: (rule: StarterRule) => void;
  /** Other ways to go on. */
  readonly ways: ReactNode;
}

/** Rules that were found in the data: each a sentence, what it finds, one real case, and one click to take it. */
export function StarterList({ starters, facts, fields, event, toggle, setRule, ways }: Props): ReactNode {
  const { lang, say } = useWords();
  const choices = facts === undefined ? undefined : choicesOf(fields, facts);
  return (
    <section className={styles['starters']} aria-label={say('startersFound')} aria-busy={starters === undefined}>
      <header className={styles['head']}>
        <h3>{say('startersFound')}</h3>
        {facts === undefined || starters === undefined ? null : <p>{phrases.triedOn(facts.rows, lang)}</p>}
      </header>
      {starters === undefined ? (
        <p className={styles['waiting']} role="status">{say('findingStarters')}</p>
      ) : (
        <>
          <ul>
            {choices === undefined || facts === undefined
              ? null
              : starters.map((starter) => (
                  <StarterItem key={starter.rule.kind} {...{ starter, facts, fields, event, choices, toggle, setRule }} />
                ))}
          </ul>
          {starters.length === 0 ? <p className={styles['waiting']}>{say(fields.some((field) => hasRole(field, 'time')) ? 'noStarters' : 'noStartersNoTime')}</p> : null}
          {ways}
        </>
      )}
    </section>
  );
}

const iconKind: Readonly<Record<StarterKind, string>> = { often: 'rolling', far: 'anomaly', several: 'window', group: 'condition', hours: 'condition', high: 'condition' };

function StarterItem({ starter, facts, fields, event, choices, toggle, setRule }: Omit<Props, 'starters' | 'facts' | 'ways'> & { readonly starter: Starter; readonly facts: TableFacts; readonly choices: StarterChoices }): ReactNode {
  const { say } = useWords();
  const { rule, added } = starter;
  return (
    <li className={styles['starter']}>
      <KindIcon kind={iconKind[rule.kind]} size={18} />
      <div>
        <p className={styles['sentence']}>
          <StarterSentence rule={rule} fields={fields} event={event} choices={choices} change={setRule} />
        </p>
        <p className={styles['found']}>
          <Found starter={starter} facts={facts} fields={fields} event={event} />
        </p>
      </div>
      <button type="button" className={added ? styles['added'] : controls['button']} aria-pressed={added} onClick={() => toggle(rule.kind)}>
        {added ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : <IconPlus size={16} stroke={1.75} aria-hidden="true" />}
        {say(added ? 'ruleAdded' : 'addRule')}
      </button>
    </li>
  );
}

function Found({ starter: { rule, tried }, facts, fields, event }: { readonly starter: Starter; readonly facts: TableFacts; readonly fields: readonly Field[]; readonly event: EventName }): ReactNode {
  const { lang, say } = useWords();
  if (tried === undefined) return say(isComplete(rule) ? 'counting' : 'fillBlanks');
  const { before, hits, after } = hitsInWords(tried, fields, event, lang);
  const one = caseInWords(tried, fields, event, facts, lang);
  return (
    <>
      <span>{before} <b>{hits}</b> {after}</span>
      {one === undefined ? null : <span>{rule.kind === 'group' ? one : lang === 'zh' ? `例如 ${one}` : `for example ${one}`}</span>}
    </>
  );
}
