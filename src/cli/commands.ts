import type { Words } from '../data/text.ts';
import type { Io } from './io.ts';

/** What a person can type after `ruleloom`. Each is loaded only when it is called for. */
export interface Command {
  readonly name: string;
  /** What it takes, as in `FILE|FOLDER...`. */
  readonly takes: string;
  readonly summary: Words;
  readonly options?: readonly { readonly flag: string; readonly about: Words }[] | undefined;
  readonly load: () => Promise<(args: readonly string[], io: Io) => Promise<number>>;
}

const table = { flag: '--table ID=PATH', about: { en: 'Rows of this reference table from a file; once for each table', zh: '此参考表改读该文件；可多次使用' } } as const;

/** A second file that says which events are one. */
const labels = [
  { flag: '--label FILE', about: { en: 'Labels from a second file, whose rows are ids or keys that are one', zh: '从另一个文件读取标签：其中列出为“是”的编号或键' } },
  { flag: '--on FIELD', about: { en: 'The field that this file has in common with the events', zh: '该文件与事件共有的字段' } },
  { flag: '--says COLUMN=VALUE', about: { en: 'Its column that says yes or no, and the value that means yes', zh: '文件中表示是否的列，以及表示“是”的值' } },
  { flag: '--from COLUMN, --to COLUMN', about: { en: 'Its columns for when a key is one, the end left out', zh: '文件中键为“是”的起止时间列（不含结束时刻）' } },
] as const;

/** What of that counts. */
const trusted = [
  { flag: '--maturity T', about: { en: 'Events younger than this are unknown, such as 30d', zh: '不足这段时间的事件视为未知，例如 30d' } },
  { flag: '--warm-up T', about: { en: 'Leave out this much at the beginning (the longest window)', zh: '排除最初的这段时间（默认为最长的窗口）' } },
] as const;

const json = { flag: '--json', about: { en: 'Answer in JSON, for machines', zh: '以 JSON 输出，供程序读取' } } as const;

export const commands: readonly Command[] = [
  {
    name: 'check',
    takes: 'FILE|FOLDER...',
    summary: { en: 'List what is wrong with graphs, and what to do about it', zh: '列出图中的问题和解决办法' },
    options: [{ flag: '--hints', about: { en: 'Hints as well', zh: '同时列出提示' } }, json],
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'describe',
    takes: 'FILE|FOLDER...',
    summary: { en: 'Say what graphs do, in numbered sentences', zh: '用编号的句子说明图的作用' },
    options: [json],
    load: async () => (await import('./describe.ts')).describe,
  },
  {
    name: 'compile',
    takes: 'FILE',
    summary: { en: 'Compile a graph to its plan, or to JsonLogic', zh: '把图编译为执行计划或 JsonLogic' },
    options: [
      { flag: '--logic', about: { en: 'Each alert as JsonLogic', zh: '每个预警输出为 JsonLogic' } },
      { flag: '--json', about: { en: 'Problems in JSON too, where there are any', zh: '有问题时也以 JSON 输出' } },
    ],
    load: async () => (await import('./compile.ts')).compile,
  },
  {
    name: 'simulate',
    takes: 'FILE',
    summary: { en: 'Run a graph over its samples or other data, and print the alerts', zh: '用样本或其他数据运行图，输出预警' },
    options: [
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file, or from standard input (-); once for each source', zh: '此数据源改读该文件，或标准输入（-）；可多次使用' } },
      table,
      { flag: '--format F', about: { en: 'ndjson (as if left out), json, csv or table', zh: 'ndjson（默认）、json、csv 或 table' } },
      { flag: '--output NODE=PATH', about: { en: 'What this output node sends, to a file: CSV by its ending, else lines of JSON', zh: '把此输出节点的行写入文件：以 .csv 结尾则为 CSV，否则为 JSON 行' } },
      { flag: '--stats', about: { en: 'All counts as one object of JSON, on the last line of stderr', zh: '在 stderr 最后一行以一个 JSON 对象输出所有计数' } },
      { flag: '--json', about: { en: 'The alerts as one list of JSON', zh: '以一个 JSON 列表输出预警' } },
    ],
    load: async () => (await import('./simulate.ts')).simulate,
  },
  {
    name: 'test',
    takes: 'FILE|FOLDER...',
    summary: { en: 'Run the saved tests of graphs', zh: '运行图中保存的测试' },
    options: [
      table,
      { flag: '--coverage', about: { en: 'Also which rules, table rows, conditions and outputs no test reaches', zh: '同时列出没有任何测试到达的规则、表格行、条件和输出' } },
      { flag: '--reporter R', about: { en: 'text (as if left out), junit for build servers, or json', zh: 'text（默认）、junit（供构建服务器使用）或 json' } },
      json,
    ],
    load: async () => (await import('./test.ts')).test,
  },
  {
    name: 'coverage',
    takes: 'FILE',
    summary: { en: 'List the rules, table rows, conditions and outputs that no row of the data reaches', zh: '列出没有任何数据到达的规则、表格行、条件和输出' },
    options: [
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file, or from standard input (-); once for each source', zh: '此数据源改读该文件，或标准输入（-）；可多次使用' } },
      table,
      json,
    ],
    load: async () => (await import('./coverage.ts')).coverage,
  },
  {
    name: 'explain',
    takes: 'FILE',
    summary: { en: 'Say why an alert was raised, or why an event raised none', zh: '说明预警为何触发，或事件为何没有触发' },
    options: [
      { flag: '--alert ID', about: { en: 'The alert, by its id or the beginning of it', zh: '预警的编号，或编号开头的几位' } },
      { flag: '--event SOURCE:ID', about: { en: 'The event, by its source and its own id', zh: '事件：数据源和事件自己的编号' } },
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file; once for each source', zh: '此数据源改读该文件；可多次使用' } },
      table,
      { flag: '--mask', about: { en: 'Without the values of fields that are marked as sensitive', zh: '隐去标为敏感的字段的值' } },
      { flag: '--json', about: { en: 'All that is known, in JSON, with the words in both languages', zh: '以 JSON 输出全部内容，含两种语言的文字' } },
    ],
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'measure',
    takes: 'FILE',
    summary: { en: 'Say how good the rules are: precision, recall, amounts and cost against labels', zh: '用标签衡量规则的好坏：精确率、召回率、金额与成本' },
    options: [
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file, or from standard input (-); once for each source', zh: '此数据源改读该文件，或标准输入（-）；可多次使用' } },
      table,
      ...labels,
      { flag: '--unit U', about: { en: 'Count by event (as if left out), key, alert or value', zh: '计数单位：event（默认）、key、alert 或 value' } },
      { flag: '--key FIELDS', about: { en: 'The fields that keys are of, with commas; those of the first alert as if left out', zh: '键的字段，用逗号分隔；默认取第一个预警的键' } },
      { flag: '--catch C', about: { en: 'An event is caught if it is behind an alert (lineage, as if left out) or shares its key on the day (key)', zh: '命中的含义：事件引出预警（lineage，默认），或当天与预警同键（key）' } },
      ...trusted,
      { flag: '--by P', about: { en: 'Also by day or by week', zh: '另按天（day）或按周（week）列出' } },
      { flag: '--zone Z', about: { en: 'The time zone of days (the one that a source names, or UTC)', zh: '按哪个时区划分日期（默认取数据源写明的时区，否则 UTC）' } },
      { flag: '--cost-review N', about: { en: 'What it costs to look at an alert', zh: '复核一条预警的成本' } },
      { flag: '--cost-false N', about: { en: 'What a false alarm costs on top', zh: '每条误报的额外成本' } },
      { flag: '--cost-missed N', about: { en: 'What each unit of the amount costs that is missed', zh: '每漏掉一单位金额的成本' } },
      { flag: '--suggest NODE.PATH', about: { en: 'Instead, the best value of this threshold; without a path where the node has one only', zh: '改为推荐此阈值的最佳取值；节点只有一个阈值时可省略路径' } },
      { flag: '--best B', about: { en: 'Best at f1 (as if left out), recall or cost', zh: '以什么为最佳：f1（默认）、recall 或 cost' } },
      { flag: '--alerts N', about: { en: 'At most so many alerts a day', zh: '每天预警数的上限' } },
      { flag: '--report FILE', about: { en: 'The measures as one page of HTML, to print or to send on', zh: '把衡量结果写成一个 HTML 页面，可打印或转发' } },
      json,
    ],
    load: async () => (await import('./measure.ts')).measureGraph,
  },
  {
    name: 'compare',
    takes: 'BEFORE AFTER',
    summary: { en: 'Say what a change does: the alerts of two graphs on the same data', zh: '说明一次改动的效果：对比两个图在同样数据上的预警' },
    options: [
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file, for both; once for each source', zh: '两个图的此数据源都改读该文件；可多次使用' } },
      table,
      { flag: '--capacity N', about: { en: 'So many alerts a day the team can look at', zh: '团队每天能处理的预警数' } },
      ...labels,
      ...trusted,
      { flag: '--catch C', about: { en: 'An event is caught if it is behind an alert (lineage, as if left out) or shares its key on the day (key)', zh: '命中的含义：事件引出预警（lineage，默认），或当天与预警同键（key）' } },
      { flag: '--zone Z', about: { en: 'The time zone of days (the one that a source names, or UTC)', zh: '按哪个时区划分日期（默认取数据源写明的时区，否则 UTC）' } },
      { flag: '--report FILE', about: { en: 'The comparison as one page of HTML, to print or to send on', zh: '把对比结果写成一个 HTML 页面，可打印或转发' } },
      { flag: '--alerts N', about: { en: 'Put so many of the alerts that differ into the report; sensitive values are masked (0)', zh: '在报告中逐条列出这么多有差异的预警，敏感值会隐去（0）' } },
      json,
    ],
    load: async () => (await import('./compare.ts')).compare,
  },
  {
    name: 'generate',
    takes: 'PRESET',
    summary: { en: 'Make sample events, the same for the same seed', zh: '生成示例事件，种子相同则结果相同' },
    options: [
      { flag: '--events N', about: { en: 'How many (1,000)', zh: '数量（1,000）' } },
      { flag: '--seed S', about: { en: 'Another seed, other events (1)', zh: '换一个种子，得到另一组事件（1）' } },
      { flag: '--format F', about: { en: 'csv or ndjson', zh: 'csv 或 ndjson' } },
      { flag: '--stream NAME', about: { en: 'Only this stream of the preset', zh: '只要预设中的这一条数据流' } },
      { flag: '--start TIME', about: { en: 'When the first event may happen', zh: '最早的事件时间' } },
      { flag: '--consumers N', about: { en: 'How many consumers there are', zh: '消费者人数' } },
      { flag: '--late SHARE', about: { en: 'Let this share of events arrive late (0)', zh: '让这一比例的事件迟到（0）' } },
      { flag: '--list', about: { en: 'The presets there are', zh: '列出所有预设' } },
      { flag: '--json', about: { en: 'Lines of JSON; with --list, the presets and their contracts', zh: '按行输出 JSON；与 --list 合用时输出预设及其字段' } },
    ],
    load: async () => (await import('./generate.ts')).generate,
  },
  {
    name: 'start',
    takes: '',
    summary: { en: 'Open the app on this computer, without a server: graphs stay in the browser', zh: '在这台电脑上打开应用，不带服务器：图保存在浏览器中' },
    options: [{ flag: '--port N', about: { en: 'The port to try first (4173)', zh: '首先尝试的端口（4173）' } }],
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'serve',
    takes: '[FOLDER]',
    summary: { en: 'Serve the app, keep graphs in a folder, and run them live', zh: '提供应用，把图保存在文件夹中，并上线运行' },
    options: [
      { flag: '--port N', about: { en: 'The port (4173, or the next one that is free)', zh: '端口（4173，或其后第一个空闲端口）' } },
      { flag: '--host H', about: { en: 'The address to listen at (127.0.0.1)', zh: '监听地址（127.0.0.1）' } },
      { flag: '--log L', about: { en: 'How much to log: error, warn, info or debug', zh: '日志级别：error、warn、info 或 debug' } },
    ],
    load: async () => (await import('./serve.ts')).serveGraphs,
  },
  {
    name: 'run',
    takes: 'FILE',
    summary: { en: 'Run one graph live without a server, and print its alerts as they are raised', zh: '不用服务器，直接实时运行一个图，预警触发时即输出' },
    options: [
      { flag: '--source ID=PATH', about: { en: 'Rows of this source from a file, or from standard input (-), instead of what the graph says; once for each source', zh: '此数据源改读该文件，或标准输入（-）；可多次使用' } },
      { flag: '--config PATH', about: { en: 'Connections (ruleloom.config.json beside the graph)', zh: '连接配置（默认为图旁边的 ruleloom.config.json）' } },
      { flag: '--data DIR', about: { en: 'Where it keeps its journal and alerts (.ruleloom/alone beside the graph)', zh: '日志与预警的保存位置（默认为图旁边的 .ruleloom/alone）' } },
    ],
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'deploy',
    takes: '[FILE]',
    summary: { en: 'Run a version of a graph live on a server, bring it on to the next one, or go back', zh: '把图的一个版本部署到服务器上运行，推进到下一个服务器，或退回' },
    options: [
      { flag: '--to URL', about: { en: 'The server; a token for it in RULELOOM_TOKEN', zh: '服务器的网址；令牌放在 RULELOOM_TOKEN 中' } },
      { flag: '--note TEXT', about: { en: 'Why, for those who look later', zh: '部署原因，供以后查看' } },
      { flag: '--promote ID', about: { en: 'Instead of a file, what runs at the server of --from', zh: '不用文件，而是取 --from 服务器上正在运行的版本' } },
      { flag: '--from URL', about: { en: 'The server that it comes from', zh: '来源服务器的网址' } },
      { flag: '--rollback ID', about: { en: 'Back to the version before', zh: '退回上一个版本' } },
      json,
    ],
    load: async () => (await import('./deploy.ts')).deploy,
  },
  {
    name: 'password',
    takes: '',
    summary: { en: 'Make the form of a password that a configuration holds, from standard input', zh: '从标准输入读取密码，生成配置文件中使用的形式' },
    load: async () => (await import('./password.ts')).password,
  },
  {
    name: 'schema',
    takes: '',
    summary: { en: 'Print the JSON Schema of graph files', zh: '输出图文件的 JSON Schema' },
    load: async () => (await import('./schema.ts')).schema,
  },
];
