import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Version } from '../documents/shelf.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useVersions } from '../state/editor-context.tsx';
import { agoInWords } from '../shell/figures.ts';
import { phrases } from '../words.ts';
import { ChangeList } from './change-list.tsx';
import { returnToVersion } from './return-to.ts';
import styles from './review-panel.module.css';
import { useChangesSinceLast } from './use-changes.ts';
import { useEffectsSince } from './use-effects.ts';
import type { Effects } from './use-effects.ts';

/** What changed since the last version, a new one to be made of it, and all there are. */
export function VersionList(): ReactNode {
  const { lang, say } = useWords();
  const state = useVersions((all) => all.state);
  const versions = useVersions((all) => all.versions);
  const editable = useDocument((all) => all.editable);
  const changes = useChangesSinceLast();
  const last = versions.at(-1);
  const effects = useEffectsSince(changes?.lines.some(({ layout }) => !layout) === true ? last : undefined);
  if (state === 'reading') return null;
  return (
    <>
      <section aria-label={say('changesTitle')}>
        {last === undefined || changes === undefined ? (
          <p className={styles['hint']}>{say('versionsAbout')}</p>
        ) : changes.lines.length === 0 ? (
          <p className={styles['hint']}>{phrases.noChangesSince(last.number, lang)}</p>
        ) : (
          <>
            <div className={styles['title']}>
              <h3>{phrases.changesSince(changes.lines.length, last.number, lang)}</h3>
            </div>
            <ChangeList lines={changes.lines} effects={effects.byNode} />
            <EffectLine effects={effects} />
          </>
        )}
        {editable && (last === undefined || changes?.lines.length !== 0) ? <SaveForm key={last?.number ?? 0} next={(last?.number ?? 0) + 1} /> : null}
      </section>
      {versions.length === 0 ? null : (
        <section aria-label={say('versions')}>
          <ul className={styles['versions']}>
            {versions.toReversed().map((version) => <VersionItem key={version.number} version={version} editable={editable} />)}
          </ul>
        </section>
      )}
    </>
  );
}

/** What it all comes to, which leads to the whole comparison. */
function EffectLine({ effects: { verdict, busy, ask } }: { readonly effects: Effects }): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  if (verdict !== undefined) {
    const compare = (): void => {
      session.getState().compareBy({ to: undefined });
      session.getState().showStudy('compare');
    };
    return (
      <p className={styles['effect']}>
        {verdict} <button type="button" onClick={compare}>{say('compareResults')}</button>
      </p>
    );
  }
  if (busy) return <p className={styles['effect']} role="status">{say('comparingNow')}</p>;
  return ask === undefined ? null : <p className={styles['effect']}><button type="button" onClick={ask}>{say('seeEffect')}</button></p>;
}

function SaveForm({ next }: { readonly next: number }): ReactNode {
  const { lang, say } = useWords();
  const { versions } = useEditor();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const made = await versions.getState().save(name, note);
    setBusy(false);
    setFailed(made === undefined);
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void save(event)}>
      <input aria-label={say('versionName')} placeholder={say('versionNameHint')} value={name} autoComplete="off" maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
      <textarea aria-label={say('versionNote')} placeholder={say('versionNoteHint')} value={note} rows={2} onChange={(event) => setNote(event.currentTarget.value)} />
      <button type="submit" className={controls['primary']}>{phrases.saveVersion(next, lang)}</button>
      {failed ? <p className={styles['fault']} role="alert">{say('versionFailed')}</p> : null}
    </form>
  );
}

function VersionItem({ version, editable }: { readonly version: Version; readonly editable: boolean }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const [now] = useState(() => Date.now());
  const { lookAt, compareBy, showStudy } = editor.session.getState();
  const { number, name, note, made } = version;
  const title = phrases.version(number, name, lang);
  return (
    <li className={styles['version']}>
      <header>
        <h4>{title}</h4>
        <time dateTime={new Date(made).toISOString()}>{agoInWords(made, Math.max(now, made), lang)}</time>
      </header>
      {note === '' ? null : <p>{note}</p>}
      <div className={styles['actions']}>
        <button type="button" className={controls['quiet']} aria-label={`${say('look')}: ${title}`} onClick={() => lookAt({ shown: number, against: undefined })}>{say('look')}</button>
        <button type="button" className={controls['quiet']} aria-label={`${say('compareNow')}: ${title}`} onClick={() => lookAt({ shown: 'now', against: number })}>{say('compareNow')}</button>
        <button
          type="button"
          className={controls['quiet']}
          aria-label={`${say('compareResults')}: ${title}`}
          onClick={() => {
            compareBy({ to: { type: 'version', number } });
            showStudy('compare');
          }}
        >
          {say('compareResults')}
        </button>
        {editable ? <button type="button" className={controls['quiet']} aria-label={`${say('returnTo')}: ${title}`} onClick={() => returnToVersion(editor, version)}>{say('returnTo')}</button> : null}
      </div>
    </li>
  );
}
