import { Dialog } from '@base-ui/react/dialog';
import { IconBraces, IconFileCode, IconLink, IconListNumbers, IconPhoto, IconVectorBezier, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { countOf } from '../canvas/counts.ts';
import controls from '../looks/controls.module.css';
import { download } from '../rows/rows-out.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { linkAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import type { Word } from '../words.ts';
import styles from './export-dialog.module.css';
import { fileName, fileOf, formats } from './formats.ts';
import type { Format } from './formats.ts';
import { forSharing } from './for-sharing.ts';
import { longestLink, packGraph } from './link.ts';

const faces = {
  graph: [IconBraces, 'exportGraph', 'exportGraphAbout'],
  logic: [IconFileCode, 'exportLogic', 'exportLogicAbout'],
  plan: [IconListNumbers, 'exportPlan', 'exportPlanAbout'],
  svg: [IconVectorBezier, 'exportSvg', 'exportSvgAbout'],
  png: [IconPhoto, 'exportPng', 'exportPngAbout'],
} as const satisfies Record<Format, readonly [unknown, Word, Word]>;

/** The ways in which a graph leaves the page, and what of it does not. */
export default function ExportDialog(): ReactNode {
  const { lang, say } = useWords();
  const { session, run } = useEditor();
  const document = useDocument((state) => state.document);
  const broken = useDocument(({ compilation }) => compilation.problems.some(({ severity }) => severity === 'error'));
  const [withRows, setWithRows] = useState(false);
  const [fault, setFault] = useState<Word>();
  const [copied, setCopied] = useState(false);
  const { document: shared, left } = useMemo(() => forSharing(document, withRows), [document, withRows]);
  const any = left.rows > 0 || left.tests > 0;
  const ran = useRun(({ state }) => state === 'done');
  const [withCounts, setWithCounts] = useState(false);

  const attempt = async (action: () => Promise<Word | undefined>): Promise<void> => {
    setCopied(false);
    setFault(await action().catch(() => 'exportFailed' as const));
  };
  const shownCounts = (stream: StreamRef | undefined): number | undefined => {
    const { counts, state } = run.getState();
    return countOf(stream, counts, state);
  };
  const save = (format: Format) => attempt(async () => {
    download(await fileOf(shared, format, lang, ran && withCounts ? shownCounts : undefined), fileName(shared, format));
    return undefined;
  });
  const copy = () => attempt(async () => {
    const packed = await packGraph(shared);
    if (packed.length > longestLink) return 'linkTooLong';
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}${linkAddress(packed)}`);
    setCopied(true);
    return undefined;
  });

  return (
    <Dialog.Root open onOpenChange={(open) => session.getState().showDialog(open ? 'export' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['dialog'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('exportTitle')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <div className={styles['left']}>
            {any ? (
              <label>
                <input type="checkbox" checked={withRows} onChange={(event) => setWithRows(event.currentTarget.checked)} />
                {say('exportRows')}
              </label>
            ) : null}
            {ran ? (
              <label>
                <input type="checkbox" checked={withCounts} onChange={(event) => setWithCounts(event.currentTarget.checked)} />
                {say('exportCounts')}
              </label>
            ) : null}
            <p role="status">
              {any ? (withRows ? (left.masked.length === 0 ? '' : phrases.maskedFields(left.masked.map(({ label }) => inLanguage(label, lang)), lang)) : phrases.leftOut(left.rows, left.tests, lang)) : left.files.length === 0 ? say('nothingLeftOut') : ''}
              {left.files.length === 0 ? '' : ` ${phrases.filesNamed(left.files, lang)}`}
            </p>
          </div>
          <ul className={styles['formats']}>
            {formats.map((format) => {
              const [Sign, title, about] = faces[format];
              const off = format === 'logic' && broken;
              return (
                <li key={format}>
                  <Sign size={20} stroke={1.5} aria-hidden="true" />
                  <div>
                    <h3>{say(title)}</h3>
                    <p>{say(off ? 'solveFirst' : about)}</p>
                  </div>
                  <button type="button" className={controls['button']} aria-label={`${say('save')}: ${say(title)}`} aria-disabled={off} onClick={() => (off ? undefined : void save(format))}>{say('save')}</button>
                </li>
              );
            })}
            <li>
              <IconLink size={20} stroke={1.5} aria-hidden="true" />
              <div>
                <h3>{say('exportLink')}</h3>
                <p>{say('exportLinkAbout')}</p>
              </div>
              <button type="button" className={controls['button']} aria-label={`${say('copyLink')}: ${say('exportLink')}`} onClick={() => void copy()}>{say(copied ? 'linkCopied' : 'copyLink')}</button>
            </li>
          </ul>
          {fault === undefined ? null : <p className={styles['fault']} role="alert">{say(fault)}</p>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
