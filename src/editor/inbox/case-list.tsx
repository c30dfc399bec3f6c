import { Menu } from '@base-ui/react/menu';
import { IconArrowUp, IconBookmark, IconChartBar, IconFilter, IconHistory, IconSearch, IconSortDescending, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Case, CaseSeverity } from '../../api/cases.ts';
import { numberInWords } from '../../data/words.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { useMay } from '../remote/this-server.ts';
import { agoInWords } from '../shell/figures.ts';
import { caseReportAddress, trailAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { casePhrases } from '../words.ts';
import type { Word } from '../words.ts';
import { BulkBar } from './bulk-bar.tsx';
import { filterOf, noFilter } from './case-desk.ts';
import type { CaseDesk, CaseSort, CaseTab } from './case-desk.ts';
import styles from './case-list.module.css';
import { dueText, statusWords, whenText, whoWords } from './case-words.ts';

interface Props {
  readonly desk: CaseDesk;
  readonly chosen: number | undefined;
  readonly now: number;
  readonly open: (id: number | undefined) => void;
}

const rowHeight = 58;
const tabs = [['open', 'casesOpen'], ['mine', 'casesMine'], ['closed', 'casesClosed']] as const satisfies readonly (readonly [CaseTab, Word])[];
const worstFirst = ['critical', 'high', 'medium', 'low'] as const satisfies readonly CaseSeverity[];

/** Cases, however many: one line each, by keys from top to bottom. What comes meanwhile does not move what is looked at. */
export function CaseList({ desk, chosen, now, open }: Props): ReactNode {
  const { lang, say } = useWords();
  const { filter, counts, total, cases, stale, marked } = useStore(desk.store);
  const works = useMay('analyst');
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({ count: total ?? 0, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12 });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1];
  useEffect(() => desk.show(first, last), [desk, first, last]);
  const figures = { open: counts?.open, mine: counts?.mine, closed: counts?.closedSince };

  const go = (place: number, marks: boolean): void => {
    const to = Math.max(0, Math.min(place, (total ?? 1) - 1));
    if (marks) desk.mark([at, to].flatMap((each) => cases.get(each)?.id ?? []), true);
    setAt(to);
    virtual.scrollToIndex(to);
    const found = cases.get(to);
    if (found !== undefined) open(found.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: (total ?? 1) - 1 };
    const to = moves[event.key];
    const present = cases.get(at);
    if (to !== undefined) go(to, event.shiftKey);
    else if (event.key === 'Enter') go(at, false);
    else if ((event.key === ' ' || event.key === 'x') && works && present !== undefined) desk.mark([present.id], !marked.has(present.id));
    else if (event.key === 'Escape' && marked.size > 0) desk.mark([...marked], false);
    else return;
    event.preventDefault();
  };
  const again = (): void => {
    box.current?.scrollTo(0, 0);
    setAt(0);
    desk.again();
  };
  const isFiltered = filter.search !== '' || filter.severities.length > 0 || filter.overdue || filter.snoozed;

  return (
    <section className={styles['list']} data-part="list" aria-label={say('caseList')}>
      <header className={styles['head']}>
        <div className={styles['tabs']} role="tablist" aria-label={say('caseList')}>
          {tabs.map(([tab, word]) => (
            <button key={tab} type="button" role="tab" aria-selected={tab === filter.tab} onClick={() => desk.setFilter({ tab })}>
              {say(word)}
              <span>{figures[tab] === undefined ? '' : numberInWords(figures[tab], undefined, lang)}</span>
            </button>
          ))}
        </div>
        <a className={controls['icon']} href={caseReportAddress} aria-label={say('caseReport')} title={say('caseReport')}><IconChartBar size={16} stroke={1.75} aria-hidden="true" /></a>
        <a className={controls['icon']} href={trailAddress} aria-label={say('trail')} title={say('trail')}><IconHistory size={16} stroke={1.75} aria-hidden="true" /></a>
        <Filters desk={desk} />
        <Sorting desk={desk} />
      </header>
      <label className={styles['search']}>
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        <span className="unseen">{say('caseSearch')}</span>
        <input type="search" placeholder={say('caseSearch')} value={filter.search} onChange={(event) => desk.setFilter({ search: event.currentTarget.value })} />
      </label>
      {counts === undefined || counts.open === 0 || filter.tab === 'closed' ? null : <Severities desk={desk} now={now} />}
      {marked.size > 0 && works ? <BulkBar desk={desk} /> : null}
      {stale ? (
        <button type="button" className={`${controls['button'] ?? ''} ${styles['stale'] ?? ''}`} onClick={again}>
          <IconArrowUp size={14} stroke={2} aria-hidden="true" />
          {say('listChanged')}
        </button>
      ) : null}
      {total === 0 ? (
        <div className={styles['none']}>
          <p>{say(isFiltered ? 'noCasesFound' : 'noCases')}</p>
          {isFiltered ? <button type="button" className={controls['quiet']} onClick={() => desk.setFilter({ ...noFilter, tab: filter.tab })}>{say('showAllCases')}</button> : <p>{say('noCasesAbout')}</p>}
        </div>
      ) : null}
      <div
        ref={box}
        className={styles['scroll']}
        role="listbox"
        tabIndex={0}
        aria-label={say('caseList')}
        aria-multiselectable="true"
        aria-activedescendant={cases.has(at) ? `case-${cases.get(at)?.id ?? 0}` : undefined}
        onKeyDown={onKey}
        onScroll={({ currentTarget: { scrollTop } }) => desk.atTop(scrollTop < rowHeight)}
      >
        <div className={styles['all']} style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map(({ index, start }) => {
            const each = cases.get(index);
            return each === undefined ? null : (
              <Line
                key={each.id}
                each={each}
                top={start}
                chosen={each.id === chosen}
                at={index === at}
                marked={marked.has(each.id)}
                marks={works ? (is) => desk.mark([each.id], is) : undefined}
                now={now}
                place={index + 1}
                total={total ?? 0}
                open={() => {
                  setAt(index);
                  open(each.id);
                }}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

interface LineProps {
  readonly each: Case;
  readonly top: number;
  readonly chosen: boolean;
  readonly at: boolean;
  readonly marked: boolean;
  readonly marks: ((marked: boolean) => void) | undefined;
  readonly now: number;
  readonly place: number;
  readonly total: number;
  readonly open: () => void;
}

function Line({ each, top, chosen, at, marked, marks, now, place, total, open }: LineProps): ReactNode {
  const { lang, say } = useWords();
  const due = dueText(each, now, lang);
  const name = [severityWords[each.severity][lang], each.key, each.rule, each.title, say(statusWords[each.status]), due?.over === true ? due.text : undefined].filter((part) => part !== undefined).join(', ');
  return (
    // By keys it is the list that is worked with.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`case-${each.id}`}
      className={styles['line']}
      role="option"
      aria-selected={chosen}
      aria-label={name}
      aria-setsize={total}
      aria-posinset={place}
      data-at={at || undefined}
      data-new={each.status === 'new' || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => (event.metaKey || event.ctrlKey ? marks?.(!marked) : open())}
    >
      <span className={styles['mark']}>
        <SeverityMark severity={each.severity} />
        {marks === undefined ? null : (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <span
            className={styles['check']}
            data-checked={marked || undefined}
            title={casePhrases.mark(each.title, lang)}
            onClick={(event) => {
              event.stopPropagation();
              marks(!marked);
            }}
          />
        )}
      </span>
      <span className={styles['who']}>
        <strong>{each.key ?? each.rule}</strong>
        {each.key === undefined ? null : <span>{each.rule}</span>}
      </span>
      <time className={styles['when']} dateTime={new Date(each.latest).toISOString()}>{whenText(each.latest, now, lang)}</time>
      <span className={styles['what']}>{each.title}</span>
      <span className={styles['tags']}>
        {due?.over === true ? <span className={styles['over']}>{say('caseOverdue')}</span> : null}
        {each.alerts > 1 ? <span className={styles['count']} title={casePhrases.alerts(each.alerts, lang)}>{numberInWords(each.alerts, undefined, lang)}</span> : null}
        {each.owner === undefined ? null : <span className={styles['owner']} title={whoWords(each.owner, lang)}>{whoWords(each.owner, lang).slice(0, 2).toUpperCase()}</span>}
      </span>
    </div>
  );
}

function Severities({ desk, now }: { readonly desk: CaseDesk; readonly now: number }): ReactNode {
  const { lang } = useWords();
  const { counts, filter } = useStore(desk.store);
  if (counts === undefined) return null;
  const shown = worstFirst.filter((severity) => counts.bySeverity[severity] > 0);
  const turn = (severity: CaseSeverity): void => desk.setFilter({ severities: filter.severities.includes(severity) ? filter.severities.filter((each) => each !== severity) : [...filter.severities, severity] });
  return (
    <div className={styles['severities']}>
      <div className={styles['bar']} aria-hidden="true">
        {shown.map((severity) => <span key={severity} data-severity={severity} style={{ flexGrow: counts.bySeverity[severity] }} />)}
      </div>
      <ul>
        {shown.map((severity) => (
          <li key={severity}>
            <button type="button" aria-pressed={filter.severities.includes(severity)} onClick={() => turn(severity)}>
              <SeverityMark severity={severity} />
              {severityWords[severity][lang]}
              <strong>{numberInWords(counts.bySeverity[severity], undefined, lang)}</strong>
            </button>
          </li>
        ))}
        {counts.oldest === undefined ? null : <li className={styles['oldest']}>{casePhrases.oldest(agoInWords(counts.oldest, now, lang), lang)}</li>}
      </ul>
    </div>
  );
}

function Filters({ desk }: { readonly desk: CaseDesk }): ReactNode {
  const { lang, say } = useWords();
  const { filter, views } = useStore(desk.store);
  const [name, setName] = useState('');
  const on = filter.snoozed || filter.overdue;
  return (
    <Menu.Root>
      <Menu.Trigger className={controls['icon']} aria-label={say('caseFilters')} title={say('caseFilters')} data-on={on || undefined}><IconFilter size={16} stroke={1.75} aria-hidden="true" /></Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={styles['over-all']}>
          <Menu.Popup className={controls['popup']}>
            <Menu.CheckboxItem className={controls['item']} checked={filter.overdue} onCheckedChange={(overdue) => desk.setFilter({ overdue })}><Tick on={filter.overdue} />{say('onlyOverdue')}</Menu.CheckboxItem>
            <Menu.CheckboxItem className={controls['item']} checked={filter.snoozed} onCheckedChange={(snoozed) => desk.setFilter({ snoozed })}><Tick on={filter.snoozed} />{say('alsoSnoozed')}</Menu.CheckboxItem>
            <p className={styles['menu-head']}>{say('savedViews')}</p>
            {views.map((view) => (
              <div key={view.name} className={styles['view']}>
                <Menu.Item className={controls['item']} onClick={() => desk.setFilter(filterOf(view))}><IconBookmark size={14} stroke={1.75} aria-hidden="true" />{view.name}</Menu.Item>
                <button type="button" className={controls['icon']} aria-label={casePhrases.dropView(view.name, lang)} onClick={() => void desk.dropView(view.name)}><IconX size={13} stroke={1.75} aria-hidden="true" /></button>
              </div>
            ))}
            <form
              className={styles['keep']}
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() === '') return;
                void desk.keepView(name.trim());
                setName('');
              }}
            >
              <input aria-label={say('viewName')} placeholder={say('viewName')} value={name} onChange={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => event.stopPropagation()} />
              <button type="submit" className={controls['button']}>{say('keepThisView')}</button>
            </form>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const sorts = [['urgent', 'sortUrgent'], ['newest', 'sortNewest'], ['oldest', 'sortOldest'], ['due', 'sortDue']] as const satisfies readonly (readonly [CaseSort, Word])[];

function Sorting({ desk }: { readonly desk: CaseDesk }): ReactNode {
  const { say } = useWords();
  const { filter } = useStore(desk.store);
  return (
    <Menu.Root>
      <Menu.Trigger className={controls['icon']} aria-label={say('caseSort')} title={say('caseSort')}><IconSortDescending size={16} stroke={1.75} aria-hidden="true" /></Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={styles['over-all']}>
          <Menu.Popup className={controls['popup']}>
            <Menu.RadioGroup value={filter.sort} onValueChange={(sort: CaseSort) => desk.setFilter({ sort })}>
              {sorts.map(([sort, word]) => <Menu.RadioItem key={sort} className={controls['item']} value={sort}><Tick on={sort === filter.sort} />{say(word)}</Menu.RadioItem>)}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const Tick = ({ on }: { readonly on: boolean }): ReactNode => <span className={styles['tick']} aria-hidden="true">{on ? '✓' : ''}</span>;
