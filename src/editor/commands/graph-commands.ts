import type { Lang } from '../../data/text.ts';
import type { Command, Scope } from './command.ts';
import { always } from './command.ts';
import { documentOf, sessionOf } from './scope.ts';

const otherLang = (scope: Scope): Lang => (documentOf(scope).document.lang === 'zh' ? 'en' : 'zh');

/** The graph as a whole: its versions, its lists, how good it is, where it goes. */

export const graphCommands = [
  {
    id: 'versions',
    section: 'graph',
    label: { en: 'Versions, and what changed since', zh: '版本与改动' },
    keys: ['Mod+S'],
    keysIn: 'text',
    enabled: always,
    run: (scope) => sessionOf(scope).showReview('versions'),
  },
  {
    id: 'compare',
    section: 'graph',
    label: { en: 'Look at the changes since the last version', zh: '查看自上一版本以来的改动' },
    keys: [],
    enabled: ({ editor }) => editor.versions.getState().versions.length > 0,
    run(scope) {
      const last = scope.editor.versions.getState().versions.at(-1);
      if (last !== undefined) sessionOf(scope).lookAt({ shown: 'now', against: last.number });
    },
  },
  {
    id: 'measure',
    section: 'graph',
    label: { en: 'Measure how good the rules are', zh: '衡量规则效果' },
    keys: ['Alt+M'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showStudy('measure'),
  },
  {
    id: 'export',
    section: 'graph',
    label: { en: 'Export or share', zh: '导出或分享' },
    keys: ['Mod+Shift+E'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showDialog('export'),
  },
  {
    id: 'lists',
    section: 'graph',
    label: { en: 'Lists and tables', zh: '名单与参考表' },
    keys: ['Mod+Shift+L'],
    enabled: always,
    run: (scope) => sessionOf(scope).showDialog('lists'),
  },
  {
    id: 'alerts-in',
    section: 'graph',
    label: (scope) => (otherLang(scope) === 'zh' ? { en: 'Write alerts in Chinese', zh: '预警改用中文' } : { en: 'Write alerts in English', zh: '预警改用英文' }),
    keys: [],
    enabled: (scope) => documentOf(scope).editable,
    run: (scope) => void documentOf(scope).apply({ edit: 'setLang', args: { lang: otherLang(scope) } }),
  },
  {
    id: 'steps',
    section: 'graph',
    label: { en: 'List of steps', zh: '操作步骤' },
    keys: [],
    enabled: always,
    run: (scope) => sessionOf(scope).showReview('steps'),
  },
] as const satisfies readonly Command[];
