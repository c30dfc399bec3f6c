import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail, CaseSeverity } from '../../api/cases.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import controls from '../looks/controls.module.css';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { server, useMay } from '../remote/this-server.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { caseAddress, runAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { casePhrases } from '../words.ts';
import type { Word } from '../words.ts';
import type { CaseDesk } from './case-desk.ts';
import styles from './case-side.module.css';
import { StepAction } from './step-action.tsx';
import { dueText, statusWords, whenText, whoWords } from './case-words.ts';

interface Props {
  readonly desk: CaseDesk;
  readonly detail: CaseDetail;
  readonly now: number;
}

const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly CaseSeverity[];
const states = ['new', 'working', 'waiting'] as const;

/** Whose case it is, until when, what is to be done next, and what else there is of its key. */
export function CaseSide({ desk, detail, now }: Props): ReactNode {
  const { lang, say } = useWords();
  const works = useMay('analyst');
  const people = usePeople();
  const { case: of, others, steps } = detail;
  const due = dueText(of, now, lang);
  const open = of.status !== 'closed';
  return (
    // It may be longer than there is room, and little in it can be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles['side']} data-part="case" tabIndex={0} aria-label={casePhrases.number(of.id, lang)}>
      <section>
        <dl>
          {of.key === undefined ? null : <Fact word="caseKey">{of.key}</Fact>}
          <Fact word="caseGraph"><a href={runAddress(of.graph)}>{of.graph}</a></Fact>
          <Fact word="caseOpened">{whenText(of.opened, now, lang)}</Fact>
          <Fact word="caseAlerts">{casePhrases.alerts(of.alerts, lang)}</Fact>
          {due === undefined ? null : <Fact word="caseDue"><span data-over={due.over || undefined}>{due.text}</span></Fact>}
          {works && open ? (
            <>
              <Fact word="caseSeverity">
                <select aria-label={say('caseSeverity')} value={of.severity} onChange={({ currentTarget: { value } }) => choose(severities, value, (severity) => void desk.change(of.id, { type: 'severity', severity }))}>
                  {severities.map((each) => <option key={each} value={each}>{severityWords[each][lang]}</option>)}
                </select>
              </Fact>
              <Fact word="caseStatus">
                <select aria-label={say('caseStatus')} value={of.status} onChange={({ currentTarget: { value } }) => choose(states, value, (status) => void desk.change(of.id, { type: 'status', status }))}>
                  {states.map((each) => <option key={each} value={each}>{say(statusWords[each])}</option>)}
                </select>
              </Fact>
              <Fact word="caseOwner">
                {people.length === 0 ? whoWords(of.owner ?? say('nobody'), lang) : (
                  <select aria-label={say('caseOwner')} value={of.owner ?? ''} onChange={({ currentTarget: { value } }) => void desk.change(of.id, { type: 'assign', owner: value === '' ? null : value })}>
                    <option value="">{say('nobody')}</option>
                    {[...new Set([...people, ...(of.owner === undefined ? [] : [of.owner])])].map((name) => <option key={name} value={name}>{whoWords(name, lang)}</option>)}
                  </select>
                )}
              </Fact>
            </>
          ) : (
            <Fact word="caseOwner">{whoWords(of.owner ?? say('nobody'), lang)}</Fact>
          )}
        </dl>
        {of.snoozed !== undefined && of.snoozed > now ? <p className={styles['aside']}>{casePhrases.aside(whenText(of.snoozed, now, lang), lang)}</p> : null}
        {works && open ? (
          <p className={styles['acts']}>
            {of.owner === undefined || of.status === 'new' ? <button type="button" className={controls['primary']} onClick={() => void desk.change(of.id, { type: 'take' })}>{say('takeCase')}</button> : null}
            <PutAside desk={desk} detail={detail} now={now} />
          </p>
        ) : null}
      </section>
      {steps.length === 0 ? null : (
        <section>
          <h3>{say('caseSteps')}</h3>
          <ul className={styles['steps']}>
            {steps.map((step) => {
              const done = of.steps[step.id];
              return (
                <li key={step.id}>
                  {step.action !== undefined && done === undefined && works && open ? <StepAction desk={desk} of={of} step={step} /> : <label>
                    <input type="checkbox" checked={done !== undefined} disabled={!works || !open || step.action !== undefined} onChange={({ currentTarget: { checked } }) => void desk.change(of.id, { type: 'step', step: step.id, done: checked })} />
                    <span>{step.name[lang]}</span>
                  </label>}
                  {done === undefined ? (step.hint === undefined ? null : <p>{step.hint[lang]}</p>) : <p>{casePhrases.done(whenText(done.at, now, lang), lang)}</p>}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {of.key === undefined ? null : (
        <section>
          <h3>{say('caseOthers')}</h3>
          {others.length === 0 ? <p className={styles['none']}>{say('noOthers')}</p> : null}
          <ul className={styles['others']}>
            {others.map((each) => (
              <li key={each.id}>
                <SeverityMark severity={each.severity} />
                <a href={caseAddress(each.id)}>{each.rule}</a>
                <span>{whenText(each.latest, now, lang)}, {each.status === 'closed' ? (detail.dispositions.find(({ id }) => id === each.disposition)?.name[lang] ?? say('caseClosed')) : say(statusWords[each.status])}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

const Fact = ({ word, children }: { readonly word: Word; readonly children: ReactNode }): ReactNode => {
  const { say } = useWords();
  return <div><dt>{say(word)}</dt><dd>{children}</dd></div>;
};

function choose<T extends string>(of: readonly T[], value: string, then: (found: T) => void): void {
  const found = of.find((each) => each === value);
  if (found !== undefined) then(found);
}

/** Those who can be given a case; none where nobody has to log in. */
function usePeople(): readonly string[] {
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    server.ask('people').then(({ value }) => setPeople(value.people.map(({ name }) => name)), () => undefined);
  }, []);
  return people;
}

const hour = 3_600_000;

/** The key, or the whole rule, is not heard of until a moment; why is asked for. */
function PutAside({ desk, detail: { case: of }, now }: Props): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState(of.key === undefined);
  const [length, setLength] = useState(24 * hour);
  const [reason, setReason] = useState('');
  const lengths: readonly (readonly [number, Word])[] = [[hour, 'inOneHour'], [24 * hour, 'tillTomorrow'], [7 * 24 * hour, 'inOneWeek'], [30 * 24 * hour, 'inOneMonth']];
  const send = async (): Promise<void> => {
    if (reason.trim() === '') return;
    if (await desk.snooze(of, whole, now + length, reason.trim())) setOpen(false);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={controls['button']}>{say('putAside')}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['sheet'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('putAsideTitle')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <form
            className={styles['form']}
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <p className={styles['lengths']} role="group" aria-label={say('putAsideTitle')}>
              {lengths.map(([ms, word]) => <button key={word} type="button" className={controls['button']} aria-pressed={ms === length} onClick={() => setLength(ms)}>{say(word)}</button>)}
            </p>
            {of.key === undefined ? null : (
              <p className={styles['which']}>
                <label><input type="radio" name="aside" checked={!whole} onChange={() => setWhole(false)} />{say('putAsideKey')}: {of.key}</label>
                <label><input type="radio" name="aside" checked={whole} onChange={() => setWhole(true)} />{say('putAsideRule')}: {of.rule}</label>
              </p>
            )}
            <label className={styles['reason']}>{say('putAsideWhy')}<input value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></label>
            <footer><button type="submit" className={controls['primary']} aria-disabled={reason.trim() === ''}>{say('putAsideNow')}</button></footer>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
