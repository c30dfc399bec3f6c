import { durationInWords } from '../data/duration.ts';
import type { EventName, Role } from '../data/field.ts';
import { pick, words } from '../data/text.ts';
import { inLanguage } from '../data/text.ts';
import type { Lang, Text, Words } from '../data/text.ts';
import { capitalised, countInWords, eventWords, listInWords, numberInWords, plural, zh } from '../data/words.ts';
import type { SavedTest } from '../graph/document.ts';
import { aggregateNames } from '../lab/changes/setting-words.ts';
import type { RowWords } from '../lab/explain/model.ts';
import type { Unit } from '../lab/measure/model.ts';
import type { AggregateName } from '../plan/plan.ts';

/** The interface's own words, in both languages. What a graph says of itself comes from the graph. */
export const glossary = {
  // The canvas
  canvas: { en: 'Rule graph', zh: '规则图画布' },
  canvasKeys: {
    en: 'Arrow keys go from node to node, Alt and arrows move what is selected, Enter opens the node, Escape comes back from it, C connects it, Tab leads to its counts and outputs, F6 to the other parts of the page',
    zh: '方向键在节点间移动，Alt 加方向键移动所选内容，Enter 打开节点，Esc 返回，C 连接节点，Tab 进入节点的数量和输出，F6 转到页面其他部分',
  },
  nodeRole: { en: 'node', zh: '节点' },
  noteRole: { en: 'note', zh: '便签' },
  noteText: { en: 'Text of the note', zh: '便签内容' },
  notRun: { en: 'not run', zh: '未运行' },
  zoom: { en: 'Zoom', zh: '缩放' },
  zoomIn: { en: 'Zoom in', zh: '放大' },
  zoomOut: { en: 'Zoom out', zh: '缩小' },
  zoomFull: { en: 'Zoom to 100%', zh: '缩放到 100%' },
  fit: { en: 'Fit the whole graph', zh: '显示整个图' },
  miniMap: { en: 'The whole graph, small', zh: '全图缩略图' },
  pick: { en: 'Find what comes next', zh: '查找下一步' },
  pickNone: { en: 'Nothing of that name fits here', zh: '这里没有符合的节点' },

  // The examples
  example: { en: 'Example', zh: '示例内容' },
  examples: { en: 'Examples', zh: '示例' },
  examplesAbout: { en: 'Rule graphs to read and learn from', zh: '可供阅读和学习的规则图' },
  allExamples: { en: 'All examples', zh: '全部示例' },
  noExamples: { en: 'There is no example here yet', zh: '这里还没有示例' },
  notFound: { en: 'There is no such example. Choose one from the list.', zh: '没有这个示例，请从列表中选择。' },
  inWords: { en: 'In words', zh: '文字说明' },
  noProblems: { en: 'No problems', zh: '没有问题' },
  notes: { en: 'Notes', zh: '备注' },
  logic: { en: 'As JsonLogic', zh: 'JsonLogic 形式' },
  logicAbout: {
    en: 'What each alert asks of a row, as plain JsonLogic. Operations beyond it are named where one is needed',
    zh: '每个预警对一行数据的判断。用标准 JsonLogic 写成；用到其他运算时会注明',
  },
  noLogic: { en: 'No alert here: this graph only sends rows on', zh: '这里没有预警：该图只把数据送出' },
  brokenLogic: { en: 'The logic appears once the problems are solved', zh: '解决问题后，这里会显示逻辑' },
  features: { en: 'Features', zh: '特征' },
  condition: { en: 'Condition', zh: '条件' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  notCopied: { en: 'Not copied: select it by hand', zh: '未能复制，请手动选择' },
  language: { en: 'Language', zh: '语言' },
  toDark: { en: 'Dark theme', zh: '深色主题' },
  toLight: { en: 'Light theme', zh: '浅色主题' },
  skip: { en: 'Skip to the example', zh: '跳到示例内容' },
  promise: { en: 'Draw it, prove it, run it.', zh: '画出规则，用数据证明，再上线。' },

  // The table of rows
  noRows: { en: 'No rows came this way', zh: '没有行经过这里' },
  noRowsFound: { en: 'No row passes these filters', zh: '没有符合筛选条件的行' },
  runForRows: { en: 'Run the graph to see these rows', zh: '运行规则图后，这里会显示这些行' },
  loadingRows: { en: 'Fetching rows…', zh: '正在读取数据行…' },
  columns: { en: 'Columns', zh: '列' },
  allColumns: { en: 'Show all', zh: '全部显示' },
  downloadCsv: { en: 'Download as CSV', zh: '下载 CSV' },
  downloading: { en: 'Writing the file…', zh: '正在生成文件…' },
  filterBy: { en: 'Filter', zh: '筛选' },
  clearFilter: { en: 'Remove the filter', zh: '移除筛选' },
  clearFilters: { en: 'Remove all filters', zh: '移除全部筛选' },
  contains: { en: 'contains', zh: '包含' },
  fromValue: { en: 'from', zh: '从' },
  toValue: { en: 'to', zh: '到' },
  onlyMissing: { en: 'only where it is missing', zh: '只看缺失的' },
  noNumber: { en: 'This is no number', zh: '这不是数字' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  missing: { en: 'missing', zh: '缺失' },
  number: { en: 'number', zh: '数字' },
  text: { en: 'text', zh: '文本' },
  boolean: { en: 'yes or no', zh: '是或否' },
  time: { en: 'time', zh: '时间' },
  list: { en: 'list', zh: '列表' },

  // The start page
  skipToGraphs: { en: 'Skip to the graphs', zh: '跳到规则图' },
  promiseDraw: { en: 'Draw the rule,', zh: '画出规则，' },
  promiseProve: { en: 'prove it on data.', zh: '用数据证明。' },
  promiseAbout: {
    en: 'No code. Your data stays in this browser, and a million events take seconds.',
    zh: '不用写代码。数据留在这台电脑的浏览器里，一百万条事件，几秒钟跑完。',
  },
  chooseFile: { en: 'Choose a file', zh: '选择文件' },
  recent: { en: 'Recent graphs', zh: '最近打开' },
  templates: { en: 'Start from a template', zh: '从模板开始' },
  templatesAbout: { en: 'Each has sample data and runs at once', zh: '都带示例数据，打开就能运行' },
  readThem: { en: 'Read them as sentences', zh: '查看文字说明' },
  duplicate: { en: 'Duplicate', zh: '创建副本' },
  remove: { en: 'Delete', zh: '删除' },
  undoIt: { en: 'Undo', zh: '撤销' },
  pastedData: { en: 'Pasted', zh: '粘贴的数据' },
  nothingPasted: { en: 'What was pasted is no table, rule or graph', zh: '粘贴的内容不是表格、规则或规则图' },
  rename: { en: 'Rename', zh: '重命名' },
  openInEditor: { en: 'Open in the editor', zh: '在编辑器中打开' },

  // The frame around a graph
  graphs: { en: 'Graphs', zh: '规则图' },
  nameOfGraph: { en: 'Name of the graph', zh: '规则图名称' },
  nameOfNode: { en: 'Name of the node', zh: '节点名称' },
  run: { en: 'Run', zh: '运行' },
  stop: { en: 'Stop', zh: '停止' },
  lastRun: { en: 'The last run', zh: '上次运行' },
  edited: { en: 'edited since', zh: '之后有改动' },
  stopped: { en: 'stopped', zh: '已停止' },
  skipToCanvas: { en: 'Skip to the graph', zh: '跳到规则图' },
  palette: { en: 'Nodes to add', zh: '可添加的节点' },
  findNode: { en: 'Find a node', zh: '查找节点' },
  noKind: { en: 'No node of that name', zh: '没有这样的节点' },
  toIcons: { en: 'Show as icons', zh: '收成图标' },
  openPalette: { en: 'Open the palette', zh: '展开节点面板' },
  close: { en: 'Close', zh: '关闭' },
  inspector: { en: 'Selected node', zh: '所选节点' },
  fieldsIn: { en: 'Fields in', zh: '输入字段' },
  fieldsOut: { en: 'Fields out', zh: '输出字段' },
  noFields: { en: 'None yet', zh: '暂无' },
  newField: { en: 'new', zh: '新增' },
  below: { en: 'Problems, data, results and live preview', zh: '问题、数据、结果和实时预览' },
  problemsTab: { en: 'Problems', zh: '问题' },
  dataTab: { en: 'Data', zh: '数据' },
  resultsTab: { en: 'Results', zh: '结果' },
  dockHeight: { en: 'Height of the panel', zh: '面板高度' },
  openDock: { en: 'Open the panel', zh: '展开面板' },
  closeDock: { en: 'Close the panel', zh: '收起面板' },
  allWell: { en: 'No problems: every node can run', zh: '没有问题：所有节点都能运行' },
  wholeGraph: { en: 'The graph', zh: '整个图' },
  chooseCount: { en: 'Run the graph, then click a count on the canvas: its rows appear here', zh: '运行规则图，再点击画布上的数量，这里会显示对应的行' },
  runFirst: { en: 'Run the graph on its sample to see what it finds', zh: '在样本上运行，看看能发现什么' },
  noAlertsFound: { en: 'No alert: nothing in the sample met the rules', zh: '没有预警：样本中没有符合规则的数据' },
  hits: { en: 'Sent', zh: '已发出' },
  held: { en: 'Held back', zh: '重复未发' },
  day: { en: 'Day', zh: '日期' },
  mostAlerts: { en: 'With most alerts', zh: '预警最多' },
  critical: { en: 'Critical', zh: '严重' },
  high: { en: 'High', zh: '高' },
  medium: { en: 'Medium', zh: '中' },
  low: { en: 'Low', zh: '低' },
  saving: { en: 'Saving…', zh: '正在保存…' },
  neverSaved: { en: 'Changes are kept in this browser', zh: '改动会保存在本机浏览器' },
  saveFull: { en: 'Not saved: this browser has no more room. Export the graph, or delete others', zh: '未能保存：浏览器空间已满。请导出规则图，或删除不用的规则图' },
  notOnShelf: { en: 'Not saved: no room in this browser', zh: '未保存：浏览器空间不足' },
  saveAsFile: { en: 'Save it as a file', zh: '另存为文件' },
  saveFailed: { en: 'Not saved: this browser keeps nothing. Export the graph before you leave', zh: '未能保存：浏览器不允许存储。离开前请导出规则图' },
  findCommand: { en: 'Find a command', zh: '查找命令' },
  noCommand: { en: 'No command of that name', zh: '没有这样的命令' },
  shortcuts: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
  noGraph: { en: 'There is no such graph in this browser', zh: '本机浏览器中没有这个规则图' },
  noGraphAbout: { en: 'Graphs stay in the browser they were made in. Open it there, or have it sent as a file or a link.', zh: '规则图只保存在创建它的浏览器里。请到那里打开，或请对方发送文件或链接。' },
  noGraphOnServer: { en: 'There is no such graph on this server', zh: '这台服务器上没有这个规则图' },
  noGraphOnServerAbout: { en: 'It was deleted or is kept under another name. The start page lists all that are there.', zh: '它可能已被删除，或换了名字。首页列出了现有的全部规则图。' },
  nowhere: { en: 'Nothing is at this address', zh: '这个地址下没有内容' },
  nowhereAbout: { en: 'It may be mistyped or cut short. Graphs, templates and lists are found from the start page.', zh: '地址可能输错了，或不完整。规则图、模板和名单都可以从首页找到。' },
  toStart: { en: 'To the start page', zh: '回到首页' },
  opening: { en: 'Opening…', zh: '正在打开…' },
  otherTab: { en: 'This graph is being edited in another tab. Here it can be looked at.', zh: '该规则图正在另一个标签页中编辑，此处只能查看。' },
  editHere: { en: 'Edit it here', zh: '在这里编辑' },
  keptCopy: {
    en: 'Another tab had changed this graph as well. Its version stays as it is; yours goes on here as a copy.',
    zh: '另一个标签页也改动了该规则图。那一份保持不变，你的改动在此作为副本继续。',
  },

  // The panels of nodes
  alertsIn: { en: 'Written in', zh: '预警语言' },
  alertsInAbout: { en: 'All alerts and reasons of this graph', zh: '用于本规则图的全部预警和原因' },
  and: { en: 'and', zh: '和' },
  chooseField: { en: 'choose a field', zh: '选择字段' },
  findField: { en: 'Find a field', zh: '查找字段' },
  brokenField: { en: 'this field is not there, or does not fit', zh: '没有这个字段，或类型不符' },
  noSuchField: { en: 'No field of that name', zh: '没有这样的字段' },
  noFittingField: { en: 'No field here fits', zh: '这里没有合适的字段' },
  addField: { en: 'Add a field', zh: '添加字段' },
  addValue: { en: 'add a value', zh: '添加值' },
  typeValue: { en: 'Type a value, or paste a list', zh: '输入一个值，或粘贴一列' },
  filterSays: { en: 'Keep the {events} for which', zh: '留下符合以下条件的{events}：' },
  conditionSays: { en: 'The rule matches each {event} for which', zh: '符合以下条件的每{event}即命中：' },
  rollingSays: { en: 'For each {key} look back over the last {within}, {frame}, and add:', zh: '对每{measure}{key}，回看最近 {within}，{frame}，并加上：' },
  rollingAllSays: { en: 'Over {key} look back over the last {within}, {frame}, and add:', zh: '对{key}，回看最近 {within}，{frame}，并加上：' },
  windowTumblingSays: { en: '{each} {key} one summary {shape} {size}, with:', zh: '{each}{key}{shape}{size}一条汇总，内容为：' },
  windowHoppingSays: { en: '{each} {key} a summary of the last {size}, {shape} {hop}, with:', zh: '{each}{key}，{shape}{hop}汇总一次最近 {size}，内容为：' },
  windowSessionSays: { en: '{each} {key} one summary {shape}, which ends after {gap} of quiet, with:', zh: '{each}{key}{shape}一条汇总，静默 {gap} 即结束，内容为：' },
  dedupeSays: { en: 'Keep only the first {event} of each {key} in {within}', zh: '每{measure}{key}在 {within} 内只留第一{event}' },
  mergeSays: { en: 'All of these as one stream, in order of time:', zh: '按时间先后，把以下各路合成一路：' },
  mergeNothing: { en: 'Lead several streams here: they become one, in order of time', zh: '把多路数据连到这里，会按时间先后合成一路' },
  joinSays: { en: 'Pair each {one} with the {others} from {before} before it to {after} after it that have:', zh: '把每{one}与前 {before} 到后 {after} 内满足以下条件的{others}配对：' },
  joinPair: { en: 'the {left} of the {event} as {right}', zh: '{left}（{event}）与 {right}（{other}）相同' },
  lookupSays: { en: 'Look each row up in {table} by', zh: '到{table}里查每一行，按：' },
  lookupPair: { en: '{field} as its {column}', zh: '{field}对应表里的{column}' },
  lookupAdds: { en: 'and add to the row:', zh: '并给这一行补上：' },
  lookupColumn: { en: '{column} as {label}', zh: '{column}，称作 {label}' },
  sequenceSays: { en: 'These happen one after the other, all within {within}:', zh: '以下各步先后发生，全程不超过 {within}：' },
  stepFirst: { en: 'First {name}', zh: '先有 {name}' },
  stepThen: { en: 'then {name}', zh: '再有 {name}' },
  stepLast: { en: '{comes} {name}', zh: '{comes}{name}' },
  stepTakes: { en: '{condition} of the {events}, by the same {key}', zh: '同一{key}的{events}，{condition}' },
  anomalySays: { en: '{of} is far off when it is more than {threshold} {method} {direction} what this {key} had on average over the last {within}', zh: '对每{measure}{key}，{of}与最近 {within} 的平均水平相比，{direction}超过 {threshold} {method}即为异常' },
  anomalyAllSays: { en: '{of} is far off when it is more than {threshold} {method} {direction} the average of {key} over the last {within}', zh: '{of}与{key}最近 {within} 的平均水平相比，{direction}超过 {threshold} {method}即为异常' },
  switchSays: { en: 'Each {event} takes the first branch that fits', zh: '每{event}走第一条符合的分支' },
  branchFirst: { en: '{name} if {condition}', zh: '{name}：{condition}' },
  branchThen: { en: 'else {name} if {condition}', zh: '否则 {name}：{condition}' },
  switchRest: { en: 'What fits none of them leaves by “rest”', zh: '都不符合的，从“其余”离开' },
  scorecardSays: { en: 'Each {event} starts from {start} points and gets', zh: '每{event}从 {start} 分起，并加上：' },
  pointsIf: { en: 'if {condition}', zh: '当 {condition}' },
  bandLowest: { en: '{name} {to}', zh: '{name} {to}' },
  bandFrom: { en: '{name} from {from} points', zh: '{name}，从 {from} 分起' },
  tableSays: { en: 'Decides {results} for each {event} by {inputs}: {hit} of {rows}', zh: '按{inputs}为每{event}决定{results}：{rows}中{hit}' },
  tableSaysNothing: { en: 'Decides {results} for each {event}: {hit} of {rows}', zh: '为每{event}决定{results}：{rows}中{hit}' },
  alertSays: { en: 'Send a {severity} alert {often} for each {key} in {within}', zh: '发出{severity}预警，每{measure}{key}每 {within} {often}' },
  alertAllSays: { en: 'Send a {severity} alert {often} for {key} in {within}', zh: '发出{severity}预警，{key}每 {within} {often}' },
  alertAlwaysSays: { en: 'Send a {severity} alert {often}; it is about the {key}', zh: '{often}发出{severity}预警；预警对象是{key}' },
  outputSays: { en: 'Send each {event} {target} {place}', zh: '把每{event}{target} {place}' },
  outputAllFields: { en: 'with {fields}', zh: '带上{fields}' },
  outputSomeFields: { en: 'with {fields}, in this order:', zh: '带上{fields}，按此顺序：' },
  outcomeNone: { en: 'For whom it is about: {outcome}', zh: '对所涉及的人：{outcome}' },
  outcomeSays: { en: 'For whom each {event} is about: {outcome}', zh: '对每{event}所涉及的人：{outcome}' },
  outcomeValue: { en: '{name} is {value}', zh: '{name}为 {value}' },
  computeSays: { en: 'One after the other, each row is changed like this:', zh: '按顺序对每一行做以下改动：' },
  changeAdd: { en: 'Add {label} as {value}', zh: '新增 {label}，等于 {value}' },
  changeReplace: { en: 'Replace {field} with {value}', zh: '把{field}改为 {value}' },
  changeRename: { en: 'Rename {field} to {label}', zh: '把{field}改名为 {label}' },
  changeDrop: { en: 'Drop {field}', zh: '去掉{field}' },
  changeClean: { en: 'Clean {field}', zh: '清洗{field}' },
  sourceSays: { en: 'Each row is one {one}, many are {many}', zh: '每一行是一{measure}{one}' },
  sourceTime: { en: 'It happened at {time}; {id} tells one from another. Wait {lateness} for late ones', zh: '发生在{time}；用{id}区分各条；为迟到的等待 {lateness}' },
  sourceNoTime: { en: 'It happened at {time}; {id} tells one from another', zh: '发生在{time}；用{id}区分各条' },
  sourceIdle: { en: 'A silent source holds the others back for no longer than {idle}', zh: '没有新数据时，最多让其他来源等 {idle}' },
  sampleFile: { en: 'The file {path}', zh: '文件 {path}' },
  sampleMadeUp: { en: '{events} made-up events: {preset}', zh: '生成 {events} 条数据：{preset}' },
  sampleMadeUpStream: { en: '{events} made-up events: {preset}, of them {stream}', zh: '生成 {events} 条数据：{preset}，取其中的{stream}' },
  aggregateCount: { en: '{fn} of {events}', zh: '{events}的{fn}' },
  aggregateOf: { en: '{fn} of {of}', zh: '{of}的{fn}' },
  aggregateDistinct: { en: '{fn} {of}', zh: '{of}有几个{fn}' },
  aggregateSince: { en: '{fn} the last', zh: '离上一{last}{fn}' },
  onlyWhere: { en: 'only where {condition}', zh: '仅当 {condition}' },
  done: { en: 'Done', zh: '完成' },
  noCondition: { en: 'No condition', zh: '不设条件' },
  whicheverOne: { en: 'any', zh: '不限条件' },
  everyRow: { en: 'every one', zh: '不限条件' },
  sayWhen: { en: 'say when', zh: '填写条件' },
  sayValue: { en: 'say what', zh: '填写公式' },
  details: { en: 'Details', zh: '详细' },
  reason: { en: 'Reason', zh: '原因' },
  insertField: { en: 'Insert a field', zh: '插入字段' },
  nameOfField: { en: 'Name of the field', zh: '字段名称' },
  nameInFormulas: { en: 'In formulas', zh: '公式中的名称' },
  whose: { en: 'Whose', zh: '按什么区分' },
  whatOfRows: { en: 'What of the rows', zh: '统计什么' },
  ofField: { en: 'Of which field', zh: '统计哪个字段' },
  onlyRows: { en: 'Only rows', zh: '只看' },
  howFarBack: { en: 'How far back', zh: '回看多久' },
  thisRow: { en: 'This row itself', zh: '是否含本行' },
  frameThrough: { en: 'With all of its moment', zh: '含同一时刻的全部' },
  frameBefore: { en: 'Only what came earlier', zh: '只看更早的' },
  forAll: { en: 'Of', zh: '对' },
  kindOfWindow: { en: 'Kind of window', zh: '时间窗类型' },
  lengthOfWindow: { en: 'Length of a window', zh: '时间窗长度' },
  howOftenAnew: { en: 'How often a window begins', zh: '每隔多久开始一个' },
  howLongQuiet: { en: 'How long it is quiet', zh: '静默多久' },
  shapeTumbling: { en: 'every', zh: '每' },
  shapeTumblingAbout: { en: 'One after the other, without overlap', zh: '首尾相接，互不重叠' },
  shapeHopping: { en: 'made anew every', zh: '每隔' },
  shapeHoppingAbout: { en: 'Overlapping: a long look, often', zh: '互相重叠：看得长，算得勤' },
  shapeSession: { en: 'for each session', zh: '每次会话' },
  shapeSessionAbout: { en: 'As long as events follow each other closely', zh: '只要事件接连不断就算一次' },
  zoneAndNames: { en: 'Time zone and names', zh: '时区和名称' },
  timeZone: { en: 'Time zone', zh: '时区' },
  findZone: { en: 'Find a time zone', zh: '查找时区' },
  noZone: { en: 'No time zone of that name', zh: '没有这样的时区' },
  moveByKeys: { en: 'Drag, or press the up and down arrows', zh: '拖动，或按上下方向键' },
  whichRowsStay: { en: 'Which rows stay', zh: '留下哪些行' },
  whenItMatches: { en: 'When the rule matches', zh: '规则何时命中' },
  howLongLeftOut: { en: 'How long repeats are left out', zh: '多久内的重复不要' },
  mergeSource: { en: 'Say in each row where it came from', zh: '在每一行注明来源' },
  howLongBefore: { en: 'How long before', zh: '之前多久' },
  howLongAfter: { en: 'How long after', zh: '之后多久' },
  addSameField: { en: 'Compare a field', zh: '比较一个字段' },
  addAnotherField: { en: 'Compare another field', zh: '再比较一个字段' },
  namesOfFields: { en: 'Names of fields', zh: '字段名称' },
  prefix: { en: 'Prefix', zh: '前缀' },
  timeOfPair: { en: 'Time of the pair', zh: '配对时间' },
  noTablesYet: { en: 'This graph has no table or list yet. Make a list of values, such as blocked devices, and each row is looked up in it.', zh: '这个规则图还没有表或名单。可以新建一份名单，例如黑名单设备，每一行都会去里面查。' },
  newList: { en: 'New list', zh: '新建名单' },
  newListAbout: { en: 'Values to find, or not', zh: '一列值，查有没有' },
  newTableAbout: { en: 'Columns to add to each row', zh: '多列，把值补到行上' },
  moreColumns: { en: 'More columns', zh: '增加列' },
  whichTable: { en: 'Which table', zh: '哪张表' },
  whichField: { en: 'Which field', zh: '哪个字段' },
  whichColumn: { en: 'Which column', zh: '哪一列' },
  addColumn: { en: 'Add a column', zh: '添加一列' },
  lookupFound: { en: 'Say in each row whether it was found', zh: '在每一行注明是否查到' },
  nameOfList: { en: 'Name of the list', zh: '名单名称' },
  itsValues: { en: 'Its values', zh: '名单内容' },
  howLongInAll: { en: 'How long in all', zh: '全程多久' },
  addStep: { en: 'Add a step', zh: '添加一步' },
  nameOfStep: { en: 'Name of the step', zh: '这一步的名称' },
  thenOrNot: { en: 'Then, or not', zh: '随后发生或没有发生' },
  comesThen: { en: 'then', zh: '再有' },
  comesThenAbout: { en: 'It follows in time', zh: '在时限内随后发生' },
  comesNot: { en: 'but not', zh: '却没有' },
  comesNotAbout: { en: 'It fails to come in time', zh: '在时限内没有发生' },
  fieldsKept: { en: 'Fields kept', zh: '保留字段' },
  timeMissed: { en: 'Time it was missed', zh: '确认未发生的时间' },
  allFields: { en: 'all fields', zh: '全部字段' },
  someFields: { en: 'these fields', zh: '以下字段' },
  watchedNumber: { en: 'Which number is watched', zh: '观察哪个数值' },
  whichSide: { en: 'On which side', zh: '哪一侧' },
  sideAbove: { en: 'above', zh: '高出' },
  sideBelow: { en: 'below', zh: '低于' },
  sideBoth: { en: 'off', zh: '偏离' },
  howFar: { en: 'How far', zh: '偏离多少' },
  measuredIn: { en: 'Measured in', zh: '以什么衡量' },
  inDeviations: { en: 'deviations', zh: '个标准差' },
  inDeviationsAbout: { en: 'How much its values usually vary', zh: '按平时的波动幅度衡量' },
  inTimes: { en: 'times', zh: '倍' },
  inTimesAbout: { en: 'As a multiple of the average', zh: '按平均值的倍数衡量' },
  fewestValues: { en: 'Fewest values', zh: '至少几个值' },
  scoreName: { en: 'Score', zh: '分值字段' },
  keepUsual: { en: 'Keep the average as a field', zh: '把平均值也留作字段' },
  nameOfBranch: { en: 'Name of the branch', zh: '分支名称' },
  addBranch: { en: 'Add a branch', zh: '添加分支' },
  startScore: { en: 'Where the score starts', zh: '起始分' },
  addPoints: { en: 'Add points', zh: '添加计分项' },
  calledFor: { en: 'Called', zh: '名称' },
  bands: { en: 'Bands', zh: '分数段' },
  addBand: { en: 'Add a band', zh: '添加分数段' },
  nameOfBand: { en: 'Name of the band', zh: '分数段名称' },
  limitsAndNames: { en: 'Limits and names', zh: '上下限和名称' },
  lowestScore: { en: 'Lowest', zh: '最低分' },
  highestScore: { en: 'Highest', zh: '最高分' },
  noLimit: { en: 'no limit', zh: '不限' },
  bandName: { en: 'Band', zh: '分数段字段' },
  nothingYet: { en: 'nothing yet', zh: '（尚无结果列）' },
  whichRowDecides: { en: 'Which row decides', zh: '由哪一行决定' },
  hitFirst: { en: 'the first that matches', zh: '第一条命中的行' },
  hitFirstAbout: { en: 'Its results are the answer', zh: '以它的结果为准' },
  hitAll: { en: 'all that match', zh: '所有命中的行' },
  hitAllAbout: { en: 'Each result is the list of what they say', zh: '每个结果是它们的列表' },
  hitSum: { en: 'the sum of all that match', zh: '命中行求和' },
  hitSumAbout: { en: 'Their numbers are added up', zh: '把它们的数值相加' },
  severity: { en: 'Severity', zh: '严重程度' },
  howOften: { en: 'How often', zh: '多久一次' },
  atMostOnce: { en: 'at most once', zh: '最多一次' },
  atMostOnceAbout: { en: 'Further ones are counted and held back', zh: '之后的会计数，但不重复发出' },
  howLongHeld: { en: 'How long others are held back', zh: '多久内不重复发' },
  titleOfAlert: { en: 'Title', zh: '标题' },
  messageOfAlert: { en: 'Message', zh: '内容' },
  whoIsTold: { en: 'Who is told', zh: '通知谁' },
  channelExample: { en: 'such as fraud desk', zh: '例如 反欺诈组' },
  howItReads: { en: 'How it reads', zh: '预览' },
  whereTo: { en: 'Where to', zh: '发送到哪里' },
  whichFields: { en: 'Which fields', zh: '哪些字段' },
  outcome: { en: 'Outcome', zh: '结果动作' },
  noOutcome: { en: 'nothing further', zh: '没有其他动作' },
  addOutcomeValue: { en: 'Add a value', zh: '添加一项' },
  nameOfValue: { en: 'Name of the value', zh: '这一项的名称' },
  addChange: { en: 'Add a change', zh: '添加改动' },
  changeKindAdd: { en: 'Add a field', zh: '新增字段' },
  changeKindAddAbout: { en: 'By formula, from the others', zh: '用公式从其他字段算出' },
  changeKindReplace: { en: 'Replace a field', zh: '改写字段' },
  changeKindReplaceAbout: { en: 'The same field with another value', zh: '同一字段换成新的值' },
  changeKindClean: { en: 'Clean a field', zh: '清洗字段' },
  changeKindCleanAbout: { en: 'Spaces, letters, type, missing values', zh: '空格、大小写、类型、缺失值' },
  changeKindRename: { en: 'Rename a field', zh: '字段改名' },
  changeKindRenameAbout: { en: 'The same value under another name', zh: '值不变，换个名字' },
  changeKindDrop: { en: 'Drop a field', zh: '去掉字段' },
  changeKindDropAbout: { en: 'It ends here', zh: '后面不再需要' },
  trimSpaces: { en: 'Remove spaces at both ends', zh: '去掉首尾空格' },
  letters: { en: 'Letters', zh: '字母' },
  lowerCase: { en: 'small letters', zh: '小写' },
  upperCase: { en: 'capital letters', zh: '大写' },
  turnInto: { en: 'Turn into', zh: '转换为' },
  asTheyAre: { en: 'as they are', zh: '保持原样' },
  whereMissing: { en: 'Where missing', zh: '缺失时' },
  leaveMissing: { en: 'leave it missing', zh: '保持缺失' },
  decimals: { en: 'Decimals', zh: '小数位' },
  unit: { en: 'Unit', zh: '单位' },
  none: { en: 'none', zh: '无' },
  nameOfEvent: { en: 'What one row is called', zh: '一行叫什么' },
  nameOfEvents: { en: 'What many rows are called', zh: '多行叫什么' },
  anEvent: { en: 'event', zh: '事件' },
  measureWord: { en: 'Chinese measure word', zh: '量词' },
  timeField: { en: 'Which field is the time', zh: '哪个字段是时间' },
  noTimeField: { en: 'no time', zh: '没有时间' },
  idField: { en: 'Which field is the id', zh: '哪个字段是编号' },
  noIdField: { en: 'nothing', zh: '不区分' },
  lateness: { en: 'How long to wait for late events', zh: '等迟到的事件多久' },
  idle: { en: 'How long a silent source holds others back', zh: '静默的来源让其他来源等多久' },
  fields: { en: 'Fields', zh: '字段' },
  typeOfField: { en: 'Type', zh: '类型' },
  columnInData: { en: 'In the data', zh: '数据中的列名' },
  onlyValues: { en: 'Only these', zh: '可取的值' },
  anyValue: { en: 'any value', zh: '任意值' },
  standsFor: { en: 'It is', zh: '它是' },
  valueOfYes: { en: 'Means yes', zh: '表示“是”的值' },
  requiredField: { en: 'Every row has to have it', zh: '每一行都必须有' },
  leastValue: { en: 'Smallest value', zh: '最小值' },
  greatestValue: { en: 'Largest value', zh: '最大值' },
  allowedRange: { en: 'Allowed', zh: '允许范围' },
  unitExample: { en: 'EUR, km, %', zh: 'CNY、公里、%' },
  sampleRows: { en: 'Sample', zh: '样本' },
  noSampleYet: { en: 'No sample rows yet. With some, every rule shows at once what it finds.', zh: '还没有样本数据。有了样本，每条规则马上能看到会查出什么。' },
  rowsHint: { en: 'Type in the last line, or paste rows from a spreadsheet. Ctrl+Delete removes a row.', zh: '在最后一行输入，或从表格软件粘贴多行；Ctrl+Delete 删除一行。' },
  makeSample: { en: 'Make sample data', zh: '生成样本数据' },
  makeOther: { en: 'Make others', zh: '换一批' },
  nameOfFile: { en: 'Name of the file', zh: '文件名' },
  howItIsRead: { en: 'How it is read', zh: '读取方式' },
  howManyEvents: { en: 'How many events', zh: '多少条' },
  whichWorld: { en: 'What data', zh: '什么数据' },
  whichStream: { en: 'Which of them', zh: '其中哪一路' },
  foundByLooking: { en: 'found by looking', zh: '自动识别' },
  encoding: { en: 'Encoding', zh: '编码' },
  separator: { en: 'Separator', zh: '分隔符' },
  tabSign: { en: 'tab', zh: '制表符' },
  sheetOfWorkbook: { en: 'Sheet', zh: '工作表' },
  firstLine: { en: 'First line', zh: '首行' },
  hasNames: { en: 'has the names', zh: '是列名' },
  isRow: { en: 'is a row already', zh: '已是数据' },
  linesBefore: { en: 'Lines before', zh: '前面跳过行数' },
  lastLine: { en: 'Last line', zh: '最后一行' },
  meansMissing: { en: 'Means missing', zh: '表示缺失' },
  decimalPoint: { en: '1,234.5', zh: '1,234.5' },
  decimalComma: { en: '1.234,5', zh: '1.234,5' },
  orderIso: { en: '2026-03-18T14:31Z', zh: '2026-03-18T14:31Z' },
  orderYear: { en: 'year first', zh: '年在前' },
  orderDay: { en: 'day first', zh: '日在前' },
  orderMonth: { en: 'month first', zh: '月在前' },
  orderSeconds: { en: 'seconds since 1970', zh: '1970 年起的秒数' },
  orderMilliseconds: { en: 'milliseconds since 1970', zh: '1970 年起的毫秒数' },
  readingHint: { en: 'What is left open is found by looking at the file, each time it is read.', zh: '没有指定的，每次读取时自动识别。' },
  rowsBeforeAndAfter: { en: 'Rows before and after', zh: '处理前后的行' },
  moreOfNode: { en: 'More for this node', zh: '更多操作' },
  nodeAsJson: { en: 'Show as JSON, with its JsonLogic', zh: '查看 JSON（含 JsonLogic）' },
  enteringBy: { en: 'Entering by', zh: '从这一路进入：' },
  rowsBefore: { en: 'Rows before', zh: '处理前的行' },
  rowsAfter: { en: 'Rows after', zh: '处理后的行' },
  rowsOfSource: { en: 'Sample rows', zh: '样本行' },
  noRowsHere: { en: 'No row of the sample comes here', zh: '样本中没有行到达这里' },
  leavesBy: { en: 'leaves by', zh: '去向' },
  droppedRow: { en: 'dropped', zh: '未留下' },
  rowBefore: { en: 'The row before', zh: '上一行' },
  rowAfter: { en: 'The next row', zh: '下一行' },
  scoresInSample: { en: 'How scores lie in the sample', zh: '样本中的分数分布' },
  tooOld: { en: 'too old, not counted', zh: '太早，不计入' },
  otherWindows: { en: 'in other windows', zh: '属于其他时间窗' },

  // Expressions
  conditions: { en: 'Conditions', zh: '条件' },
  allHold: { en: 'All of these hold', zh: '以下全部满足' },
  anyHolds: { en: 'At least one of these holds', zh: '以下至少满足一项' },
  notAllHold: { en: 'Not all of these hold', zh: '以下并非全部满足' },
  noneHolds: { en: 'None of these holds', zh: '以下全都不满足' },
  howTheyHold: { en: 'How they hold together', zh: '如何组合' },
  addCondition: { en: 'Condition', zh: '条件' },
  addGroup: { en: 'Group', zh: '条件组' },
  field: { en: 'Field', zh: '字段' },
  operator: { en: 'Comparison', zh: '比较方式' },
  value: { en: 'Value', zh: '值' },
  fillIn: { en: 'fill in', zh: '待填写' },
  betweenEnd: { en: '', zh: '之间' },
  times: { en: '×', zh: '倍' },
  timesOf: { en: 'of', zh: '的' },
  betweenAnd: { en: 'to', zh: '和' },
  theElement: { en: 'the element', zh: '该项' },
  not: { en: 'not', zh: '并非' },
  putNot: { en: 'Put “not” before it', zh: '取反' },
  takeNotAway: { en: 'Take “not” away', zh: '取消取反' },
  moveUp: { en: 'Move up', zh: '上移' },
  moveDown: { en: 'Move down', zh: '下移' },
  ownGroup: { en: 'Put into a group of its own', zh: '放入新的条件组' },
  takeGroupAway: { en: 'Take the group away', zh: '解散条件组' },
  asFormula: { en: 'Write as a formula', zh: '改写为公式' },
  moreForRow: { en: 'More for this condition', zh: '该条件的更多操作' },
  compareWith: { en: 'Compare with something else', zh: '换一种比较对象' },
  aValue: { en: 'A value', zh: '一个值' },
  someValues: { en: 'Some values', zh: '若干个值' },
  aDuration: { en: 'A length of time', zh: '一段时长' },
  anotherField: { en: 'Another field', zh: '另一个字段' },
  timesAField: { en: 'So many times another field', zh: '另一个字段的若干倍' },
  eventTime: { en: 'the time of the event', zh: '事件时间' },
  howManyTimes: { en: 'How many times', zh: '倍数' },
  formula: { en: 'Formula', zh: '公式' },
  asConditions: { en: 'Conditions', zh: '条件列表' },
  jsonLogic: { en: 'JsonLogic', zh: 'JsonLogic' },
  shownAs: { en: 'shown as', zh: '显示方式' },
  formulaHint: { en: 'amount > 500 AND country NOT IN ("CN", "HK")', zh: '金额 > 500 且 国家 不属于 ("CN", "HK")' },
  stillUses: { en: 'This can’t be read yet. In use is still:', zh: '公式还无法读取，目前仍使用：' },
  takeBack: { en: 'Go back to it', zh: '恢复' },
  previewRows: { en: 'What it gives for some rows of the sample', zh: '在样本若干行上的结果' },
  result: { en: 'Result', zh: '结果' },
  forOthers: { en: 'For other JsonLogic engines, with guards', zh: '供其他 JsonLogic 引擎使用（含保护）' },
  pasteLogic: { en: 'Paste JsonLogic…', zh: '粘贴 JsonLogic…' },
  logicFromElsewhere: { en: 'JsonLogic from elsewhere', zh: '来自别处的 JsonLogic' },
  noJson: { en: 'This is no JSON yet', zh: '这还不是完整的 JSON' },
  takeLogic: { en: 'Use it', zh: '使用' },
  takeAsIs: { en: 'Use it as it is', zh: '原样使用' },
  convert: { en: 'Convert', zh: '转换' },
  convertAnyway: { en: 'Convert all the same', zh: '仍然转换' },
  staysRaw: { en: 'It would stay as it is, and run just as written.', zh: '它会原样保留，并照原样运行。' },
  rawRuns: { en: 'Written elsewhere: it is kept as it is, and runs just as written.', zh: '来自别处：原样保留，并照原样运行。' },
  rawCouldBeTyped: { en: 'Written elsewhere. With the fields as they are now, it can be converted: every answer stays the same.', zh: '来自别处。按目前的字段可以转换，所有结果都不变。' },
  cancel: { en: 'Cancel', zh: '取消' },

  // Decision tables
  sheetGrid: { en: 'Rows of the table', zh: '决策表各行' },
  sheetRow: { en: 'Row', zh: '行' },
  sheetColumn: { en: 'Column', zh: '列' },
  sheetHits: { en: 'Hits', zh: '命中' },
  spreadsheet: { en: 'Spreadsheet', zh: '电子表格' },
  openCsv: { en: 'Replace with a CSV file', zh: '用 CSV 文件替换' },
  copyWhole: { en: 'Copy the whole table', zh: '复制整张表' },
  openSheet: { en: 'Open as a sheet', zh: '打开表格' },
  closeSheet: { en: 'Close the sheet', zh: '关闭表格' },
  cellInWords: { en: 'The cell in words', zh: '单元格说明' },
  policy: { en: 'When several rows match, use', zh: '多行命中时，取' },
  policyFirst: { en: 'the first', zh: '第一行' },
  policyAll: { en: 'all', zh: '全部' },
  policySum: { en: 'the sum', zh: '合计' },
  ifAll: { en: 'If all of these are true', zh: '同时满足以下条件' },
  thenSet: { en: 'then set', zh: '则设定' },
  otherwise: { en: 'otherwise', zh: '其余情况' },
  noResult: { en: 'none', zh: '无' },
  never: { en: 'never', zh: '从未' },
  noteColumn: { en: 'note, for readers only', zh: '备注（仅供阅读）' },
  keyEdit: { en: 'edit', zh: '编辑' },
  keyNext: { en: 'next cell', zh: '下一格' },
  keyPaste: { en: 'paste from a spreadsheet', zh: '从电子表格粘贴' },
  keyMove: { en: 'move the row', zh: '移动行' },
  rowAbove: { en: 'Insert a row above', zh: '在上方插入行' },
  rowBelow: { en: 'Insert a row below', zh: '在下方插入行' },
  copyRow: { en: 'Duplicate the row', zh: '创建此行的副本' },
  rowUp: { en: 'Move up', zh: '上移' },
  rowDown: { en: 'Move down', zh: '下移' },
  removeRow: { en: 'Delete the row', zh: '删除此行' },
  fillDown: { en: 'Fill down', zh: '向下填充' },
  fillRight: { en: 'Fill right', zh: '向右填充' },
  clearCells: { en: 'Clear', zh: '清除内容' },
  columnSettings: { en: 'Column…', zh: '列设置…' },
  moveLeft: { en: 'Move left', zh: '左移' },
  moveRight: { en: 'Move right', zh: '右移' },
  removeColumn: { en: 'Delete the column', zh: '删除此列' },
  asksAbout: { en: 'Asks about', zh: '判断字段' },
  resultName: { en: 'Name', zh: '名称' },
  resultType: { en: 'Type', zh: '类型' },
  resultValues: { en: 'To choose from', zh: '可选的值' },
  resultUnit: { en: 'Unit', zh: '单位' },
  howAsked: { en: 'How it is compared', zh: '比较方式' },
  whichValues: { en: 'Values', zh: '取值' },
  toUnder: { en: 'to under', zh: '以下' },
  askAny: { en: 'any', zh: '不限' },
  askBetween: { en: 'is … to under …', zh: '从…至…以下' },
  askUnder: { en: 'is under', zh: '小于' },
  askUpTo: { en: 'is at most', zh: '不超过' },
  askFrom: { en: 'is at least', zh: '不小于' },
  askOver: { en: 'is more than', zh: '大于' },
  askBefore: { en: 'is before', zh: '早于' },
  askNotAfter: { en: 'is not after', zh: '不晚于' },
  askSince: { en: 'is not before', zh: '不早于' },
  askAfter: { en: 'is after', zh: '晚于' },
  askIs: { en: 'is', zh: '等于' },
  askIsNot: { en: 'is not', zh: '不等于' },
  askOneOf: { en: 'is one of', zh: '属于' },
  askNoneOf: { en: 'is none of', zh: '不属于' },
  askMissing: { en: 'is missing', zh: '缺失' },
  askPresent: { en: 'has a value', zh: '有值' },
  askWritten: { en: 'as written', zh: '直接书写' },
  orMissing: { en: 'or is missing', zh: '或者缺失' },
  pickRow: { en: 'or pick one from the sample', zh: '或从样本中选一条' },
  checks: { en: 'Checks', zh: '检查' },
  checking: { en: 'looking…', zh: '检查中…' },
  goThere: { en: 'Go there', zh: '前往' },
  gap: { en: 'Gap', zh: '空缺' },
  addRowsForThem: { en: 'Add rows for them', zh: '为它们补上行' },
  itIsMeant: { en: 'It is meant', zh: '本就如此' },
  neverAbout: { en: 'No event of the sample got there. Try a longer sample before removing them.', zh: '样本中没有数据走到这里。删除之前，请先用更长的样本试一试。' },
  notAllChecked: { en: 'Not everything could be checked', zh: '未能全部检查' },
  notAllCheckedAbout: { en: 'The table is too large to look everywhere: there may be more gaps, or rows out of reach.', zh: '表太大，未能处处检查：可能还有其他空缺，或永远不会命中的行。' },
  allChecked: { en: 'Nothing is left open', zh: '没有遗漏' },
  allCheckedAbout: { en: 'Every event is decided, no two rows disagree, and each row can be reached.', zh: '每种情况都有结论，没有互相矛盾的行，每一行都可能命中。' },
  decided: { en: 'What the table decided', zh: '决策结果' },

  // One's own data
  timesInZone: { en: 'Times in it tell no time zone. They are taken to be of', zh: '文件里的时间没有写时区，按这个时区理解：' },
  subjects: { en: 'Subject', zh: '主题' },
  allSubjects: { en: 'All', zh: '全部' },
  tourCard: { en: 'Each card says what it does', zh: '每张卡片都说明它做什么' },
  tourCardAbout: { en: 'In a sentence. Click a card to change it: the panel at the right is the same sentence with blanks to fill.', zh: '用一句话写出。点击卡片即可修改，右侧面板就是这句话，填空即可。' },
  tourRun: { en: 'Run it on the data', zh: '在数据上运行' },
  tourRunAbout: { en: 'The template has data of its own. It runs here, in this page, in seconds.', zh: '模板自带数据，就在这个页面里运行，几秒钟完成。' },
  tourCount: { en: 'Every count opens its rows', zh: '点击数量查看数据行' },
  tourCountAbout: { en: 'Click a number on a card or on a line to see the very rows behind it.', zh: '点击卡片或连线上的数字，就能看到对应的每一行。' },
  tourNext: { en: 'Next', zh: '下一步' },
  tourDone: { en: 'Done', zh: '完成' },
  tourEnd: { en: 'Do not show this again', zh: '不再显示' },
  addData: { en: 'Add your data', zh: '添加你的数据' },
  useYourData: { en: 'Use your data', zh: '使用你的数据' },
  useMyData: { en: 'Use with my data', zh: '用我的数据' },
  useTheData: { en: 'Use this data', zh: '使用这份数据' },
  dropHere: { en: 'Drop a file here, or', zh: '把文件拖到这里，或' },
  dropFormats: { en: 'Excel, CSV, JSON or Parquet', zh: 'Excel、CSV、JSON 或 Parquet' },
  forSource: { en: 'In place of the data of', zh: '替换的数据源' },
  neededField: { en: 'The graph reads', zh: '规则图需要' },
  yourColumn: { en: 'In your file', zh: '你的文件里' },
  notThere: { en: 'not there', zh: '没有' },
  listsChangedElsewhere: { en: 'It was changed in another tab and is shown as it is now. Make your change again', zh: '内容已在另一个标签页中改动，现显示最新内容。请重新修改' },
  notKept: { en: 'This browser could not keep the file. It may be out of room', zh: '浏览器未能保存文件，可能空间不足' },
  dropData: { en: 'Drop your Excel, CSV, JSON or Parquet file here', zh: '把你的 Excel、CSV、JSON 或 Parquet 文件拖到这里' },
  dropDataAbout: { en: 'Rules that suit the data are found as soon as it is here', zh: '放下就能看到数据里适用的起步规则' },
  newGraph: { en: 'New empty graph', zh: '新建空白规则图' },
  newGraphName: { en: 'New graph', zh: '新规则图' },
  openGraphFile: { en: 'Open a graph file', zh: '打开已有的规则图文件' },
  looking: { en: 'Looking at the file…', zh: '正在查看文件…' },
  joiningFiles: { en: 'Putting the files together…', zh: '正在合并文件…' },
  readingFile: { en: 'Reading…', zh: '正在读取…' },
  stayedHere: { en: 'The data has not left this computer', zh: '数据没有离开这台电脑' },
  anotherFile: { en: 'Another file', zh: '换一个文件' },
  fieldsFound: { en: 'Fields as understood', zh: '认出的字段' },
  fieldsFoundAbout: { en: 'Click what is wrong to change it', zh: '不对就点类型改' },
  takenAs: { en: 'Taken as', zh: '认作' },
  forExample: { en: 'Example', zh: '例子' },
  remark: { en: 'Note', zh: '备注' },
  asTime: { en: 'Time', zh: '时间' },
  asTimeAbout: { en: 'When it happened: rows are ordered by it', zh: '事情发生的时间，按它排序' },
  asDate: { en: 'Other time', zh: '其他时间' },
  asDateAbout: { en: 'Such as a date of birth', zh: '例如出生日期' },
  asKey: { en: 'Subject', zh: '对象' },
  asKeyAbout: { en: 'Such as a card or a customer: what is counted and compared by', zh: '例如卡或客户，按它统计和比较' },
  asId: { en: 'Unique id', zh: '唯一编号' },
  asIdAbout: { en: 'Tells one row from all others', zh: '每行都不同，用来区分各行' },
  asText: { en: 'Text', zh: '文本' },
  asCategory: { en: 'Category', zh: '类别' },
  asAmount: { en: 'Amount', zh: '金额' },
  asNumber: { en: 'Number', zh: '数字' },
  asBoolean: { en: 'Yes or no', zh: '是或否' },
  asList: { en: 'List', zh: '列表' },
  asLabel: { en: 'Outcome', zh: '事后结果' },
  asLabelAbout: { en: 'How it turned out: measures rules, is used in none', zh: '事后才知道，用来衡量规则，不能用在规则里' },
  asNone: { en: 'Leave out', zh: '不读取' },
  personal: { en: 'Personal: masked when shared', zh: '个人信息：分享时遮盖' },
  countedIn: { en: 'Counted in', zh: '单位' },
  noUnit: { en: 'No unit', zh: '无单位' },
  orderedBy: { en: 'ordered by it', zh: '按它排序' },
  noRepeats: { en: 'no repeats', zh: '无重复' },
  alwaysEmpty: { en: 'always empty', zh: '全部为空' },
  meansYes: { en: 'Which value means yes?', zh: '哪个值表示“是”？' },
  rowIsCalled: { en: 'Each row is one', zh: '每行是一' },
  eventOne: { en: 'What a row is called', zh: '一行叫什么' },
  eventMeasure: { en: 'Chinese measure word', zh: '量词' },
  sheet: { en: 'Sheet', zh: '工作表' },
  firstRows: { en: 'First rows', zh: '前几行' },
  startersFound: { en: 'Rules to begin with, found in your data', zh: '在你的数据里找到的起步规则' },
  findingStarters: { en: 'Looking for rules in your data…', zh: '正在你的数据里找规则…' },
  noStarters: { en: 'Nothing stands out in this data. Draw a rule of your own on it', zh: '这份数据里没有明显突出的情况，可以自己画规则' },
  noStartersNoTime: { en: 'Without a time, little can be found. If a column holds one, choose “Time” for it', zh: '没有时间，能找到的规则不多。如果某一列是时间，请将它认作“时间”' },
  counting: { en: 'Counting…', zh: '正在统计…' },
  addRule: { en: 'Add', zh: '添加' },
  ruleAdded: { en: 'Added', zh: '已添加' },
  noneSuits: { en: 'None of these?', zh: '都不合适？' },
  useTemplate: { en: 'Use a template', zh: '套用一个模板' },
  fillBlanks: { en: 'Fill in the blanks to see what it finds', zh: '填好空格后显示命中' },
  brokenAbout: { en: 'Your file is as it was. Save it again as .xlsx or CSV, and give that one', zh: '原文件没有改动。请重新另存为 .xlsx 或 CSV，再选择它' },
  tryAgain: { en: 'Choose another file', zh: '选择其他文件' },
  nothingKept: { en: 'This browser keeps no files for this page, so the graph could not find its data again', zh: '浏览器不允许此页面保存文件，规则图之后找不到数据' },
  blankWithin: { en: 'within', zh: '时间范围' },
  blankMore: { en: 'more than', zh: '超过' },
  blankTimes: { en: 'times', zh: '倍数' },
  blankLeast: { en: 'at least', zh: '至少' },
  blankFrom: { en: 'from hour', zh: '从几点' },
  blankTo: { en: 'to hour', zh: '到几点' },
  blankValue: { en: 'value', zh: '取值' },

  // The sample
  resultsLook: { en: 'Results as', zh: '结果显示方式' },
  asCharts: { en: 'Overview', zh: '概览' },
  asAlerts: { en: 'List', zh: '列表' },
  alertList: { en: 'Alerts', zh: '预警' },
  alertTime: { en: 'time', zh: '时间' },
  alertSeverity: { en: 'severity', zh: '严重程度' },
  alertNode: { en: 'alert', zh: '预警' },
  alertKey: { en: 'key', zh: '主键' },
  alertTitle: { en: 'title', zh: '标题' },
  alertMessage: { en: 'message', zh: '说明' },
  showAlertRow: { en: 'Show the row of this alert', zh: '查看触发该预警的行' },
  hitsPerRule: { en: 'Hits per rule', zh: '各规则命中' },
  rule: { en: 'Rule', zh: '规则' },
  ruleHits: { en: 'Hits', zh: '命中' },
  precision: { en: 'Precision', zh: '精确率' },
  precisionAbout: { en: 'How much of what it took is known to be right', zh: '命中的行中，已知确实如此的占多少' },
  recall: { en: 'Recall', zh: '召回率' },
  recallAbout: { en: 'How much of all that is known it took', zh: '全部已知的行中，命中了多少' },
  allAlerts: { en: 'All alerts', zh: '全部预警' },
  noAlertNode: { en: 'No alert node yet: rules are counted, and nobody is told', zh: '还没有预警节点：规则已计数，但不会通知任何人' },

  // Building on the canvas
  nothingInGroupFits: { en: 'No node in this group can take it', zh: '该分组中没有可以连接的节点' },
  edges: { en: 'Edges', zh: '连线' },
  thingsMenu: { en: 'What can be done here', zh: '可进行的操作' },
  noteTitle: { en: 'Note', zh: '便签' },
  noteAbout: { en: 'Words for those who read it', zh: '写给看图的人' },
  alignThings: { en: 'Align', zh: '对齐' },
  pickOutput: { en: 'From which output', zh: '从哪个输出' },
  pickInput: { en: 'Into which input', zh: '到哪个输入' },
  leadsNowhere: { en: 'Nothing can lead out of this node', zh: '此节点没有输出' },
  takesNothing: { en: 'Nothing can lead into this node', zh: '此节点没有输入' },
  cannotTidy: { en: 'The graph could not be laid out: load the page again, then tidy up', zh: '无法整理布局，请刷新页面后再试' },
  findInGraph: { en: 'Find a node or a field in this graph', zh: '在图中查找节点或字段' },
  notInGraph: { en: 'No node and no field of that name', zh: '没有这样的节点或字段' },
  noClipboard: { en: 'This browser does not let the page use the clipboard from here: press the keys', zh: '浏览器不允许页面从这里使用剪贴板，请改用快捷键' },

  // Versions, files and links
  versions: { en: 'Versions', zh: '版本' },
  steps: { en: 'Steps', zh: '操作步骤' },
  review: { en: 'Versions and steps', zh: '版本与操作步骤' },
  noVersion: { en: 'No version yet', zh: '尚无版本' },
  versionsAbout: { en: 'A version is the graph as it is at this moment. It gets a number, it never changes, and you can look at it and return to it at any time.', zh: '版本是规则图此刻的样子：带编号、不再改变，随时可以查看和恢复。' },
  changesTitle: { en: 'What changed', zh: '改动' },
  versionName: { en: 'Name of the version', zh: '版本名称' },
  versionNameHint: { en: 'Name, if it helps', zh: '名称（可不填）' },
  versionNote: { en: 'Note', zh: '备注' },
  versionNoteHint: { en: 'Why it changed', zh: '为什么改' },
  versionFailed: { en: 'The version could not be kept: this browser allows no storage, or has no room left', zh: '版本未能保存：浏览器不允许存储，或空间不足' },
  look: { en: 'Look at it', zh: '查看' },
  compareNow: { en: 'Compare with now', zh: '与现在对比' },
  returnTo: { en: 'Return to it', zh: '恢复' },
  backToEditing: { en: 'Back to editing', zh: '返回编辑' },
  versionShown: { en: 'What is shown', zh: '显示的版本' },
  asItIsNow: { en: 'As it is now', zh: '现在' },
  comparedWith: { en: 'compared with', zh: '对比' },
  comparedWithNone: { en: 'nothing', zh: '不对比' },
  noDifference: { en: 'Both are the same', zh: '两者相同' },
  asOpened: { en: 'As it was opened', zh: '打开时的样子' },
  undone: { en: 'undone', zh: '已撤销' },
  markAdded: { en: 'added', zh: '新增' },
  markChanged: { en: 'changed', zh: '有改动' },
  markMoved: { en: 'moved', zh: '已移动' },
  markRemoved: { en: 'removed', zh: '已删除' },
  export: { en: 'Export', zh: '导出' },
  exportTitle: { en: 'Export or share', zh: '导出或分享' },
  exportCounts: { en: 'Show the counts of the last run in pictures', zh: '在图片中显示上次运行的条数' },
  exportRows: { en: 'Include sample rows and saved tests', zh: '包含样本数据和已存测试' },
  exportGraph: { en: 'Rule graph', zh: '规则图' },
  exportGraphAbout: { en: 'One JSON file that opens in any Ruleloom', zh: '一个 JSON 文件，可在任意 Ruleloom 打开' },
  exportLink: { en: 'Link', zh: '链接' },
  exportLinkAbout: { en: 'The graph itself as a link. It is stored nowhere, and opens as a new graph', zh: '规则图就在链接里，不经任何服务器；打开即为新的规则图' },
  exportLogic: { en: 'JsonLogic', zh: 'JsonLogic' },
  exportLogicAbout: { en: 'Each alert as one expression, with the features it needs', zh: '每个预警一条表达式，附所需特征' },
  exportPlan: { en: 'Plan', zh: '执行计划' },
  exportPlanAbout: { en: 'The steps that an engine runs', zh: '引擎执行的步骤' },
  exportSvg: { en: 'Picture, SVG', zh: '图片，SVG' },
  exportSvgAbout: { en: 'Sharp at any size', zh: '任意放大都清晰' },
  exportPng: { en: 'Picture, PNG', zh: '图片，PNG' },
  exportPngAbout: { en: 'For slides and messages', zh: '用于幻灯片和消息' },
  copyLink: { en: 'Copy', zh: '复制' },
  save: { en: 'Save', zh: '保存' },
  linkCopied: { en: 'Copied', zh: '已复制' },
  linkTooLong: { en: 'This graph is too large for a link: send the file instead', zh: '规则图过大，无法生成链接，请改发文件' },
  solveFirst: { en: 'Solve its problems first: half a rule is no rule', zh: '请先解决问题：不完整的规则不能导出' },
  exportFailed: { en: 'It could not be written here', zh: '此处无法生成' },
  linkBroken: { en: 'This link holds no graph', zh: '链接中没有规则图' },
  linkBrokenAbout: { en: 'It was cut short, or changed on its way. Have it sent again as a whole, or as a file.', zh: '链接可能不完整，或在传送途中被改动。请对方重新发送完整链接，或改发文件。' },
  nothingLeftOut: { en: 'Nothing is left out: the graph holds no sample rows.', zh: '没有遗漏：规则图中不含样本数据。' },

  // Lists and tables
  lists: { en: 'Lists and tables', zh: '名单与参考表' },
  listsAbout: { en: 'A list holds values that conditions and table cells ask about: blocked devices, risky countries. A table adds what you know of each: the limit of a card, the region of a shop.', zh: '名单是条件和决策表要查的一组值，例如黑名单设备、高风险地区；参考表补充已知信息，例如每张卡的限额、每家门店的区域。' },
  newSet: { en: 'New list', zh: '新名单' },
  newTable: { en: 'New table', zh: '新参考表' },
  addSet: { en: 'Add a list', zh: '添加名单' },
  addTable: { en: 'Add a table', zh: '添加参考表' },
  listInUse: { en: 'In use: change the nodes that use it first', zh: '正在使用，请先修改用到它的节点' },
  usedByNone: { en: 'No node uses it yet', zh: '还没有节点使用' },
  typeOfValues: { en: 'Type of the values', zh: '值的类型' },
  valuesText: { en: 'Texts', zh: '文本' },
  valuesNumber: { en: 'Numbers', zh: '数字' },
  valuesOfSet: { en: 'Values', zh: '值' },
  valuesHint: { en: 'One on each line; paste a column from a sheet', zh: '每行一个，可从表格粘贴一列' },
  rowsOfTable: { en: 'Rows', zh: '行' },
  tableHint: { en: 'The first line names the columns. Paste rows from a sheet, or copy them into one.', zh: '首行为列名；可从表格粘贴，也可复制回表格。' },
  tableHeadWrong: { en: 'Every column needs a name of its own in the first line', zh: '首行中每一列都要有不重复的列名' },
  tableManaged: { en: 'This table lives on the server', zh: '此参考表存放在服务器上' },
  newRow: { en: 'New row', zh: '新的一行' },
  valueOfList: { en: 'value', zh: '值' },
  findInList: { en: 'Find in it', zh: '查找' },
  listFromFile: { en: 'From a file', zh: '从文件导入' },
  listShownAs: { en: 'Shown as', zh: '显示为' },
  listAsSheet: { en: 'Sheet', zh: '表格' },
  listAsText: { en: 'Text', zh: '文本' },
  chooseColumn: { en: 'Which column has the values?', zh: '哪一列是名单的值？' },
  chooseColumns: { en: 'Which columns are taken, and as what?', zh: '要哪些列，认作什么类型？' },
  listNotRead: { en: 'This file can’t be read as a table. Excel, CSV, JSON and Parquet can.', zh: '无法把这个文件读成表格。支持 Excel、CSV、JSON 和 Parquet。' },
  addToList: { en: 'Add to what is there', zh: '追加到现有内容' },
  replaceList: { en: 'Replace what is there', zh: '替换现有内容' },
  takeRows: { en: 'Take these', zh: '导入' },
  pages: { en: 'Pages', zh: '页面' },
  allLists: { en: 'Lists of all graphs', zh: '所有规则图的名单' },
  listsOfAll: { en: 'Every list and table of the graphs in this browser. Where several graphs have the same one, a change goes to all of them.', zh: '浏览器中所有规则图的名单与参考表。多个规则图有同一份名单时，修改会一起生效。' },
  noListsYet: { en: 'No graph of this browser has a list yet', zh: '浏览器中的规则图还没有名单' },
  noGraphsForLists: { en: 'Lists belong to graphs: begin with a graph, and its lists are found here.', zh: '名单属于规则图：先建一个规则图，它的名单就会出现在这里。' },
  chooseList: { en: 'Choose a list or a table to see what is in it', zh: '选择一份名单或参考表查看内容' },
  findList: { en: 'Find a list', zh: '查找名单' },
  listIn: { en: 'In which graph?', zh: '放进哪个规则图？' },
  listHomes: { en: 'In these graphs', zh: '所在的规则图' },
  alsoIn: { en: 'Copy to another graph', zh: '复制到其他规则图' },
  giveItThese: { en: 'Give it the content of this one', zh: '换成这份内容' },
  listsNotKept: { en: 'This browser keeps nothing, so there are no lists to show', zh: '浏览器不允许存储，没有可显示的名单' },
  managedLists: { en: 'On the server', zh: '服务器上的名单' },
  ownLists: { en: 'In graphs', zh: '规则图中的名单' },
  managedAbout: { en: 'Lists on the server are asked by live graphs, which see every change at once. Changes are kept with who made them, when and why.', zh: '服务器上的名单供实时运行的规则图查询，修改立即生效，并记录修改人、时间和原因。' },
  managedNew: { en: 'New list on the server', zh: '在服务器上新建名单' },
  managedMake: { en: 'Make it', zh: '新建' },
  managedBadName: { en: 'A letter or digit first; then letters, digits, spaces, dots, _ and -', zh: '以文字或数字开头，之后可用文字、数字、空格、点、_ 和 -' },
  managedColumnsAbout: { en: 'The first column tells entries apart; the others are what is known of each.', zh: '第一列用来区分条目，其余各列是条目的信息。' },
  managedKeyColumn: { en: 'card', zh: '卡号' },
  managedIsKey: { en: 'key', zh: '键' },
  managedAdd: { en: 'Add', zh: '添加' },
  managedAddIt: { en: 'Add it', zh: '添加' },
  managedAddTitle: { en: 'Add to the list', zh: '添加条目' },
  managedEditTitle: { en: 'Change an entry', zh: '修改条目' },
  managedUntil: { en: 'Until', zh: '有效至' },
  managedForGood: { en: 'for good', zh: '一直有效' },
  managedBadUntil: { en: 'Such as 2026-12-31 18:00', zh: '例如 2026-12-31 18:00' },
  managedWhy: { en: 'Why', zh: '原因' },
  managedWho: { en: 'Who and why', zh: '修改记录' },
  managedActions: { en: 'What can be done', zh: '操作' },
  managedImport: { en: 'Import into the list', zh: '导入名单' },
  managedImportDots: { en: 'Import…', zh: '导入…' },
  managedImportIt: { en: 'Import', zh: '导入' },
  managedRows: { en: 'Rows to import', zh: '要导入的行' },
  managedMode: { en: 'What happens to what is there', zh: '现有内容如何处理' },
  managedHistory: { en: 'History', zh: '修改历史' },
  managedAsked: { en: 'A live run asks it: it can’t be deleted', zh: '有实时运行正在使用，无法删除' },
  managedNotEmpty: { en: 'Empty it first: import nothing in place of what is there, or delete its rows', zh: '名单不为空：请先删除其中的条目' },
  managedRuns: { en: 'Asked by', zh: '正在使用：' },
  managedEmpty: { en: 'Nothing is in it yet. Add an entry, or import rows from a sheet.', zh: '名单还是空的。可添加条目，或从表格导入。' },
  managedOnServer: { en: 'On the server', zh: '在服务器上' },
  managedElsewhere: { en: 'Its rows are kept by the server, on the page of lists', zh: '内容由服务器保存，见名单页' },

  // Results
  aboutRun: { en: 'The last run, and when it runs again', zh: '上次运行，以及何时重新运行' },
  runsAgain: { en: 'Run again by itself after edits', zh: '修改后自动重新运行' },
  runsAgainAbout: { en: 'Where a run takes less than a second', zh: '仅限一秒内能跑完的规则图' },
  asRules: { en: 'Rules', zh: '规则' },
  noRuleYet: { en: 'No rule ran: add a condition, and connect it', zh: '没有运行的规则：添加一个条件并连接' },
  countedBy: { en: 'Counted by', zh: '统计单位' },
  shareOfAll: { en: 'of all', zh: '占比' },
  alone: { en: 'only it', zh: '仅此规则' },
  aloneAbout: { en: 'What no other rule took', zh: '其他规则都没有命中的' },
  takeTheSame: { en: 'Rules that take the same', zh: '同时命中的规则' },
  nonesTheSame: { en: 'No two rules took the same event', zh: '没有两条规则命中同一事件' },
  asValues: { en: 'Values', zh: '取值' },
  thresholds: { en: 'Thresholds', zh: '阈值' },
  fieldOfValues: { en: 'Field', zh: '字段' },
  ledToAlert: { en: 'entered an alert', zh: '进入预警' },
  ledToNone: { en: 'did not', zh: '未进入' },
  withoutValue: { en: 'without a value', zh: '缺失' },
  valuesFrom: { en: 'from', zh: '起' },
  countingValues: { en: 'Looking at all rows…', zh: '正在查看所有行…' },
  noNumbers: { en: 'No number to look at: no source has one', zh: '没有可看的数字：数据源里没有数字字段' },
  dragThreshold: { en: 'Drag it, or move it with the arrow keys', zh: '拖动，或用方向键移动' },
  beforeEdits: { en: 'Edited since the run', zh: '运行之后有改动' },
  showOverTime: { en: 'Show it over time', zh: '查看随时间的变化' },
  allRules: { en: 'All rules', zh: '全部规则' },
  alertsOverTime: { en: 'Alerts over time', zh: '预警时间线' },
  alertsWithoutTime: { en: 'These rows have no time: give the source an event time to see alerts over time.', zh: '这些行没有时间：为数据源指定事件时间后，可按时间查看预警。' },
  pauseToLook: { en: 'Pause the live preview to look at this: it is worked out over events that stand still.', zh: '请先暂停实时预览：这里的统计需要事件静止不动。' },
  onlyThese: { en: 'Only', zh: '仅看' },
  showAllResults: { en: 'Show all', zh: '查看全部' },
  // Saved tests
  testsTab: { en: 'Tests', zh: '测试' },
  testsRunning: { en: 'Running the tests…', zh: '正在运行测试…' },
  noTests: { en: 'A test keeps a few rows and the alerts that they must raise, or must not. Tests run by themselves after each edit. Keep an alert or a row as a test where it is listed or explained, or write one here.', zh: '测试保存几行数据，以及它们必须（或不得）触发的预警，每次修改后自动运行。可在预警或数据的列表和解释中点“存为测试”，也可以在这里新建。' },
  newTest: { en: 'New test', zh: '新建测试' },
  nameOfTest: { en: 'Name of the test', zh: '测试名称' },
  removeTest: { en: 'Delete the test', zh: '删除测试' },
  testPasses: { en: 'Passes', zh: '通过' },
  testFails: { en: 'Fails', zh: '未通过' },
  testWaits: { en: 'Not run yet', zh: '尚未运行' },
  expectedAlerts: { en: 'Expected', zh: '预期' },
  matchExact: { en: 'exactly these alerts', zh: '恰好这些预警' },
  matchExactAbout: { en: 'Each of them comes, and no other', zh: '全部发出，没有其他' },
  matchSubset: { en: 'at least these alerts', zh: '至少这些预警' },
  matchSubsetAbout: { en: 'Each of them comes; others may, too', zh: '全部发出，允许有其他' },
  matchNone: { en: 'none of these alerts', zh: '不得有这些预警' },
  matchNoneAbout: { en: 'Not one of them comes; where none is named, no alert at all', zh: '一个都不发出；不列出时，任何预警都不得发出' },
  noneAtAll: { en: 'No alert at all', zh: '任何预警都不得发出' },
  exactlyNone: { en: 'No alert is named, so none may come', zh: '没有列出预警，因此不得有任何预警' },
  nothingNamed: { en: 'Name an alert: so far anything passes', zh: '请列出预警：目前任何结果都会通过' },
  forKey: { en: 'for', zh: '针对' },
  anyKey: { en: 'any key', zh: '任意键' },
  addExpected: { en: 'Add an alert', zh: '添加预警' },
  keepAsTest: { en: 'Keep as a test', zh: '存为测试' },
  findingRows: { en: 'Looking for the fewest rows after which the same happens…', zh: '正在查找结果相同的最少数据…' },
  keepLate: { en: 'It came too late for the run. In a test no row is late.', zh: '它在运行中来得太晚。测试中的数据不算迟到。' },
  keepGone: { en: 'The last run has no such alert or row any more. Choose another one.', zh: '最近一次运行里没有这条预警或数据，请另选一条。' },
  keepTooMany: { en: 'It takes more rows than a test can hold, or rows that do not share its key.', zh: '所需的数据太多，或没有共同的键，无法存为测试。' },
  keepMasked: { en: 'With masked values the alert no longer comes: the rules look at them.', zh: '遮盖后预警不再发出：规则用到了这些值。' },
  testOfWhy: { en: 'This test fails', zh: '测试未通过' },
  nothingToExplain: { en: 'There is nothing to explain: the test passes now, or none of its rows leads to the alert.', zh: '没有可解释的内容：测试已通过，或没有一行数据通向该预警。' },
  takeAsExpected: { en: 'Expect what it raises now', zh: '以当前结果为预期' },

  // Coverage
  coverage: { en: 'Never reached', zh: '未到达' },
  coverageMode: { en: 'What no row reaches', zh: '没有数据到达的部分' },
  coverageList: { en: 'What was never reached', zh: '从未到达的部分' },
  coverageOf: { en: 'Whose rows', zh: '使用哪些数据' },
  coverageSample: { en: 'Sample', zh: '样本' },
  coverageTests: { en: 'Saved tests', zh: '已存测试' },
  coverageOfTests: { en: 'Show what no test reaches', zh: '显示没有测试到达的部分' },
  coverageRunFirst: { en: 'Run the graph to see what its rows reach', zh: '运行规则图，看数据到达哪里' },
  coverageAbout: { en: 'No row of the sample got there. Try a longer sample before removing anything, or keep a test that does.', zh: '样本中没有数据到达这些地方。删除之前，请先用更长的样本试一试，或存一个能到达的测试。' },
  coverageAboutTests: { en: 'No saved test gets there, so nothing tells when one of them breaks.', zh: '没有测试到达这些地方，出了错也不会有测试提示。' },
  neverLeft: { en: 'never', zh: '从未' },
  neverReached: { en: 'never reached', zh: '从未到达' },
  previousMissed: { en: 'The one before', zh: '上一处' },
  nextMissed: { en: 'The next one', zh: '下一处' },

  // Comparing
  compare: { en: 'Compare', zh: '对比' },
  compareSays: { en: 'The graph as it is now, compared with {with} on the same data. The team can look at {capacity} a day.', zh: '将现在的规则图与{with}在同样的数据上对比。团队每天能处理{capacity}。' },
  compareKnown: { en: 'Rows are held against {labels}. {Many} younger than {maturity} count as unknown. Left out at the beginning: {warmUp}. Caught is {catching}.', zh: '依据{labels}判断。不足 {maturity} 的{many}视为未知。开头不计入：{warmUp}。{catching}，就算命中。' },
  compareFigures: { en: 'Figures', zh: '数字' },
  compareOnCanvas: { en: 'On the canvas', zh: '在图上' },
  compareShown: { en: 'How it is shown', zh: '显示方式' },
  compareTo: { en: 'Compared with', zh: '对比对象' },
  compareNothing: { en: 'choose another graph', zh: '选择另一个规则图' },
  compareFile: { en: 'A file…', zh: '文件…' },
  compareAbout: { en: 'See what a change does before it goes live: which alerts are new, which are gone, what is caught and what is lost. Save a version before you change the graph, or choose another graph or a file to compare with.', zh: '改动上线之前，先看它带来什么：哪些预警是新的、哪些消失了、多命中了什么、漏掉了什么。修改前先保存一个版本，或选择另一个规则图或文件来对比。' },
  compareSave: { en: 'Save a version', zh: '保存版本' },
  compareDrop: { en: 'A graph dropped here is compared with this one', zh: '把规则图文件拖到这里即可对比' },
  capacityADay: { en: 'Alerts a day that the team can look at', zh: '团队每天能处理的预警数' },
  comparingNow: { en: 'Running both over the same data…', zh: '正在同样的数据上运行两个版本…' },
  comparingStopped: { en: 'Stopped. What there was so far says nothing of the whole.', zh: '已停止。只看一部分数据得不出结论。' },
  compareStop: { en: 'Stop', zh: '停止' },
  compareStart: { en: 'Compare', zh: '开始对比' },
  compareRunning: { en: 'Running the graph…', zh: '正在运行规则图…' },
  compareNotFound: { en: 'This graph is no longer here. Choose another one.', zh: '这个规则图已不在。请另选一个。' },
  compareVerdict: { en: 'What it comes to', zh: '结论' },
  alertDiffers: { en: 'differs in', zh: '不同之处' },
  alertEvent: { en: 'event', zh: '事件' },
  eventBefore: { en: 'event before', zh: '之前的事件' },
  timeBefore: { en: 'time before', zh: '之前的时间' },
  severityBefore: { en: 'severity before', zh: '之前的严重程度' },
  titleBefore: { en: 'title before', zh: '之前的标题' },
  comparedAlerts: { en: 'Alerts behind the number', zh: '对应的预警' },
  comparedRows: { en: 'Rows behind the number', zh: '对应的数据行' },
  compareReport: { en: 'Report', zh: '报告' },
  compareReportTitle: { en: 'Report to print or send on', zh: '可打印、可转发的报告' },
  compareReportAbout: { en: 'One HTML file that needs nothing else. It says what changed and what that does, in figures and charts. Sensitive values are masked.', zh: '一个独立的 HTML 文件：说明改了什么、效果如何，含数字和图表。敏感值已遮盖。' },
  reportLanguage: { en: 'Language of the report', zh: '报告语言' },
  reportAlerts: { en: 'Add the first 20 alerts that only one of the two has, without their titles', zh: '附上仅一方有的前 20 条预警，不含标题' },
  seeEffect: { en: 'See what they do to the alerts', zh: '查看对预警的影响' },
  compareResults: { en: 'Compare results', zh: '对比结果' },

  // Why
  why: { en: 'Why', zh: '原因' },
  whyAlert: { en: 'Why this alert?', zh: '为什么预警？' },
  whyRow: { en: 'Why?', zh: '为什么？' },
  whyMode: { en: 'What is explained', zh: '正在解释' },
  previousAlert: { en: 'Previous alert', zh: '上一条预警' },
  nextAlert: { en: 'Next alert', zh: '下一条预警' },
  whyTrue: { en: 'true:', zh: '成立：' },
  whyFalse: { en: 'false:', zh: '不成立：' },
  whyNot: { en: 'Why no other alert?', zh: '为什么没有其他预警？' },
  lookingBack: { en: 'Looking back over the data…', zh: '正在回看数据…' },
  noLongerThere: { en: 'The last run has no such alert or row any more. Choose another one from the results.', zh: '最近一次运行里没有这条预警或数据。请从结果中另选一条。' },
  aroundIt: { en: 'Before and after', zh: '前后情况' },
  startingPoints: { en: 'Starting points', zh: '起始分' },
  showItsRow: { en: 'Show its row', zh: '查看对应的行' },
  stepThrough: { en: 'Step through', zh: '逐步查看' },
  stepMode: { en: 'Going through the run', zh: '逐步查看运行' },
  stepStart: { en: 'Back to the first event', zh: '回到第一条' },
  stepPlay: { en: 'Play', zh: '播放' },
  stepPause: { en: 'Pause', zh: '暂停' },
  nextEvent: { en: 'Next event', zh: '下一条事件' },
  nextAlertStep: { en: 'To the next alert', zh: '到下一条预警' },
  stepSpeed: { en: 'Speed', zh: '速度' },
  findByList: { en: 'Find by a list', zh: '按名单查找' },
  findAbout: { en: 'Paste card numbers, customers or ids from elsewhere: you see which rows they have here, which raised alerts, and what they have in common.', zh: '粘贴别处得到的卡号、客户号或编号：可以看到对应哪些行、哪些触发了预警，以及它们有什么共同点。' },
  idsOrKeys: { en: 'Ids or keys, one on each line or separated by commas', zh: '编号或键，每行一个，也可用逗号分隔' },
  findRows: { en: 'Find', zh: '查找' },
  noneFound: { en: 'None of them is in this data.', zh: '数据中没有这些编号。' },
  foundValues: { en: 'What was found of each', zh: '各编号的查找结果' },
  idOrKey: { en: 'Id or key', zh: '编号或键' },
  notFoundHere: { en: 'not found', zh: '未找到' },
  alertsFound: { en: 'Alerts', zh: '预警' },
  foundRows: { en: 'Rows found', zh: '找到的行' },
  foundIn: { en: 'Found in', zh: '所在数据源' },
  inCommon: { en: 'What do these have in common?', zh: '它们有什么共同点？' },
  nothingInCommon: { en: 'Nothing tells them from the other rows.', zh: '没有发现与其他行不同的共同点。' },
  makeRule: { en: 'Make it a rule', zh: '设为规则' },
  beforeWindow: { en: 'before the window', zh: '窗口之前' },

  // Measure
  measure: { en: 'Measure', zh: '衡量效果' },
  measureAbout: { en: 'How many of the bad ones do the rules catch, and how often are they wrong? Run the graph over its data to see.', zh: '规则抓住了多少，又误报了多少？先在数据上运行一遍。' },
  measuringNow: { en: 'Holding the alerts against what is known…', zh: '正在对照标签…' },
  measuredBefore: { en: 'Edited since: this is what the last run gave', zh: '之后有改动：这里是上次运行的结果' },
  runsNow: { en: 'Running…', zh: '运行中…' },
  runAgain: { en: 'Run again', zh: '重新运行' },
  measuredBy: { en: 'How it is measured', zh: '衡量方式' },
  measureSays: { en: 'Measured by {unit} against {labels}. {Many} younger than {maturity} count as unknown. Left out at the beginning: {warmUp}. Caught is {catching}.', zh: '按{unit}衡量，依据{labels}。不足 {maturity} 的{many}视为未知。开头不计入：{warmUp}。{catching}，就算命中。' },
  costSays: { en: 'Looking at one alert costs {review}, a false one {falseAlarm} on top, and of each missed amount {missed} is lost.', zh: '每看一条预警花费 {review}，误报另加 {falseAlarm}，漏掉的金额有 {missed} 成为损失。' },
  costReview: { en: 'Cost of looking at one alert', zh: '看一条预警的花费' },
  costFalse: { en: 'Cost of a false alarm, on top', zh: '误报另加的花费' },
  costMissed: { en: 'Percent of a missed amount that is lost', zh: '漏掉金额中成为损失的百分比' },
  costNone: { en: 'nothing', zh: '不计' },
  measureUnit: { en: 'What is counted', zh: '计数单位' },
  maturity: { en: 'Age from which a label is trusted', zh: '标签可信的时长' },
  labels: { en: 'Labels', zh: '标签' },
  labelsInData: { en: 'the label in the data', zh: '数据里的标签' },
  noLabels: { en: 'no labels yet', zh: '暂无标签' },
  labelsFromFile: { en: 'a second file…', zh: '另一个文件…' },
  labelsFromFileAbout: { en: 'known cases by id, or by key and period', zh: '按编号，或按键和时间段的已知案例' },
  warmUp: { en: 'Left out at the beginning', zh: '开头不计入' },
  warmUpLongest: { en: 'the longest window', zh: '最长窗口的时长' },
  warmUpLongestAbout: { en: 'until every feature has seen as much as it should', zh: '直到每个特征都看够应有的历史' },
  warmUpOwn: { en: 'the first', zh: '最初' },
  warmUpNone: { en: 'nothing', zh: '无' },
  catching: { en: 'What counts as caught', zh: '什么算命中' },
  keyWord: { en: 'key', zh: '键' },
  byLineageAbout: { en: 'the alert was made of it', zh: '预警由它产生' },
  byKeyAbout: { en: 'who looks at the alert sees it as well', zh: '处理预警的人也会看到它' },
  theWholeGraph: { en: 'All alerts', zh: '全部预警' },
  f1: { en: 'F1', zh: 'F1' },
  falsePerTrue: { en: 'False per true', zh: '误报比' },
  alertsADay: { en: 'Alerts a day', zh: '每天预警' },
  hitsADay: { en: 'Hits a day', zh: '每天命中' },
  perDay: { en: 'A day', zh: '每天' },
  eventsReached: { en: 'Events caught', zh: '命中事件' },
  keysReached: { en: 'Keys caught', zh: '命中的键' },
  amountCaught: { en: 'Caught', zh: '抓住金额' },
  amountMissed: { en: 'Missed', zh: '漏掉金额' },
  amountsMeasured: { en: 'Amount', zh: '金额' },
  costsMeasured: { en: 'Cost', zh: '成本' },
  perRule: { en: 'Per alert and rule', zh: '各预警与规则' },
  familyAlerts: { en: 'Alerts', zh: '预警' },
  familyRules: { en: 'Rules', zh: '规则' },
  caught: { en: 'Caught', zh: '命中' },
  notCaught: { en: 'Not caught', zh: '未命中' },
  cellRight: { en: 'rightly', zh: '抓对' },
  cellFalse: { en: 'false alarms', zh: '误报' },
  cellOpen: { en: 'not known yet', zh: '尚无结论' },
  cellMissed: { en: 'missed', zh: '漏掉' },
  cellLeft: { en: 'rightly left', zh: '正确放过' },
  measuredSource: { en: 'Source of these rows', zh: '这些行的数据源' },
  overTime: { en: 'Over time', zh: '随时间' },
  byPeriod: { en: 'Day by day or week by week', zh: '按天或按周' },
  byDay: { en: 'by day', zh: '按天' },
  byWeek: { en: 'by week', zh: '按周' },
  measureDrawn: { en: 'Which measure', zh: '哪项指标' },
  week: { en: 'Week', zh: '周' },
  sentAlerts: { en: 'sent', zh: '已发出' },
  labelsFromFileTitle: { en: 'Labels from a second file', zh: '用另一个文件作标签' },
  matchingLabels: { en: 'Looking for what belongs together…', zh: '正在查找对应关系…' },
  noJoin: { en: 'Nothing of this file can belong to the data: it needs ids or keys.', zh: '这个文件与数据没有可对应的内容：需要编号或键。' },
  otherLabelFile: { en: 'Another file', zh: '换一个文件' },
  useLabels: { en: 'Use these labels', zh: '使用这些标签' },
  labelJoinSays: { en: 'The column {column} of the file has what is {field} in the data.', zh: '文件的列 {column} 对应数据里的 {field}。' },
  fileColumn: { en: 'Column of the file', zh: '文件的列' },
  dataField: { en: 'Field of the data', zh: '数据的字段' },
  everyRowYes: { en: 'It is a yes in {says}.', zh: '{says}都算“是”。' },
  columnSays: { en: 'It is a yes where {says} is {yes}.', zh: '{says} 为 {yes} 时算“是”。' },
  saysColumn: { en: 'Column that says so', zh: '表明结论的列' },
  saysYes: { en: 'What it then says', zh: '表示“是”的值' },
  everyFileRow: { en: 'every row', zh: '每一行' },
  periodSays: { en: 'It holds from {from} up to {to}.', zh: '有效期从 {from} 到 {to}。' },
  periodFrom: { en: 'From when on', zh: '从何时起' },
  periodTo: { en: 'Until when', zh: '到何时止' },
  theBeginning: { en: 'the beginning', zh: '最初' },
  theEnd: { en: 'the end', zh: '最后' },
  betterThresholds: { en: 'Better thresholds', zh: '更好的阈值' },
  suggestSays: { en: 'For {threshold} find the value with {goal}, at no more than {alerts} alerts a day.', zh: '为 {threshold} 找出{goal}的取值，每天预警不超过 {alerts} 条。' },
  threshold: { en: 'Threshold', zh: '阈值' },
  findThreshold: { en: 'Find a threshold', zh: '查找阈值' },
  noSuchThreshold: { en: 'No such threshold', zh: '没有这样的阈值' },
  goal: { en: 'What is best', zh: '以什么为优' },
  bestF1: { en: 'the best F1', zh: 'F1 最高' },
  bestF1About: { en: 'few missed and few false alarms alike', zh: '漏报和误报都要少' },
  bestRecall: { en: 'the best recall', zh: '召回率最高' },
  bestRecallAbout: { en: 'as few missed as your team has time for', zh: '在团队处理得完的范围内尽量少漏' },
  leastCost: { en: 'the least cost', zh: '成本最低' },
  leastCostAbout: { en: 'by the costs stated above', zh: '按上面填写的成本' },
  costHint: { en: 'With a cost above, the cheapest value can be found as well.', zh: '在上面填写成本后，还可以找成本最低的取值。' },
  mostAlertsADay: { en: 'At most so many alerts a day', zh: '每天最多预警数' },
  anyNumber: { en: 'any number of', zh: '不限' },
  findValue: { en: 'Find the value', zh: '查找取值' },
  suggesting: { en: 'Trying values…', zh: '正在试各种取值…' },
  onLaterDays: { en: 'On the later days', zh: '在后段日子' },
  earlierDays: { en: 'earlier days', zh: '前段' },
  laterDays: { en: 'later days', zh: '后段' },
  tradeOff: { en: 'Precision against recall', zh: '精确率与召回率的取舍' },
  recallAcross: { en: 'recall', zh: '召回率' },
  allDays: { en: 'all days', zh: '全部日期' },
  suggestStop: { en: 'Stop', zh: '停止' },
  silentFields: { en: 'Fields that tell nothing', zh: '没有信息量的字段' },
  countSharedKey: { en: 'Count what shares a key as caught', zh: '同一键的也算命中' },
  changedMeanwhile: { en: 'The graph has another value there by now. Run it and look again.', zh: '规则图中的这个值已经变了。请运行后再看。' },

  // Live preview
  liveTab: { en: 'Live', zh: '实时' },
  liveTeach: { en: 'See the graph at work: events come in one after another, and its counts and alerts move. The graph itself is never changed by it.', zh: '看规则图实时工作：事件陆续流入，计数和预警随之变化。规则图本身不会被改动。' },
  liveFrom: { en: 'Where the events come from', zh: '事件从哪里来' },
  liveSample: { en: 'The sample', zh: '样本' },
  liveMade: { en: 'Made-up events', zh: '生成的事件' },
  liveAddress: { en: 'An address', zh: '网络地址' },
  liveSampleSays: { en: 'Play the sample again, {speed} times as fast as it happened.', zh: '按原来节奏的 {speed} 倍重放样本。' },
  liveMadeSays: { en: 'Make up events without end, {speed} times as fast as in life.', zh: '以现实节奏的 {speed} 倍不断生成事件。' },
  liveAddressSays: { en: 'Listen for {source} at {address}', zh: '从 {address} 接收{source}' },
  liveAddressTeach: { en: 'A WebSocket (wss:) or a server’s event stream (https:); on this computer also ws: and http: at localhost. Each message is one event as JSON, or a list of them.', zh: 'WebSocket（wss:）或服务器事件流（https:）；本机可用 localhost 的 ws: 和 http:。每条消息是一个 JSON 事件，或一组事件。' },
  liveNoSample: { en: 'No source has a sample to play.', zh: '数据源都没有可重放的样本。' },
  liveNoMade: { en: 'There is no made-up data with all the fields that these sources have.', zh: '没有一套生成数据包含这些数据源的全部字段。' },
  liveNoSource: { en: 'Add a source first: events come in there.', zh: '请先添加数据源：事件从那里流入。' },
  liveStart: { en: 'Start', zh: '开始' },
  liveStarting: { en: 'Starting', zh: '正在开始' },
  livePause: { en: 'Pause', zh: '暂停' },
  liveGoOn: { en: 'Go on', zh: '继续' },
  liveStep: { en: 'Next event', zh: '下一个事件' },
  liveStop: { en: 'Stop', zh: '停止' },
  liveAgain: { en: 'Once more', zh: '再来一次' },
  liveSpeed: { en: 'Speed', zh: '速度' },
  liveSpeedSays: { en: '{speed} times as fast', zh: '{speed} 倍速' },
  liveControls: { en: 'Live preview', zh: '实时预览' },
  livePaused: { en: 'paused', zh: '已暂停' },
  liveEnded: { en: 'the sample is at its end', zh: '样本已放完' },
  liveEdited: { en: 'The graph was changed since. What is at work is how it was.', zh: '规则图之后有改动，正在运行的是改动前的版本。' },
  liveRestart: { en: 'Restart with the changes', zh: '用新版本重新开始' },
  liveStands: { en: 'How it stands', zh: '当前状态' },
  liveCourse: { en: 'Last two minutes', zh: '最近两分钟' },
  liveEvents: { en: 'Events a second', zh: '每秒事件' },
  liveAlertsPer: { en: 'Alerts a second', zh: '每秒预警' },
  liveFeed: { en: 'Alerts', zh: '预警' },
  liveNoAlerts: { en: 'None so far', zh: '暂无预警' },
  liveWhy: { en: 'Why?', zh: '为什么？' },
  liveDisturb: { en: 'Disturb it', zh: '制造干扰' },
  liveLate: { en: 'Send {share} of events {by} late', zh: '让 {share} 的事件晚到 {by}' },
  liveBroken: { en: 'Break {share} of rows', zh: '弄坏 {share} 的数据行' },
  liveBurst: { en: 'Send {events} events like the last of {source}', zh: '为{source}再发 {events} 条与上一条相同的事件' },
  liveBurstHere: { en: 'Send {events} events like the last one', zh: '再发 {events} 条与上一条相同的事件' },
  liveSilenceHere: { en: 'Silence the source for {lasts}', zh: '让数据源静默 {lasts}' },
  liveSilence: { en: 'Silence {source} for {lasts}', zh: '让{source}静默 {lasts}' },
  liveOn: { en: 'On', zh: '开' },
  liveSend: { en: 'Send', zh: '发送' },
  liveShare: { en: 'Share', zh: '比例' },
  liveBy: { en: 'How late', zh: '晚多久' },
  liveHowMany: { en: 'How many', zh: '多少条' },
  liveHowLong: { en: 'How long', zh: '多长时间' },
  liveSource: { en: 'Source', zh: '数据源' },
  liveAddressOf: { en: 'Address', zh: '地址' },

  // The server
  deploy: { en: 'Deploy', zh: '部署' },
  deployTitle: { en: 'Run it live', zh: '部署为实时运行' },
  deployFirst: { en: 'It has not run on this server yet.', zh: '它还没有在此服务器上运行过。' },
  deployChanges: { en: 'What changes against the version that runs', zh: '与正在运行的版本相比' },
  deployNoChanges: { en: 'Nothing: this version is running already.', zh: '没有变化：正在运行的就是这个版本。' },
  deployNote: { en: 'Note: what this version is for', zh: '备注：这个版本的用途' },
  deployOn: { en: 'Where its events come from', zh: '事件从哪里来' },
  deployOnGraph: { en: 'From where the graph says', zh: '按规则图的设置接入' },
  deployOnMade: { en: 'Made up, to try it', zh: '用生成的事件试跑' },
  deployRate: { en: 'Made up {rate} a second, for each source', zh: '每个数据源每秒生成 {rate} 条' },
  deployFaults: { en: 'Mend this first: live, a graph runs whole or not at all.', zh: '请先解决这些问题：实时运行要求整张图都能运行。' },
  deployNow: { en: 'Deploy', zh: '部署' },
  deploying: { en: 'Deploying…', zh: '正在部署…' },
  haltOutput: { en: 'Stop sending', zh: '紧急停止' },
  resumeOutput: { en: 'Send again', zh: '恢复发送' },
  changedElsewhere: { en: 'Somebody else changed this graph on the server. Nothing of yours was written over theirs.', zh: '其他人修改了服务器上的这个规则图。你的改动没有覆盖它。' },
  partedShort: { en: 'Not saved: changed elsewhere', zh: '未保存：别处有改动' },
  takeTheirs: { en: 'Take theirs', zh: '用对方的' },
  mineAsCopy: { en: 'Keep mine as a copy', zh: '把我的另存一份' },
  seeDifference: { en: 'See the difference', zh: '查看差异' },
  differenceTitle: { en: 'What yours has that theirs has not', zh: '你的版本与对方的差异' },
  liveRuns: { en: 'Live', zh: '实时运行' },

  // Alerts as work
  inbox: { en: 'Alerts', zh: '预警处理' },
  casesOpen: { en: 'Open', zh: '待处理' },
  casesMine: { en: 'Mine', zh: '我的' },
  casesClosed: { en: 'Closed today', zh: '今日关闭' },
  caseList: { en: 'Cases', zh: '案件' },
  caseSearch: { en: 'Find a key, rule or word', zh: '查找键、规则或文字' },
  caseFilters: { en: 'Filter', zh: '筛选' },
  caseSort: { en: 'Order', zh: '排序' },
  sortUrgent: { en: 'Most severe first', zh: '最严重的在前' },
  sortNewest: { en: 'Newest first', zh: '最新的在前' },
  sortOldest: { en: 'Oldest first', zh: '最早的在前' },
  sortDue: { en: 'Due first', zh: '最先到期的在前' },
  alsoSnoozed: { en: 'Those put aside, too', zh: '包括已暂缓的' },
  onlyOverdue: { en: 'Overdue only', zh: '只看已超时' },
  savedViews: { en: 'Saved views', zh: '已保存的视图' },
  keepThisView: { en: 'Save this view', zh: '保存此视图' },
  viewName: { en: 'Name of the view', zh: '视图名称' },
  listChanged: { en: 'The list has changed', zh: '列表有更新' },
  noCases: { en: 'Nothing to deal with', zh: '没有需要处理的预警' },
  noCasesAbout: { en: 'Alerts of graphs that run live come here, one case for each rule and key.', zh: '实时运行的规则图发出的预警会出现在这里，每个规则和键合为一个案件。' },
  noCasesFound: { en: 'No case fits', zh: '没有符合条件的案件' },
  showAllCases: { en: 'Show all', zh: '全部显示' },
  noSuchCase: { en: 'There is no such case.', zh: '没有这个案件。' },
  chooseCase: { en: 'Choose a case', zh: '请选择一个案件' },
  backToCases: { en: 'Back to the list', zh: '返回列表' },
  caseNew: { en: 'New', zh: '新' },
  caseWorking: { en: 'In work', zh: '处理中' },
  caseWaiting: { en: 'Waiting', zh: '等待中' },
  caseClosed: { en: 'Closed', zh: '已关闭' },
  takeCase: { en: 'Take it', zh: '由我处理' },
  caseOwner: { en: 'Owner', zh: '处理人' },
  nobody: { en: 'Nobody', zh: '无人' },
  caseStatus: { en: 'Status', zh: '状态' },
  caseSeverity: { en: 'Severity', zh: '严重程度' },
  caseDue: { en: 'Due', zh: '截止' },
  caseOpened: { en: 'Opened', zh: '产生' },
  caseAlerts: { en: 'Alerts', zh: '预警' },
  caseGraph: { en: 'Graph', zh: '规则图' },
  caseRule: { en: 'Rule', zh: '规则' },
  caseKey: { en: 'Key', zh: '键' },
  caseOthers: { en: 'Other cases of this key', zh: '此键的其他案件' },
  noOthers: { en: 'None', zh: '没有' },
  caseSteps: { en: 'Next steps', zh: '下一步' },
  stepSends: { en: 'This sends the latest alert of the case:', zh: '将发送此案件的最新一条预警：' },
  stepTo: { en: 'To', zh: '发送到' },
  stepEvent: { en: 'What is sent', zh: '发送的内容' },
  stepConfirm: { en: 'Do it', zh: '确认执行' },
  addNote: { en: 'Add a note', zh: '添加备注' },
  sendNote: { en: 'Add', zh: '添加' },
  whatWasIt: { en: 'What was it?', zh: '结论是什么？' },
  verdictAbout: { en: 'Pick one to close the case. It becomes a label for the next run', zh: '选择一项即可关闭案件，结论会成为下次运行的标签' },
  verdictWhy: { en: 'Why, in a line (optional)', zh: '原因，一句话（可不填）' },
  closeCase: { en: 'Close the case', zh: '关闭案件' },
  keepWaiting: { en: 'Keep it waiting', zh: '继续等待' },
  reopenCase: { en: 'Open again', zh: '重新打开' },
  putAside: { en: 'Put aside…', zh: '暂缓…' },
  putAsideTitle: { en: 'Put aside until', zh: '暂缓到' },
  putAsideKey: { en: 'This key of the rule', zh: '此规则的这个键' },
  putAsideRule: { en: 'The whole rule', zh: '整条规则' },
  putAsideWhy: { en: 'Why', zh: '原因' },
  putAsideNow: { en: 'Put aside', zh: '暂缓' },
  whyThisAlert: { en: 'Why this alert', zh: '为什么发出' },
  markedCases: { en: 'Selected', zh: '已选' },
  closeMarked: { en: 'Close as', zh: '关闭为' },
  dropMarks: { en: 'Clear', zh: '取消选择' },
  caseReport: { en: 'Report', zh: '报表' },
  caseReportTitle: { en: 'How alerts were dealt with', zh: '预警处理情况' },
  reportByDay: { en: 'By day', zh: '按天' },
  reportByWeek: { en: 'By week', zh: '按周' },
  reportPeriod: { en: 'Begins', zh: '开始' },
  reportOpened: { en: 'Cases opened', zh: '新增案件' },
  reportClosed: { en: 'Closed', zh: '关闭' },
  reportRight: { en: 'Right', zh: '属实' },
  reportWrong: { en: 'False alarms', zh: '误报' },
  reportShare: { en: 'False share', zh: '误报率' },
  reportToTake: { en: 'To take', zh: '接手用时' },
  reportToClose: { en: 'To close', zh: '关闭用时' },
  reportRules: { en: 'By rule', zh: '按规则' },
  reportKeys: { en: 'Noisiest keys', zh: '预警最多的键' },
  reportCases: { en: 'Cases', zh: '案件' },
  reportNone: { en: 'Nothing in this time.', zh: '这段时间没有数据。' },
  reportRecall: { en: 'Only what alerted is labelled, so how much was missed is not known.', zh: '只有发出过预警的才有结论，因此无法得知漏掉了多少。' },
  asCsv: { en: 'As CSV', zh: '导出 CSV' },
  trail: { en: 'Trail', zh: '操作记录' },
  trailTitle: { en: 'Who did what, and when', zh: '谁在何时做了什么' },
  trailWhen: { en: 'When', zh: '时间' },
  trailWho: { en: 'Who', zh: '操作人' },
  trailWhat: { en: 'What', zh: '操作' },
  trailOf: { en: 'Of', zh: '对象' },
  trailDetail: { en: 'From what to what', zh: '变化' },
  trailByRule: { en: 'by a rule', zh: '由规则执行' },
  trailEverything: { en: 'Everything', zh: '全部' },
  trailCases: { en: 'Cases', zh: '案件' },
  trailRuns: { en: 'Deployments', zh: '部署' },
  trailLogins: { en: 'Logins', zh: '登录' },
  trailEarlier: { en: 'Earlier ones', zh: '更早的记录' },
  caseOverdue: { en: 'overdue', zh: '已超时' },
  inOneHour: { en: '1 hour', zh: '1 小时' },
  tillTomorrow: { en: 'until tomorrow', zh: '到明天' },
  inOneWeek: { en: '1 week', zh: '1 周' },
  inOneMonth: { en: '30 days', zh: '30 天' },
  serverAway: { en: 'The server does not answer. Look whether it runs, and try again.', zh: '服务器没有应答。请检查它是否在运行，然后重试。' },
  loginTitle: { en: 'Log in', zh: '登录' },
  userName: { en: 'Name', zh: '用户名' },
  password: { en: 'Password', zh: '密码' },
  logout: { en: 'Log out', zh: '退出登录' },
  noRuns: { en: 'No graph runs live yet', zh: '还没有规则图在实时运行' },
  noRunsAbout: { en: 'Open a graph and press “Deploy”: it runs on this server day and night, and what it finds is seen here. Made-up events are enough to try it.', zh: '打开一个规则图，点“部署”：它就会在服务器上日夜运行，发现的情况在这里查看。用生成的事件就能先试。' },
  openAGraph: { en: 'Open a graph', zh: '打开规则图' },
  noSuchRun: { en: 'There is no such run on this server.', zh: '服务器上没有这个运行。' },
  allRuns: { en: 'All live runs', zh: '全部实时运行' },
  eventsPerSecond: { en: 'Events a second', zh: '每秒事件' },
  eventsWaiting: { en: 'Waiting', zh: '等待放行' },
  behindClock: { en: 'Behind the clock', zh: '落后时钟' },
  alertsRaised: { en: 'Alerts', zh: '预警' },
  latencyFigures: { en: 'Latency p50 / p95 / p99', zh: '延迟 p50 / p95 / p99' },
  runningSince: { en: 'Since', zh: '开始于' },
  runRunning: { en: 'running', zh: '运行中' },
  runPaused: { en: 'paused', zh: '已暂停' },
  runDraining: { en: 'draining', zh: '正在排空' },
  runStopped: { en: 'stopped', zh: '已停止' },
  runFailed: { en: 'failed', zh: '已出错停止' },
  runStart: { en: 'Start', zh: '启动' },
  runStartAbout: { en: 'Takes events again, from where it stopped.', zh: '从停下的地方继续接收事件。' },
  runPause: { en: 'Pause', zh: '暂停' },
  runPauseAbout: { en: 'Takes no more events; what windows hold stays as it is.', zh: '不再接收事件，窗口里的内容保持原样。' },
  runStop: { en: 'Stop', zh: '停止' },
  runStopAbout: { en: 'Ends at once. What was accepted is kept, and goes on when it starts again.', zh: '立即结束。已接收的事件会保留，重新启动后继续处理。' },
  runDrain: { en: 'Drain and stop', zh: '排空后停止' },
  runDrainAbout: { en: 'Takes no more events, lets those on their way through to the end, then stops.', zh: '不再接收事件，把已接收的处理完再停止。' },
  runRollback: { en: 'Roll back', zh: '回退' },
  runRollbackAbout: { en: 'Runs the version before this one again.', zh: '重新运行上一个版本。' },
  runRemove: { en: 'Forget this run…', zh: '删除此运行…' },
  runRemoveAbout: { en: 'Deletes its journal and all its alerts from the server. The graph stays.', zh: '从服务器删除它的日志和全部预警，规则图保留。' },
  runRemoveSure: { en: 'Forget it and its alerts', zh: '确认删除运行及其预警' },
  runActions: { en: 'What can be done with this run', zh: '对此运行的操作' },
  runMore: { en: 'More actions', zh: '更多操作' },
  lastHour: { en: 'Simulate on the last hour', zh: '用最近一小时模拟' },
  lastHourAbout: { en: 'Opens the graph on what its sources have sent in the last hour, and runs it.', zh: '用各数据源最近一小时的事件打开规则图并运行。' },
  fetchingEvents: { en: 'Fetching what the sources sent…', zh: '正在读取各数据源的事件…' },
  noEventsKept: { en: 'The journal has no events of that time.', zh: '日志里没有这段时间的事件。' },
  alertNotFound: { en: 'This run did not raise the alert: its windows reach further back than these events, or the graph has changed since.', zh: '这次运行没有发出该预警：它的窗口需要更早的事件，或规则图已有改动。' },
  eventById: { en: 'Id of an event', zh: '事件编号' },
  becameOf: { en: 'What became of it', zh: '查它的去向' },
  connectorStarting: { en: 'starting', zh: '正在启动' },
  connectorBehind: { en: 'catching up', zh: '正在追赶' },
  connectorCurrent: { en: 'up to date', zh: '已跟上' },
  connectorWaiting: { en: 'waits to try again', zh: '等待重试' },
  connectorEnded: { en: 'at its end', zh: '已到末尾' },
  connectorStopped: { en: 'stopped', zh: '已停止' },
  runSources: { en: 'Sources', zh: '数据源' },
  runOutputs: { en: 'Outputs', zh: '输出' },
  outputSending: { en: 'sending', zh: '发送中' },
  outputCurrent: { en: 'all sent', zh: '已全部发送' },
  outputWaiting: { en: 'waits to try again', zh: '等待重试' },
  outputStopped: { en: 'stopped', zh: '已停止' },
  outputHalted: { en: 'halted', zh: '已紧急停止' },
  outputSent: { en: 'sent', zh: '已发送' },
  outputUnsent: { en: 'to send', zh: '待发送' },
  outputRefused: { en: 'refused', zh: '被拒绝' },
  countRead: { en: 'read', zh: '读取' },
  countAccepted: { en: 'accepted', zh: '接收' },
  countWaiting: { en: 'waiting', zh: '等待放行' },
  countLate: { en: 'late', zh: '迟到' },
  countRejected: { en: 'rejected', zh: '拒收' },
  runHistory: { en: 'Versions that ran', zh: '部署记录' },
  runFound: { en: 'What it found', zh: '运行结果' },
  runAlerts: { en: 'Alerts', zh: '预警' },
  rejectedRows: { en: 'Rejected rows', zh: '拒收的行' },
  noRejectedRows: { en: 'No row waits to be mended.', zh: '没有待修正的行。' },
  mendRow: { en: 'Mend…', zh: '修正…' },
  mendTitle: { en: 'Mend a rejected row', zh: '修正拒收的行' },
  sendAnew: { en: 'Send it anew', zh: '重新发送' },
  dismissRow: { en: 'Dismiss', zh: '忽略' },
  mendAsJson: { en: 'As JSON', zh: '以 JSON 编辑' },
  asFields: { en: 'As fields', zh: '按字段编辑' },
  rowIsNoJson: { en: 'This is not a JSON object: mend it as text first.', zh: '这不是 JSON 对象，请先按文本修正。' },
  stillRejected: { en: 'It is still rejected:', zh: '仍被拒收：' },
  earlierAlerts: { en: 'Earlier ones', zh: '更早的预警' },
  noAlertsYet: { en: 'No alert so far. They show here as soon as they are raised.', zh: '还没有预警，一有就会显示在这里。' },

  // Where events come from and where rows go, live
  whenLive: { en: 'When it runs live', zh: '实时运行时' },
  liveComesFrom: { en: 'Its events come from {connector}', zh: '事件来自 {connector}' },
  connector: { en: 'Connector', zh: '连接器' },
  connectorUnsaid: { en: 'nothing chosen yet', zh: '尚未选择' },
  connection: { en: 'Connection', zh: '连接' },
  noConnection: { en: 'none there', zh: '还没有' },
  chooseConnection: { en: 'choose one', zh: '请选择' },
  onlyOfItsType: { en: 'the only one of its type', zh: '该类型唯一的一个' },
  connectionByName: { en: 'By its name in the configuration of the server that runs the graph. Addresses and secrets stand there, not in the graph.', zh: '填写运行它的服务器配置中的连接名。地址和密钥写在那里，不写在规则图里。' },
  connectionExample: { en: 'What to write into the server’s configuration', zh: '服务器配置的写法' },
  moreSettings: { en: 'More settings', zh: '更多设置' },
  setLength: { en: 'Set a length of time', zh: '设置时长' },
  asItComes: { en: 'found by itself', zh: '自动判断' },
  hadAgain: { en: 'What can be had again after a failure', zh: '中断后能否补回' },
  sentTwice: { en: 'Rows that come twice', zh: '重复发送的行' },
  address: { en: 'Address', zh: '地址' },
  curlLine: { en: 'A line that sends an event', zh: '发送一个事件的命令' },
  addressOnceServed: { en: 'It takes events once the graph runs on a server: the host is that of the server.', zh: '规则图部署到服务器后即可接收事件，主机名以服务器为准。' },
} as const satisfies Record<string, Words>;

export const familyTitles = {
  source: { en: 'Sources', zh: '数据源' },
  transform: { en: 'Transforms', zh: '处理' },
  rule: { en: 'Rules', zh: '规则' },
  alert: { en: 'Alerts', zh: '预警' },
} as const satisfies Record<string, Words>;

export type Word = keyof typeof glossary;

/** Each language as a sign. */
export const languageShort: Readonly<Record<Lang, string>> = { en: 'EN', zh: '中' };

/** Each language under its own name. */
export const languageNames: Readonly<Record<Lang, string>> = { en: 'English', zh: '中文' };

/** What the page tells browsers and screen readers that it is written in. */
export const languageTags: Readonly<Record<Lang, string>> = { en: 'en', zh: 'zh-CN' };

/** What the canvas says of its nodes, ports and edges, most of it to screen readers. */
export const canvasPhrases = {
  node: (name: string, kind: string, says: string, problem: string, lang: Lang): string =>
    [name, kind, says, problem].filter((part) => part !== '').join(lang === 'zh' ? '，' : ', '),
  showRows: (label: string, count: string, stale: boolean, lang: Lang): string =>
    lang === 'zh' ? zh`${label}：${count}行${stale ? '（上次运行）' : ''}，查看这些行` : `${label}: ${count} rows${stale ? ' at the last run' : ''}, show them`,
  input: (label: string, lang: Lang): string => {
    if (label === '') return lang === 'zh' ? '输入' : 'Input';
    return lang === 'zh' ? zh`输入：${label}` : `Input: ${label}`;
  },
  output: (label: string, lang: Lang): string => (lang === 'zh' ? zh`输出：${label}` : `Output: ${label}`),
  addAfter: (label: string, lang: Lang): string => (lang === 'zh' ? zh`在“${label}”之后添加或连接` : `Add or connect after “${label}”`),
  leadTo: (name: string, side: 'inputs' | 'outputs', lang: Lang): string => {
    if (lang === 'zh') return side === 'outputs' ? zh`连到“${name}”` : zh`从“${name}”连来`;
    return side === 'outputs' ? `Connect to “${name}”` : `Connect from “${name}”`;
  },
  group: (name: string, nodes: number, lang: Lang): string =>
    lang === 'zh' ? zh`分组“${name}”：选中其中${nodes}个节点` : `Group “${name}”: select its ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
  edge: ({ from, output, to, count }: { readonly from: string; readonly output: string; readonly to: string; readonly count: string | undefined }, lang: Lang): string => {
    if (lang === 'zh') return zh`从${from}（${output}）到${to}的连线${count === undefined ? '' : zh`，${count}行`}`;
    return `Edge from ${from} (${output}) to ${to}${count === undefined ? '' : `, ${count} rows`}`;
  },
  countOf: (count: string, part: string | undefined, lang: Lang): string => {
    if (lang === 'zh') return zh`${count}行${part === undefined ? '' : zh`，占${part}`}`;
    return `${count} rows${part === undefined ? '' : `, ${part} of what was read`}`;
  },
};

/** What is said while a graph is built. */
export const buildingPhrases = {
  field: (label: string, does: 'makes' | 'uses', lang: Lang): string => {
    if (lang === 'zh') return does === 'makes' ? zh`产生“${label}”` : zh`用到“${label}”`;
    return `${does} “${label}”`;
  },
  inGroup: (names: readonly string[], lang: Lang): string => {
    if (lang === 'zh') return zh`${names.length} 个节点：${listInWords(names, 'and', lang)}`;
    return `${names.length} ${names.length === 1 ? 'node' : 'nodes'}: ${listInWords(names, 'and', lang)}`;
  },
  outputOf: (node: string, output: string, lang: Lang): string => (lang === 'zh' ? zh`${node}：${output}` : `${node}: ${output}`),
  problemOf: (node: string, problem: string, lang: Lang): string => (lang === 'zh' ? zh`${node}：${problem}` : `${node}: ${problem}`),
  collapseGroup: (name: string, lang: Lang): string => (lang === 'zh' ? zh`将分组“${name}”折叠为一张卡片` : `Collapse the group “${name}” to one card`),
};

/** What blanks and panels say of what is in them. */
export const panelPhrases = {
  unitOf: (label: string, lang: Lang): string => (lang === 'zh' ? zh`${label}的单位` : `${label}: unit`),
  removeOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`移除“${name}”` : `Remove “${name}”`),
  detailsOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`“${name}”的详细设置` : `Details of “${name}”`),
  moveOf: (name: string, at: number, of: number, lang: Lang): string => (lang === 'zh' ? zh`移动“${name}”，第 ${at} 项，共 ${of} 项` : `Move “${name}”, ${at} of ${of}`),
  labelOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`“${name}”的显示名称` : `Label of “${name}”`),
  valueOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`“${name}”的值` : `Value of “${name}”`),
  onlyRowsOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`“${name}”的条件` : `Condition of “${name}”`),
  conditionOf: (item: number, lang: Lang): string => (lang === 'zh' ? zh`第 ${item} 项的条件` : `Condition of item ${item}`),
  pointsOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`分值：${name}` : `Points for ${name}`),
  startOf: (band: string, lang: Lang): string => (lang === 'zh' ? zh`“${band}”的起始分` : `Where “${band}” begins`),
  under: (from: number, lang: Lang): string => (lang === 'zh' ? zh`，不足 ${from} 分` : `under ${from} points`),
  fieldOf: (event: string, lang: Lang): string => (lang === 'zh' ? zh`${event}的字段` : `Field of the ${event}`),
  allOf: (events: string, lang: Lang): string => (lang === 'zh' ? zh`全部${events}` : `all ${events}`),
  forEach: (measure: string, lang: Lang): string => (lang === 'zh' ? zh`对每${measure}` : 'Of each'),
  everyOne: (event: string, measure: string, lang: Lang): string => (lang === 'zh' ? zh`每${measure}${event}都` : `for every ${event}`),
  frame: (frame: 'through' | 'before', event: string, measure: string, lang: Lang): string => {
    if (lang === 'zh') return frame === 'through' ? zh`含本${measure}` : zh`不含本${measure}`;
    return frame === 'through' ? `this ${event} included` : `before this ${event}`;
  },
  /** How one field differs from what the sentence above says of all. */
  differs: (within: string | undefined, frame: string | undefined, lang: Lang): string => {
    const parts = [...(within === undefined ? [] : [lang === 'zh' ? zh`最近 ${within}` : `over the last ${within}`]), ...(frame === undefined ? [] : [frame])];
    return parts.join(lang === 'zh' ? '，' : ', ');
  },
  keepAlone: (events: string, others: string, lang: Lang): string => (lang === 'zh' ? zh`没有配上${others}的${events}也保留` : `Keep ${events} that no ${others} were found for`),
  ofRows: (rows: number, lang: Lang): string => {
    const count = numberInWords(rows, undefined, lang);
    return lang === 'zh' ? zh`${count} 行` : `${count} ${rows === 1 ? 'row' : 'rows'}`;
  },
  inlineRows: (rows: number, lang: Lang): string => {
    const count = numberInWords(rows, undefined, lang);
    return lang === 'zh' ? zh`规则图里自带 ${count} 行` : `${count} ${rows === 1 ? 'row that stands' : 'rows that stand'} in the graph itself`;
  },
  seed: (seed: string, lang: Lang): string => (lang === 'zh' ? zh`第 ${seed} 批，每次都相同` : `Batch ${seed}, the same each time`),
  stepName: (step: number, lang: Lang): string => (lang === 'zh' ? zh`第 ${step} 步` : `step ${step}`),
  branchName: (branch: number, lang: Lang): string => (lang === 'zh' ? zh`情况 ${branch}` : `case ${branch}`),
  bandName: (band: number, lang: Lang): string => (lang === 'zh' ? zh`分段 ${band}` : `band ${band}`),
  valueName: (value: number, lang: Lang): string => (lang === 'zh' ? zh`内容 ${value}` : `value ${value}`),
  reasonOfBranch: (node: string, branch: string, lang: Lang): string => (lang === 'zh' ? `${node}：${branch}` : `${node}: ${branch}`),
  reasonOfPoints: (item: string, points: number, lang: Lang): string => {
    const said = `${points < 0 ? '−' : '+'}${numberInWords(Math.abs(points), undefined, lang)}`;
    return lang === 'zh' ? `${item}（${said}）` : `${item} (${said})`;
  },
};

/** What the sheet of a decision table says of what is in it. */
export const sheetPhrases = {
  row: (row: number, lang: Lang): string => (lang === 'zh' ? `第 ${row} 行` : `Row ${row}`),
  cellAt: (column: string, row: number, lang: Lang): string => (lang === 'zh' ? zh`${column}，第 ${row} 行` : `${column}, ${row}`),
  columnOf: (label: string, lang: Lang): string => (lang === 'zh' ? zh`列“${label}”的设置` : `Settings of the column “${label}”`),
  sheetSize: (rows: number, conditions: number, results: number, lang: Lang): string => {
    const count = numberInWords(rows, undefined, lang);
    if (lang === 'zh') return zh`${count} 行，${conditions} 个条件，${results} 个结果。区间含起点，不含终点。`;
    return `${count} ${rows === 1 ? 'row' : 'rows'}, ${conditions} ${conditions === 1 ? 'condition' : 'conditions'}, ${results} ${results === 1 ? 'result' : 'results'}. A range includes its start, not its end.`;
  },
  pastedCells: (count: number, lang: Lang): string => (lang === 'zh' ? zh`已粘贴 ${count} 个单元格` : `${count} ${count === 1 ? 'cell' : 'cells'} pasted`),
  csvProblem: (line: number, message: Words): Words => ({ en: `Line ${line} of the file: ${message.en}`, zh: `文件第 ${line} 行：${message.zh}` }),
  afterEvents: (events: string, lang: Lang): string => (lang === 'zh' ? zh`样本 ${events}` : `Of ${events}`),
  shareOf: (count: number, all: number, lang: Lang): string => {
    const share = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 }).format(all === 0 ? 0 : count / all);
    return lang === 'zh' ? zh`占 ${share}` : `${share} of them`;
  },
  andSmaller: (count: number, lang: Lang): string => (lang === 'zh' ? zh`，以及另外 ${count} 种较少的情况` : `, and ${count} smaller ${count === 1 ? 'case' : 'cases'}`),
  matchesAlone: (hits: number, rows: number, event: EventName | undefined, lang: Lang): string => {
    const all = countInWords(rows, event, lang);
    const some = numberInWords(hits, undefined, lang);
    return lang === 'zh' ? zh`单看这一格：样本 ${all}中有 ${some} 条符合` : `This cell alone holds for ${some} of ${all}`;
  },
  distribution: (least: string, most: string, lang: Lang): string => (lang === 'zh' ? zh`样本中的分布，从 ${least} 到 ${most}` : `How it lies in the sample, from ${least} to ${most}`),
  tryOne: (one: string, lang: Lang): string => (lang === 'zh' ? zh`试一条${one}` : `Try one ${one}`),
  byRows: (rows: readonly number[], hit: 'first' | 'all' | 'sum', lang: Lang): string => {
    if (hit !== 'first') return lang === 'zh' ? zh`第 ${rows.join('、')} 行` : `${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}`;
    const [first = 0, ...rest] = rows;
    if (rest.length === 0) return lang === 'zh' ? zh`第 ${first} 行` : `row ${first}`;
    return lang === 'zh' ? zh`第 ${first} 行，其次 ${rest.join('、')}` : `row ${first}, then ${rest.join(', ')}`;
  },
  nothingCovers: (event: EventName | undefined, lang: Lang): string => {
    const { one, many } = eventWords(event, lang);
    return lang === 'zh' ? zh`没有一行覆盖这样的${one}：` : `Nothing covers ${many} where`;
  },
  theAbove: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`上面的 ${said}` : `the ${said} above`;
  },
  found: (count: number, lang: Lang): string => (lang === 'zh' ? (count === 0 ? '没有发现问题' : zh`发现 ${count} 处`) : count === 0 ? 'nothing found' : `${count} found`),
  seeHits: (count: number, lang: Lang): string => (lang === 'zh' ? zh`查看这 ${numberInWords(count, undefined, lang)} 条` : `See the ${numberInWords(count, undefined, lang)}`),
  gapTitle: (gaps: number, rows: number | undefined, event: EventName | undefined, lang: Lang): string => {
    const [en, chinese] = gaps === 1 ? ['A gap', '有一处空缺'] : [`${gaps} gaps`, `有 ${gaps} 处空缺`];
    if (rows === undefined) return lang === 'zh' ? chinese : en;
    const said = countInWords(rows, event, lang);
    return lang === 'zh' ? zh`${chinese}：${said}没有命中任何一行` : `${en}: ${said} ${rows === 1 ? 'matches' : 'match'} no row`;
  },
  gapAbout: (where: string, several: boolean, fallback: boolean, event: EventName | undefined, lang: Lang): string => {
    const { one } = eventWords(event, lang);
    if (lang === 'zh') return zh`${several ? '主要是' : ''}${where}。${fallback ? `这些${one}按“其余情况”处理。` : '结果将缺失。'}`;
    return `${several ? 'Most of all' : 'Those'} where ${where}. ${fallback ? 'They go to “otherwise”.' : 'Their results are missing.'}`;
  },
  addsRows: (count: number, lang: Lang): string => (lang === 'zh' ? zh`补上 ${count} 行，不与其他行重叠` : `Adds ${count} ${count === 1 ? 'row' : 'rows'} that overlap no other`),
  overlapTitle: (upper: number, lower: number, lang: Lang): string => (lang === 'zh' ? zh`第 ${upper} 行与第 ${lower} 行重叠且结果不同` : `Rows ${upper} and ${lower} overlap and disagree`),
  overlapAbout: (
    { upper, lower, where, results: [first, second], rows }: {
      readonly upper: number;
      readonly lower: number;
      readonly where: string;
      readonly results: readonly [string | undefined, string | undefined];
      readonly rows: number | undefined;
    },
    { one, many, measure }: { readonly one: string; readonly many: string; readonly measure: string },
    lang: Lang,
  ): string => {
    const count = rows === undefined ? undefined : numberInWords(rows, undefined, lang);
    if (lang === 'zh') {
      const both = where === '' ? `两行都命中任何${one}` : zh`两行都命中：${where}`;
      const hits = count === undefined ? '' : zh`，样本中有 ${count} ${measure}`;
      const then = first === undefined || second === undefined || first === second ? '' : zh`，结果是“${first}”；第 ${lower} 行则会是“${second}”`;
      return zh`${both}${hits}。第 ${upper} 行在前，以它为准${then}。`;
    }
    const both = where === '' ? `Both match every ${one}` : `Both match ${many} where ${where}`;
    const hits = count === undefined ? '' : `, ${count} in the sample`;
    const then = first === undefined || second === undefined || first === second ? '' : `: “${first}”. Row ${lower} would say “${second}”`;
    return `${both}${hits}. Row ${upper} is first, so it decides${then}.`;
  },
  putFirst: (row: number, lang: Lang): string => (lang === 'zh' ? zh`把第 ${row} 行放到前面` : `Put row ${row} first`),
  moreOverlaps: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`还有 ${said} 对行重叠，处理完上面这些后会显示` : `${said} more ${count === 1 ? 'pair overlaps' : 'pairs overlap'}; they show once these are settled`;
  },
  unreachedTitle: (row: number, lang: Lang): string => (lang === 'zh' ? zh`第 ${row} 行永远不会命中` : `Row ${row} can never match`),
  unreachedAbout: (behind: readonly number[], lang: Lang): string => {
    const named = behind.slice(0, 5).join(lang === 'zh' ? '、' : ', ');
    if (behind.length === 0) return lang === 'zh' ? '它的条件不可能成立。' : 'It asks for what cannot be.';
    if (lang === 'zh') return zh`它要的都被上面的第 ${named}${behind.length > 5 ? ' 等' : ''} 行先命中了。`;
    return `${behind.length === 1 ? `Row ${named} above it takes` : `Rows ${named}${behind.length > 5 ? ' and more' : ''} above it take`} everything it asks for.`;
  },
  removeRow: (row: number, lang: Lang): string => (lang === 'zh' ? zh`删除第 ${row} 行` : `Delete row ${row}`),
  neverTitle: (rows: readonly string[], count: number, lang: Lang): string => {
    const more = count - rows.length;
    if (lang === 'zh') return zh`第 ${rows.join('、')} 行${more > 0 ? zh`等 ${count} 行` : ''}在样本中从未命中`;
    return `${count === 1 ? 'Row' : 'Rows'} ${more > 0 ? `${rows.join(', ')} and ${more} more` : listInWords(rows, 'and', lang)} never matched`;
  },
};

/** What drawings on a real row say. */
export const drawingPhrases = {
  forRow: (row: string, lang: Lang): string => (lang === 'zh' ? row : `For ${row}`),
  forSummary: (start: string, lang: Lang): string => (lang === 'zh' ? zh`${start} 开始的汇总` : `The summary from ${start}`),
  forMatch: (start: string, lang: Lang): string => (lang === 'zh' ? zh`${start} 开始的一次` : `One that began at ${start}`),
  last: (span: string, lang: Lang): string => (lang === 'zh' ? zh`最近 ${span}` : `last ${span}`),
  thisRow: (event: string, measure: string, lang: Lang): string => (lang === 'zh' ? `本${measure}` : `this ${event}`),
  counted: (count: string, span: string, lang: Lang): string => (lang === 'zh' ? zh`${span}内共 ${count}` : `${count} in the ${span}`),
  missedBy: (time: string, lang: Lang): string => (lang === 'zh' ? zh`到 ${time} 仍未发生` : `had not come by ${time}`),
};

/** What can be said of many rows. */
export const aggregateWords = {
  count: { name: aggregateNames.count, about: { en: 'How many there are', zh: '一共有多少' } },
  sum: { name: aggregateNames.sum, about: { en: 'All values added up', zh: '所有值相加' } },
  average: { name: aggregateNames.average, about: { en: 'Of the values that are there', zh: '有值的取平均' } },
  min: { name: aggregateNames.min, about: { en: 'The smallest or earliest', zh: '最小或最早' } },
  max: { name: aggregateNames.max, about: { en: 'The largest or latest', zh: '最大或最晚' } },
  distinct: { name: aggregateNames.distinct, about: { en: 'How many different values', zh: '有多少个不同的值' } },
  stddev: { name: aggregateNames.stddev, about: { en: 'How much the values vary', zh: '值的波动幅度' } },
  first: { name: aggregateNames.first, about: { en: 'The earliest one’s value', zh: '最早一条的值' } },
  last: { name: aggregateNames.last, about: { en: 'The latest one’s value', zh: '最近一条的值' } },
  sincePrevious: { name: aggregateNames.sincePrevious, about: { en: 'Since the one before it', zh: '距前一条的时间' } },
} as const satisfies Record<AggregateName, { readonly name: Words; readonly about: Words }>;

/** What a field stands for. */
export const roleWords = {
  time: { name: { en: 'time', zh: '时间' }, about: { en: 'when it happened', zh: '何时发生' } },
  id: { name: { en: 'id', zh: '编号' }, about: { en: 'tells one from another', zh: '区分各条' } },
  key: { name: { en: 'key', zh: '主体' }, about: { en: 'whose it is: a card, a customer', zh: '属于谁：卡、客户' } },
  amount: { name: { en: 'amount', zh: '金额' }, about: { en: 'how much it is about', zh: '涉及多少' } },
  label: { name: { en: 'label', zh: '标签' }, about: { en: 'what turned out to be true; rules may not use it', zh: '事后的真实结果，规则不能使用' } },
  sensitive: { name: { en: 'sensitive', zh: '敏感' }, about: { en: 'masked where it leaves', zh: '对外时遮盖' } },
} as const satisfies Record<Role, { readonly name: Words; readonly about: Words }>;

/** Where rows are sent to. */
export const targetWords = {
  file: { to: { en: 'to the file', zh: '写入文件' }, place: { en: 'Name of the file', zh: '文件名' }, example: 'output.csv' },
  webhook: { to: { en: 'to the address', zh: '发送到网址' }, place: { en: 'Address', zh: '网址' }, example: 'https://' },
  topic: { to: { en: 'to the topic', zh: '发送到主题' }, place: { en: 'Name of the topic', zh: '主题名' }, example: 'offers' },
  list: { to: { en: 'to the list', zh: '加入名单' }, place: { en: 'Name of the list', zh: '名单名称' }, example: 'watchlist' },
  table: { to: { en: 'to the table', zh: '写入表' }, place: { en: 'Name of the table', zh: '表名' }, example: 'cases' },
} as const satisfies Record<string, { readonly to: Words; readonly place: Words; readonly example: string }>;

const outcomeNames: Readonly<Record<string, Words>> = {
  tag: { en: 'a tag', zh: '打标签' },
  recommend: { en: 'a recommendation', zh: '推荐' },
  discount: { en: 'a discount', zh: '优惠' },
  advert: { en: 'an advert', zh: '广告' },
  price: { en: 'a price', zh: '定价' },
  promote: { en: 'a promotion', zh: '促销' },
};

/** The outcomes that the product knows, and any other as its author calls it. */
export const outcomeWords = (type: string, lang: Lang): string => (Object.hasOwn(outcomeNames, type) ? (outcomeNames[type]?.[lang] ?? type) : type);

/** What conditions and formulas say of themselves. */
export const expressionPhrases = {
  rowHits: (count: string, lang: Lang): string => (lang === 'zh' ? zh`样本中有 ${count} 行单独满足此条件` : `Holds by itself for ${count} rows of the sample`),
  hitsOf: (count: string, rows: string, lang: Lang): string => (lang === 'zh' ? zh`${rows} 行中 ${count} 行满足` : `${count} of ${rows} match`),
  wholeHits: (count: string, rows: string, share: string, lang: Lang): string =>
    lang === 'zh' ? zh`样本 ${rows} 行中，${count} 行满足（${share}）` : `${count} of ${rows} rows in the sample match, ${share}`,
  missingIn: (count: string, lang: Lang): string => (lang === 'zh' ? zh`${count} 行缺失` : `missing in ${count}`),
  distribution: (least: string, most: string, middle: string, lang: Lang): string =>
    lang === 'zh' ? zh`样本中的分布：从 ${least} 到 ${most}，中位数 ${middle}` : `Values in the sample: from ${least} to ${most}, half of them below ${middle}`,
  nth: (name: string, number: string, lang: Lang): string => (lang === 'zh' ? zh`${name}${number}` : `${name} ${number}`),
  valueIs: (label: string, value: string, lang: Lang): string => (lang === 'zh' ? zh`${label}为${value}` : `${label} is ${value}`),
  answersDiffer: (fields: readonly string[], now: string, then: string, lang: Lang): string => {
    if (lang === 'zh') return zh`转换后结果会变，例如${fields.length === 0 ? '任意一行' : listInWords(fields, 'and', lang)}时：现在是${now}，转换后是${then}。`;
    return `Converted, it would answer otherwise. Where ${fields.length === 0 ? 'any row comes' : listInWords(fields, 'and', lang)}: now ${now}, then ${then}.`;
  },
};

/** Words with something in them. */
export const phrases = {
  from: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`接 ${listInWords(names, 'and', lang)}` : `from ${listInWords(names, 'and', lang)}`,
  mapOf: (name: string, nodes: number, edges: number, lang: Lang): string =>
    lang === 'zh'
      ? zh`${name}的结构图：${nodes}个节点，${edges}条连线`
      : `Map of ${name}: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${edges} ${edges === 1 ? 'edge' : 'edges'}`,
  nodes: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个节点` : `${count} ${count === 1 ? 'node' : 'nodes'}`),
  problems: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个问题` : `${count} ${count === 1 ? 'problem' : 'problems'}`),
  hints: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}条提示` : `${count} ${count === 1 ? 'hint' : 'hints'}`),
  alerts: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个预警` : `${count} ${count === 1 ? 'alert' : 'alerts'}`),
  askedOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`判断${name}的每一行` : `Asked of each row of ${name}`),
  needs: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`需要运算包中的 ${listInWords(names, 'and', lang)}` : `Needs ${listInWords(names, 'and', lang)} of the operations pack`,

  // The table of rows
  rowsInAll: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`${said} 行` : `${said} ${count === 1 ? 'row' : 'rows'}`;
  },
  rowsOfAll: (count: number, all: number, lang: Lang): string => {
    const [some, every] = [numberInWords(count, undefined, lang), numberInWords(all, undefined, lang)];
    return lang === 'zh' ? zh`${every} 行中的 ${some} 行` : `${some} of ${every} rows`;
  },
  onlyTheFirst: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`只显示前 ${said} 行` : `only the first ${said} are shown`;
  },
  columnsShown: (shown: number, all: number, lang: Lang): string => (lang === 'zh' ? zh`列 ${shown}/${all}` : `Columns ${shown}/${all}`),
  filterOf: (label: string, lang: Lang): string => (lang === 'zh' ? zh`筛选${label}` : `Filter by ${label}`),
  copiedCells: (count: number, lang: Lang): string => (lang === 'zh' ? zh`已复制 ${count} 个单元格` : `${count} ${count === 1 ? 'cell' : 'cells'} copied`),

  // The start page
  graphsAdded: (count: number, lang: Lang): string => (lang === 'zh' ? `已加入 ${count} 个规则图` : `${count} graphs were added`),
  graphsRefused: (names: readonly string[], why: string, lang: Lang): string => (lang === 'zh' ? zh`无法打开 ${listInWords(names, 'and', lang)}：${why}` : `${listInWords(names, 'and', lang)} could not be opened: ${why}`),
  piecesToo: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`${listInWords(names, 'and', lang)}是规则：会和数据一起放进同一个规则图` : `${listInWords(names, 'and', lang)} ${names.length === 1 ? 'is a rule: it goes' : 'are rules: they go'} into the graph together with the data`,
  removed: (name: string, lang: Lang): string => (lang === 'zh' ? zh`已删除“${name}”` : `“${name}” was deleted`),
  moreOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`“${name}”的更多操作` : `More for “${name}”`),

  // The frame around a graph
  fieldCount: (all: number, fresh: number, lang: Lang): string =>
    lang === 'zh'
      ? zh`共${all}个${fresh === 0 ? '' : zh`，新增${fresh}个`}`
      : `${all}${fresh === 0 ? '' : `, of which ${fresh} new`}`,
  more: (count: number, lang: Lang): string => (lang === 'zh' ? zh`另${count}个` : `${count} more`),
  readAndLeftOut: (read: number, out: number, lang: Lang): string => {
    const [all, aside] = [numberInWords(read, undefined, lang), numberInWords(out, undefined, lang)];
    if (lang === 'zh') return out === 0 ? zh`读入 ${all} 条` : zh`读入 ${all} 条，${aside} 条未采用`;
    return `${all} ${read === 1 ? 'event' : 'events'} read${out === 0 ? '' : `, ${aside} left out`}`;
  },
  savedAgo: (ago: string, lang: Lang): string => (lang === 'zh' ? zh`已保存在本机浏览器，${ago}` : `Saved in this browser, ${ago}`),

  // The panels of nodes

  // Expressions

  // Decision tables

  // One's own data
  useWith: (name: string, lang: Lang): string => (lang === 'zh' ? zh`用我的数据套用“${name}”` : `Use “${name}” with my data`),
  stepOf: (step: number, all: number, lang: Lang): string => (lang === 'zh' ? zh`第 ${step} 步，共 ${all} 步` : `${step} of ${all}`),
  matchedFields: (matched: number, all: number, lang: Lang): string => (lang === 'zh' ? zh`${all} 个字段中对应上 ${matched} 个` : `${matched} of ${all} fields are in your file`),
  columnFor: (field: string, lang: Lang): string => (lang === 'zh' ? zh`“${field}”对应的列` : `Column for “${field}”`),
  nodesWithout: (names: readonly string[], lang: Lang): string => {
    const said = listInWords(names, 'and', lang);
    return lang === 'zh' ? zh`缺少字段，这些节点暂时不能运行：${said}` : `${said} can’t run without what is not there`;
  },
  missingFile: (name: string, lang: Lang): string => (lang === 'zh' ? zh`这个浏览器里没有“${name}”。把它拖到这里，或` : `“${name}” is not in this browser. Drop it here, or`),
  cardAsksForFile: (name: string, lang: Lang): string => (lang === 'zh' ? zh`这里没有“${name}”，请把它拖到这里` : `“${name}” is not here: drop it here`),
  giveFile: (name: string, lang: Lang): string => (lang === 'zh' ? zh`选择“${name}”` : `choose “${name}”`),
  rowsAndFields: (rows: number, fields: number, took: string, lang: Lang): string => {
    const [all, columns] = [numberInWords(rows, undefined, lang), numberInWords(fields, undefined, lang)];
    return lang === 'zh' ? zh`${all} 行，${columns} 个字段，${took}读完` : `${all} ${rows === 1 ? 'row' : 'rows'}, ${columns} ${fields === 1 ? 'field' : 'fields'}, read in ${took}`;
  },
  rowsSoFar: (rows: number, lang: Lang): string => (lang === 'zh' ? zh`已读 ${numberInWords(rows, undefined, lang)} 行` : `${numberInWords(rows, undefined, lang)} rows so far`),
  madeOfFiles: (files: number, lang: Lang): string => (lang === 'zh' ? zh`由 ${files} 个相同结构的文件合成一个数据源` : `${files} files of one shape, put together as one source`),
  filesLeftOut: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`${listInWords(names, 'and', lang)}的列不同，未放入` : `${listInWords(names, 'and', lang)} ${names.length === 1 ? 'has' : 'have'} other columns and ${names.length === 1 ? 'was' : 'were'} left out`,
  filesTwice: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`${listInWords(names, 'and', lang)}与另一个文件内容完全相同，只读一次` : `${listInWords(names, 'and', lang)} ${names.length === 1 ? 'holds' : 'hold'} the very same as another file, which is read once`,
  rowsRejected: (rows: number, why: string, lang: Lang): string =>
    lang === 'zh' ? zh`${numberInWords(rows, undefined, lang)} 行不符合：${why}` : `${numberInWords(rows, undefined, lang)} ${rows === 1 ? 'row does' : 'rows do'} not fit: ${why}`,
  takenAs: (field: string, as: string, lang: Lang): string => (lang === 'zh' ? zh`${field}认作：${as}` : `${field} is taken as: ${as}`),
  readAsText: (field: string, lang: Lang): string => (lang === 'zh' ? zh`把${field}读作文本` : `Read ${field} as text`),
  kinds: (count: number, atLeast: boolean, measure: string | undefined, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`${said}${atLeast ? '+' : ''} ${measure ?? '种'}` : `${said}${atLeast ? '+' : ''} different`;
  },
  empty: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${numberInWords(count, undefined, lang)} 个空值` : `${numberInWords(count, undefined, lang)} missing`),
  triedOn: (rows: number, lang: Lang): string => (lang === 'zh' ? zh`已在全部 ${numberInWords(rows, undefined, lang)} 行上试过` : `Tried on all ${numberInWords(rows, undefined, lang)} rows`),
  openWithRules: (rules: number, lang: Lang): string => {
    if (rules === 0) return lang === 'zh' ? '打开规则图' : 'Open the graph';
    return lang === 'zh' ? zh`打开规则图，含 ${rules} 条规则` : `Open the graph with ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  },
  addWithRules: (rules: number, lang: Lang): string => {
    if (rules === 0) return lang === 'zh' ? '加到规则图' : 'Add to the graph';
    return lang === 'zh' ? zh`加到规则图，含 ${rules} 条规则` : `Add to the graph with ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  },
  startEmpty: (lang: Lang): string => (lang === 'zh' ? '从空白规则图开始' : 'Begin without a rule'),
  notATable: (name: string, why: string, lang: Lang): string => (lang === 'zh' ? zh`无法读取“${name}”：${why}` : `“${name}” can’t be read: ${why}`),

  // The sample
  againstKnown: (count: string, label: string, lang: Lang): string => (lang === 'zh' ? zh`对照 ${count} 条已知的${label}` : `against ${count} known: ${label}`),
  mostAlertsBy: (label: string, lang: Lang): string => (lang === 'zh' ? zh`预警最多的${label}` : `Most alerts by ${label}`),
  hitsOf: (name: string, count: string, lang: Lang): string => (lang === 'zh' ? zh`${name}：命中 ${count} 行，查看` : `${name}: ${count} hits, show them`),
  notRun: (name: string, lang: Lang): string =>
    lang === 'zh' ? zh`“${name}”未运行：它本身或上游有问题，解决后再运行` : `“${name}” did not run: it has a problem, or something before it has. Solve that and run again`,

  // Building on the canvas

  // Versions, files and links
  leftOut: (rows: number, tests: number, lang: Lang): string => {
    const [r, t] = [numberInWords(rows, undefined, lang), numberInWords(tests, undefined, lang)];
    if (lang === 'zh') return tests === 0 ? `不包含 ${r} 行样本数据。` : `不包含 ${r} 行数据和 ${t} 个已存测试。`;
    return `Left out: ${r} ${rows === 1 ? 'row' : 'rows'} of data${tests === 0 ? '' : ` and ${t} saved ${tests === 1 ? 'test' : 'tests'}`}.`;
  },
  maskedFields: (labels: readonly string[], lang: Lang): string => (lang === 'zh' ? `敏感字段的值已换成代号：${labels.join('、')}。` : `Made up in place of sensitive values: ${labels.join(', ')}.`),
  filesNamed: (files: readonly string[], lang: Lang): string => (lang === 'zh' ? `数据文件不随图发出：${files.join('、')}。` : `Data files stay here: ${files.join(', ')}.`),
  version: (number: number, name: string, lang: Lang): string => (name === '' ? (lang === 'zh' ? `版本 ${number}` : `Version ${number}`) : lang === 'zh' ? `版本 ${number}：${name}` : `v${number} ${name}`),
  changes: (count: number, lang: Lang): string => (lang === 'zh' ? `${count} 处改动` : `${count} ${count === 1 ? 'change' : 'changes'}`),
  changesSince: (count: number, number: number, lang: Lang): string => (lang === 'zh' ? `版本 ${number} 之后的 ${count} 处改动` : `${count} ${count === 1 ? 'change' : 'changes'} since version ${number}`),
  noChangesSince: (number: number, lang: Lang): string => (lang === 'zh' ? `版本 ${number} 之后没有改动` : `Nothing has changed since version ${number}`),
  saveVersion: (number: number, lang: Lang): string => (lang === 'zh' ? `存为版本 ${number}` : `Save as version ${number}`),
  returnTo: (number: number, lang: Lang): string => (lang === 'zh' ? `恢复到版本 ${number}` : `Return to version ${number}`),

  // Lists and tables
  usedBy: (names: readonly string[], lang: Lang): string => (lang === 'zh' ? `用于${names.map((name) => `“${name}”`).join('、')}` : `Used by ${listInWords(names.map((name) => `“${name}”`), 'and', lang)}`),
  valueCount: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 个值` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'value' : 'values'}`),
  rowCount: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 行` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'row' : 'rows'}`),
  noNumber: (text: string, lang: Lang): string => (lang === 'zh' ? zh`“${text}”不是数字` : `“${text}” is no number`),
  cellOf: (column: string, row: number | undefined, lang: Lang): string =>
    row === undefined ? (lang === 'zh' ? zh`新的一行，${column}` : `${column}, new row`) : lang === 'zh' ? zh`第 ${row} 行，${column}` : `${column}, row ${row}`,
  removeRow: (row: number, lang: Lang): string => (lang === 'zh' ? `删除第 ${row} 行` : `Delete row ${row}`),
  removeColumn: (column: string, lang: Lang): string => (lang === 'zh' ? zh`删除列“${column}”` : `Delete the column “${column}”`),
  columnNumber: (number: number, lang: Lang): string => (lang === 'zh' ? `列 ${number}` : `column ${number}`),
  nameOfColumn: (column: string, lang: Lang): string => (lang === 'zh' ? zh`列“${column}”的名称` : `Name of the column “${column}”`),
  typeOfColumn: (column: string, lang: Lang): string => (lang === 'zh' ? zh`“${column}”的类型` : `Type of “${column}”`),
  listFrom: (file: string, lang: Lang): string => (lang === 'zh' ? zh`从 ${file} 导入` : `From ${file}`),
  rowsUnfit: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 行有不符合类型的值，不会导入` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'row has a value that does not fit its column and is' : 'rows have values that do not fit their columns and are'} left out`),
  listTooLong: (most: number, lang: Lang): string => (lang === 'zh' ? `超过 ${numberInWords(most, undefined, lang)} 行，放不进规则图。请用数据源加关联来代替。` : `More than ${numberInWords(most, undefined, lang)} rows do not fit into a graph. Use it as a source and join it instead.`),
  graphCount: (count: number, lang: Lang): string => (lang === 'zh' ? `${count} 个规则图` : `${count} ${count === 1 ? 'graph' : 'graphs'}`),
  changeIn: (graph: string, lang: Lang): string => (lang === 'zh' ? zh`修改对“${graph}”生效` : `Changes go to “${graph}”`),
  namesake: (graphs: readonly string[], size: string, lang: Lang): string =>
    lang === 'zh' ? zh`${listInWords(graphs.map((graph) => `“${graph}”`), 'and', lang)}中有一份同名但内容不同的，${size}` : `${listInWords(graphs.map((graph) => `“${graph}”`), 'and', lang)} ${graphs.length === 1 ? 'has' : 'have'} one of this name with other content, ${size}`,
  undoOf: (what: string, lang: Lang): string => (lang === 'zh' ? zh`撤销：${what}` : `Undo: ${what}`),
  redoOf: (what: string, lang: Lang): string => (lang === 'zh' ? zh`重做：${what}` : `Redo: ${what}`),
  tableFrom: (file: string, lang: Lang): string => (lang === 'zh' ? zh`内容来自文件 ${file}` : `Its rows come from the file ${file}`),
};

/** What two graphs make of the same data, beside what `src/lab/report` says of it. */
export const comparePhrases = {
  alertsUnit: (count: number | undefined, lang: Lang): string => (lang === 'zh' ? '条预警' : count === 1 ? 'alert' : 'alerts'),
  open: (what: string, count: string, lang: Lang): string => (lang === 'zh' ? zh`${what}：${count}，查看` : `${what}: ${count}, show them`),
  ofNode: (what: string, name: string, lang: Lang): string => (lang === 'zh' ? zh`${name}：${what}` : `${name}: ${what}`),
  daysTogether: (days: number, lang: Lang): string => (lang === 'zh' ? zh`每组为 ${days} 天中最忙的一天` : `each pair of bars: the busiest of ${days} days`),
  effect: (what: string, before: string, after: string, change: string, lang: Lang): string => (lang === 'zh' ? zh`${what} ${before} → ${after}（${change}）` : `${what} ${before} → ${after} (${change})`),
  graphOfBrowser: (lang: Lang): string => (lang === 'zh' ? '浏览器中的规则图' : 'graph in this browser'),
};

/** Saved tests and what no row reached. */
export const testPhrases = {
  newName: (number: number, lang: Lang): string => (lang === 'zh' ? `测试 ${number}` : `Test ${number}`),
  copy: (name: string, lang: Lang): string => (lang === 'zh' ? `${name}（副本）` : `${name} (copy)`),
  removed: (name: Text): Words => ({ en: `“${inLanguage(name, 'en')}” was deleted. Undo brings it back`, zh: `已删除“${inLanguage(name, 'zh')}”，可撤销` }),
  allPass: (count: number, lang: Lang): string => (lang === 'zh' ? `${count} 个测试全部通过` : count === 1 ? 'The test passes' : `All ${count} tests pass`),
  failing: (failed: number, count: number, lang: Lang): string => (lang === 'zh' ? `${count} 个测试中 ${failed} 个未通过` : `${failed} of ${count} ${count === 1 ? 'test' : 'tests'} ${failed === 1 ? 'fails' : 'fail'}`),
  rows: (count: number, lang: Lang): string => (lang === 'zh' ? `${count} 行` : `${count} ${count === 1 ? 'row' : 'rows'}`),
  rowsOf: (source: string, lang: Lang): string => (lang === 'zh' ? zh`给“${source}”的数据` : `Given to ${source}`),
  addRowsOf: (source: string, lang: Lang): string => (lang === 'zh' ? zh`给“${source}”添加数据` : `Add rows of ${source}`),
  alertNumber: (number: number, lang: Lang): string => (lang === 'zh' ? `预警 ${number}` : `Alert ${number}`),
  keyNumber: (number: number, lang: Lang): string => (lang === 'zh' ? `预警 ${number} 的键` : `Key of alert ${number}`),
  onWay: (failed: number, lang: Lang): string => (lang === 'zh' ? `${failed} 个未通过的测试的预警来自这里` : `An alert of ${failed} failing ${failed === 1 ? 'test' : 'tests'} comes this way`),
  ofNode: (failed: number, count: number, lang: Lang): string => (failed > 0 ? testPhrases.failing(failed, count, lang) : lang === 'zh' ? `${count} 个测试通过` : `${count} ${count === 1 ? 'test passes' : 'tests pass'}`),
  keptAlert: (alert: string, key: string | null, lang: Lang): string => (key === null ? alert : lang === 'zh' ? `${alert}：${key}` : `${alert}: ${key}`),
  keptRow: (id: string | undefined, lang: Lang): string => (lang === 'zh' ? (id === undefined ? '一行不触发预警的数据' : zh`${id} 不触发预警`) : id === undefined ? 'A row that raises no alert' : `${id} raises no alert`),
  /** What a test will hold, before it is kept. */
  holds: ({ given, match, expect }: Pick<SavedTest, 'given' | 'match' | 'expect'>, nameOf: (node: string) => string, lang: Lang): string => {
    const count = Object.values(given).reduce((sum, rows) => sum + rows.length, 0);
    const named = listInWords(expect.map(({ alert, key }) => (lang === 'zh' ? `“${nameOf(alert)}”${key === undefined ? '' : `（${key}）`}` : `“${nameOf(alert)}”${key === undefined ? '' : ` for ${key}`}`)), 'and', lang);
    if (lang === 'zh') return match === 'none' ? `包含 ${count} 行数据，预期不发出任何预警。` : `包含 ${count} 行数据，预期${match === 'exact' ? '恰好' : '至少'}发出${named}。`;
    const rows = `It gives ${count} ${count === 1 ? 'row' : 'rows'}`;
    return match === 'none' ? `${rows} and expects no alert.` : `${rows} and expects ${match === 'exact' ? 'exactly' : 'at least'} ${named}.`;
  },
  mask: (fields: readonly string[], lang: Lang): string => (lang === 'zh' ? `用代号替换敏感值：${fields.join('、')}` : `Put made-up values in place of sensitive ones: ${fields.join(', ')}`),
  removeExpected: (number: number, lang: Lang): string => (lang === 'zh' ? `移除预警 ${number}` : `Remove alert ${number}`),
};

/** Coverage, beside what `src/lab/coverage` says of it. */
export const coveragePhrases = {
  looking: (part: number, lang: Lang): string => {
    const share = part > 0 ? ` ${Math.round(part * 100)}%` : '';
    return lang === 'zh' ? `正在查看数据到达哪里…${share}` : `Looking where rows come…${share}`;
  },
  before: (said: string, lang: Lang): string => (lang === 'zh' ? `修改之前：${said}` : `Before the edits: ${said}`),
  place: (at: number | undefined, count: number, lang: Lang): string => {
    const all = numberInWords(count, undefined, lang);
    return at === undefined ? all : `${numberInWords(at + 1, undefined, lang)} / ${all}`;
  },
  missed: (count: number, lang: Lang): string => (lang === 'zh' ? `${count} 处未到达` : `${count} never reached`),
  ofNode: (name: string, missed: readonly string[], lang: Lang): string => (lang === 'zh' ? `${name}：${missed.join('；')}` : `${name}: ${missed.join('; ')}`),
  neverLeft: (output: string, lang: Lang): string => (lang === 'zh' ? `${output}：从未有数据离开` : `${output}: no row left here`),
  edge: (label: string, lang: Lang): string => (lang === 'zh' ? `${label}，从未有数据经过` : `${label}, never passed`),
};

/** Explanations, beside what `src/lab/explain` says of them. */
export const whyPhrases = {
  stepTo: (zone: string, lang: Lang): string =>
    pick(lang, `Time (${zone}): type another and press Enter to go there`, `时间（${zone}）：输入其他时间并按回车即可跳转`),
  /** What is followed, and where to. */
  following: (event: RowWords | undefined, raised: boolean, lang: Lang): readonly [head: string, rest: string] => {
    if (lang === 'zh') return [zh`跟随一${event?.measure ?? '条'}${event?.one.zh ?? '数据'}`, raised ? '直到它触发的预警' : '，看它经过哪里'];
    return [`Following one ${event?.one.en ?? 'row'}`, raised ? ' to the alert it raised' : ' through the graph'];
  },
  /** Where one rule alone decided, it need not be named. */
  fact: (line: string, alone: boolean, lang: Lang): string => {
    const said = alone ? line.slice(line.indexOf(lang === 'zh' ? '：' : ': ') + (lang === 'zh' ? 1 : 2)) : line;
    return capitalised(said);
  },
  comparedWith: (event: RowWords, lang: Lang): string => (lang === 'zh' ? zh`与这${event.measure}${event.one.zh}对比` : `compared with this ${event.one.en}`),
  lookedAt: (event: RowWords, lang: Lang): string => (lang === 'zh' ? zh`规则看过的${event.one.zh}` : `${capitalised(event.many.en)} the rule looked at`),
  counted: (count: number, tooOld: number, lang: Lang): string => {
    const [some, old] = [numberInWords(count, undefined, lang), numberInWords(tooOld, undefined, lang)];
    if (lang === 'zh') return tooOld === 0 ? zh`计入 ${some} 条` : zh`计入 ${some} 条，${old} 条太早`;
    return tooOld === 0 ? `${some} counted` : `${some} counted, ${old} too old`;
  },
  upToThis: (length: number, event: RowWords, lang: Lang): string => {
    const said = durationInWords(length + (length % 10 === 9 ? 1 : 0), lang);
    return lang === 'zh' ? zh`到本${event.measure}为止的 ${said}` : `${said} up to this ${event.one.en}`;
  },
  earlier: (count: number, event: RowWords, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`更早的还有 ${said} ${event.measure}` : `${said} earlier ${count === 1 ? event.one.en : event.many.en}`;
  },
  time: (lang: Lang): string => (lang === 'zh' ? '时间' : 'time'),
  found: (values: readonly { readonly rows: number; readonly alerts: number }[], lang: Lang): string => {
    const there = values.filter(({ rows }) => rows > 0);
    const [some, all, alerted] = [there.length, values.length, there.filter(({ alerts }) => alerts > 0).length].map((count) => numberInWords(count, undefined, lang));
    return lang === 'zh' ? zh`${all ?? ''} 个中找到 ${some ?? ''} 个，${alerted ?? ''} 个有预警` : `${some ?? ''} of ${all ?? ''} found, ${alerted ?? ''} with alerts`;
  },
  speed: (events: number, lang: Lang): string => (lang === 'zh' ? zh`每秒 ${events} 条` : `${events} ${events === 1 ? 'event' : 'events'} a second`),
  soFar: (read: number, all: number, lang: Lang): string => {
    const [now, of] = [numberInWords(read, undefined, lang), numberInWords(all, undefined, lang)];
    return lang === 'zh' ? zh`第 ${now} / ${of} 条` : `${now} of ${of} events`;
  },
};

/** How good rules are, beside what `src/lab/measure` says of it. */
export const resultPhrases = {
  alertsBy: (count: string, step: string | undefined, lang: Lang): string => {
    if (lang === 'zh') return step === undefined ? zh`共 ${count} 条预警` : zh`${step}的预警，共 ${count} 条`;
    return `${count} ${count === '1' ? 'alert' : 'alerts'}${step === undefined ? '' : ` ${step}`}`;
  },
  barOf: (time: string, count: string, parts: readonly string[], lang: Lang): string =>
    lang === 'zh' ? `${time}：${[count, ...parts].join('，')}` : `${time}: ${[count, ...parts].join(', ')}`,
  alertsOf: (count: string, all: string, lang: Lang): string => (lang === 'zh' ? zh`${all} 条预警中的 ${count} 条` : `${count} of ${all} ${all === '1' ? 'alert' : 'alerts'}`),
  eventsOf: (events: string, all: string, lang: Lang): string => (lang === 'zh' ? zh`${events}（共 ${all}）` : `${events} of ${all}`),
  showThem: (words: string, lang: Lang): string => (lang === 'zh' ? `${words}，查看` : `${words}, show them`),
  onlyKey: (key: string, alerts: number, lang: Lang): string =>
    lang === 'zh' ? zh`${key}：${numberInWords(alerts, undefined, lang)} 条预警，仅看它` : `${key}: ${numberInWords(alerts, undefined, lang)} ${alerts === 1 ? 'alert' : 'alerts'}, only these`,
  ofEvents: (events: string, lang: Lang): string => (lang === 'zh' ? zh`共 ${events}` : `Of ${events}`),
  ofKeys: (keys: string, label: string, lang: Lang): string => (lang === 'zh' ? zh`按${label}统计，共 ${keys}` : `By ${label}, of ${keys}`),
  outputOf: (name: string, output: string, lang: Lang): string => (lang === 'zh' ? `${name}，${output}` : `${name}, ${output}`),
  overTimeOf: (rule: string, lang: Lang): string => (lang === 'zh' ? `${rule}：随时间的变化` : `${rule} over time`),
  ofEach: (one: string, other: string, lang: Lang): string => (lang === 'zh' ? zh`占前者 ${one}，占后者 ${other}` : `${one} of the first, ${other} of the second`),
  moreRules: (more: number, lang: Lang): string => (lang === 'zh' ? zh`另有 ${more} 条命中更少的规则未列出` : `${more} more with fewer hits are left out`),
  atNode: (name: string, rows: string | undefined, lang: Lang): string =>
    rows === undefined ? name : lang === 'zh' ? zh`${name}，${rows}行` : `at ${name}, ${rows} rows`,
  allOf: (name: string, lang: Lang): string => (lang === 'zh' ? `${name}：全部` : `${name}: all`),
  inBin: (from: string, to: string, alerted: string, rest: string, lang: Lang): string =>
    lang === 'zh' ? zh`${from} 至 ${to}：${alerted}行进入预警，${rest}行未进入` : `${from} to ${to}: ${alerted} entered an alert, ${rest} did not`,
  valuesIn: (rows: string, alerted: string, missing: string, lang: Lang): string =>
    lang === 'zh' ? zh`共 ${rows}行，其中${alerted}行进入预警，${missing}行缺失` : `${rows} rows: ${alerted} entered an alert, ${missing} have no value`,
};

export const measurePhrases = {
  manyOf: (label: string, lang: Lang): string => (lang === 'zh' ? label : plural(label)),
  unitAbout: (unit: Unit, lang: Lang): string =>
    ({
      event: pick(lang, 'each one counts', '逐条计数'),
      key: pick(lang, 'one counts where any of its events does', '其中一条算，就算一个'),
      alert: pick(lang, 'an alert is right where any row behind it is', '背后有一条为是，预警就算对'),
      value: pick(lang, 'each counts as much as its amount', '按金额大小计'),
    })[unit],
  inData: (outcome: string, lang: Lang): string => (lang === 'zh' ? zh`数据中的“${outcome}”` : `${outcome}, in the data`),
  byLineage: (event: string, lang: Lang): string => (lang === 'zh' ? zh`${event}触发了预警` : `a ${event} that led to an alert`),
  byKey: (event: string, key: string, lang: Lang): string => (lang === 'zh' ? zh`${event}的${key}当天有预警` : `a ${event} whose ${key} had an alert that day`),
  lengthOf: (what: string, lang: Lang): string => (lang === 'zh' ? zh`${what}的时长` : `${what}: how long`),
  joined: (file: string, labels: number, matched: number): Words =>
    words((lang) => {
      const [all, found, rest] = [labels, matched, labels - matched].map((count) => numberInWords(count, undefined, lang));
      return lang === 'zh' ? zh`${file} 有 ${all ?? ''} 个标签：${found ?? ''} 个对应上数据，${rest ?? ''} 个没有` : `${file} has ${all ?? ''} labels: ${found ?? ''} found in the data, ${rest ?? ''} not`;
    }),
  ofSoMany: (count: string, what: string, measure: string, lang: Lang): string => (lang === 'zh' ? zh`共 ${count} ${measure}${what}` : `of ${count} ${what}`),
  ofAmount: (amount: string, lang: Lang): string => (lang === 'zh' ? zh`共 ${amount}` : `of ${amount}`),
  ofAll: (share: string, lang: Lang): string => (lang === 'zh' ? zh`占 ${share}` : `${share} of all`),
  between: (low: string, high: string, lang: Lang): string => (lang === 'zh' ? zh`，样本少：${low} 到 ${high} 之间` : `: so few, it may be ${low} to ${high}`),
  f1About: (lang: Lang): string => pick(lang, 'precision and recall in one', '精确率与召回率的综合'),
  falseAndTrue: (no: string, yes: string, lang: Lang): string => (lang === 'zh' ? zh`误报 ${no}，命中 ${yes}` : `${no} false, ${yes} true`),
  inDays: (count: string, days: number | undefined, lang: Lang): string => (days === undefined ? (lang === 'zh' ? zh`共 ${count}` : `${count} in all`) : lang === 'zh' ? zh`${days} 天共 ${count}` : `${count} in ${days} ${days === 1 ? 'day' : 'days'}`),
  caughtAndKnown: (events: string, lang: Lang): string => (lang === 'zh' ? zh`${events}：命中与实际` : `${capitalised(events)} caught, and how they turned out`),
  cell: (caught: boolean, events: string, outcome: string, lang: Lang): string => (lang === 'zh' ? zh`${caught ? '命中' : '未命中'}的${events}，${outcome}` : `${caught ? 'caught' : 'not caught'} ${events}, ${outcome}`),
  cellRows: (cell: string, count: string, lang: Lang): string => (lang === 'zh' ? zh`${cell}：${count}，查看` : `${capitalised(cell)}: ${count}, show them`),
  inPercent: (lang: Lang): string => pick(lang, 'Precision and recall', '精确率与召回率'),
  labelsIn: (file: string, lang: Lang): string => (lang === 'zh' ? zh`${file} 里的标签` : `Labels in ${file}`),
  valuesMatched: (matched: number, of: number, lang: Lang): string => {
    const [some, all] = [matched, of].map((count) => numberInWords(count, undefined, lang));
    return lang === 'zh' ? zh`前 ${all ?? ''} 个值中有 ${some ?? ''} 个能在数据里找到` : `${some ?? ''} of its first ${all ?? ''} values are in the data`;
  },
  nowValue: (value: string, lang: Lang): string => (lang === 'zh' ? zh`现在 ${value}` : `now ${value}`),
  proposedValue: (value: string, lang: Lang): string => (lang === 'zh' ? zh`建议 ${value}` : `with ${value}`),
  useValue: (value: string, lang: Lang): string => (lang === 'zh' ? zh`采用 ${value}` : `Use ${value}`),
  used: (value: string, lang: Lang): string => (lang === 'zh' ? zh`规则图已采用 ${value}` : `The graph has ${value} now`),
  showNode: (name: string, lang: Lang): string => (lang === 'zh' ? zh`在图上打开${name}` : `Open ${name} on the canvas`),
};

/** Events as they come in. */
export const livePhrases = {
  rate: (perSecond: number, lang: Lang): string => {
    const said = numberInWords(perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10, undefined, lang);
    return lang === 'zh' ? `每秒 ${said} 条` : `${said} a second`;
  },
  events: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条事件` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'event' : 'events'}`),
  released: (until: string, behind: string, lang: Lang): string => (lang === 'zh' ? `已放行到 ${until}，落后时钟 ${behind}` : `Released until ${until}, ${behind} behind the clock`),
  notReleased: (lang: Lang): string => (lang === 'zh' ? '还没有放行任何事件' : 'Nothing is released yet'),
  late: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条迟到` : `${numberInWords(count, undefined, lang)} late`),
  rejected: (count: number, why: string | undefined, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    if (lang === 'zh') return `${said} 条拒收${why === undefined ? '' : `，最近一条：${why}`}`;
    return `${said} rejected${why === undefined ? '' : `, the last one as ${why.charAt(0).toLowerCase()}${why.slice(1)}`}`;
  },
  waiting: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条等待放行` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'waits' : 'wait'} to be released`),
  silent: (source: string, silent: string, idle: boolean, others: boolean, lang: Lang): string => {
    if (lang === 'zh') return `${source}已静默 ${silent}${idle ? '，不再等待它' : others ? '，其他数据源在等它' : ''}`;
    return `${source} has been silent for ${silent}${idle ? ' and is no longer waited for' : others ? '; the others wait for it' : ''}`;
  },
  silenced: (source: string, left: string, lang: Lang): string => (lang === 'zh' ? `${source}还要静默 ${left}` : `${source} stays silent for another ${left}`),
  missed: (count: number, lang: Lang): string => (lang === 'zh' ? `静默期间未发出 ${numberInWords(count, undefined, lang)} 条` : `${numberInWords(count, undefined, lang)} never sent`),
  held: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条正在路上，将晚到` : `${numberInWords(count, undefined, lang)} on their way late`),
  kept: (count: number, all: boolean, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    if (lang === 'zh') return all ? `可查看全部 ${said} 条事件` : `可查看最近 ${said} 条事件，更早的已放手`;
    return all ? `All ${said} events can be looked at` : `The last ${said} events can be looked at, earlier ones were let go`;
  },
  countsOfKept: (count: number, lang: Lang): string =>
    lang === 'zh' ? `计数包含全部事件；数据行、规则明细和预警原因只依据最近 ${numberInWords(count, undefined, lang)} 条` : `Counts are of all events; rows, reasons and shares of rules are of the last ${numberInWords(count, undefined, lang)}`,
  behind: (lang: Lang): string => (lang === 'zh' ? '事件来得太快，时钟在等这台电脑' : 'Events come faster than this computer can take them: the clock waits'),
  link: (source: string, state: 'connecting' | 'open', lang: Lang): string =>
    state === 'open' ? (lang === 'zh' ? `${source}已连接` : `${source} is connected`) : lang === 'zh' ? `正在连接${source}` : `Connecting to ${source}`,
  linkLost: (source: string, seconds: number, tries: number, lang: Lang): string =>
    lang === 'zh' ? `${source}的连接断开，${seconds} 秒后第 ${tries} 次重连` : `${source} is cut off: try ${tries} in ${seconds} s`,
  whyOf: (title: string, lang: Lang): string => (lang === 'zh' ? `为什么发出“${title}”？` : `Why “${title}”?`),
  course: (events: string, alerts: string, lang: Lang): string => (lang === 'zh' ? `最近两分钟：${events}，${alerts}` : `In the last two minutes ${events} and ${alerts}`),
  alerts: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条预警` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'alert' : 'alerts'}`),
};

/** The server, and what runs on it. */
export const serverPhrases = {
  savedAgo: (when: string, lang: Lang): string => (lang === 'zh' ? `已存到服务器，${when}` : `Saved on the server, ${when}`),
  version: (number: number, note: string, lang: Lang): string => {
    const said = lang === 'zh' ? `第 ${number} 次部署` : `deployment ${number}`;
    return note === '' ? said : `${said}${lang === 'zh' ? '：' : ': '}${note}`;
  },
  lost: (ago: string | undefined, lang: Lang): string => {
    if (ago === undefined) return lang === 'zh' ? '连接不到服务器，正在重试。' : 'The server does not answer. It is tried again by itself.';
    return lang === 'zh' ? `与服务器的连接已断开，正在重试。以下数字是 ${ago}前的。` : `The server does not answer; it is tried again by itself. What shows is ${ago} old.`;
  },
  tries: (ms: number, lang: Lang): string => {
    const seconds = Math.max(0, Math.ceil(ms / 1000));
    if (seconds === 0) return lang === 'zh' ? '正在重试' : 'Is trying again';
    return lang === 'zh' ? `${seconds} 秒后重试` : `Tries again in ${seconds} s`;
  },
  lag: (count: number, of: Words, lang: Lang): string => (lang === 'zh' ? zh`还有 ${numberInWords(count, undefined, lang)} ${of.zh}未读` : `${numberInWords(count, undefined, lang)} ${of.en} to read`),
  watermark: (moment: string, lang: Lang): string => (lang === 'zh' ? `已处理到 ${moment}` : `has come to ${moment}`),
  heard: (ago: string, lang: Lang): string => (lang === 'zh' ? `${ago}前收到数据` : `last heard ${ago} ago`),
  idle: (lang: Lang): string => (lang === 'zh' ? '已静默，不再等待它' : 'silent: no longer waited for'),
  latency: (ms: number, lang: Lang): string => {
    if (ms >= 9950) return lang === 'zh' ? `${Math.round(ms / 1000)} 秒` : `${Math.round(ms / 1000)} s`;
    if (ms >= 995) return lang === 'zh' ? `${(ms / 1000).toFixed(1)} 秒` : `${(ms / 1000).toFixed(1)} s`;
    return lang === 'zh' ? `${Math.round(ms)} 毫秒` : `${Math.round(ms)} ms`;
  },
  newAlerts: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条新预警` : `${numberInWords(count, undefined, lang)} new`),
  why: (title: string, lang: Lang): string => (lang === 'zh' ? `为什么发出“${title}”？` : `Why “${title}”?`),
  keep: (title: string, lang: Lang): string => (lang === 'zh' ? `把“${title}”保存为测试` : `Keep “${title}” as a test`),
  deployedBy: (number: number, when: string, by: string | undefined, lang: Lang): string => {
    if (lang === 'zh') return `第 ${number} 次，${when}${by === undefined ? '' : zh`，由 ${by}`}`;
    return `${number}, ${when}${by === undefined ? '' : ` by ${by}`}`;
  },
};

/** What is said of cases. */
export const casePhrases = {
  number: (id: number, lang: Lang): string => (lang === 'zh' ? `案件 ${id}` : `case ${numberInWords(id, undefined, lang)}`),
  alerts: (count: number, lang: Lang): string => (lang === 'zh' ? `${numberInWords(count, undefined, lang)} 条预警` : `${numberInWords(count, undefined, lang)} ${count === 1 ? 'alert' : 'alerts'}`),
  oldest: (ago: string, lang: Lang): string => (lang === 'zh' ? `最早 ${ago}` : `oldest ${ago}`),
  marked: (count: number, lang: Lang): string => (lang === 'zh' ? `已选 ${numberInWords(count, undefined, lang)} 个` : `${numberInWords(count, undefined, lang)} selected`),
  aside: (when: string, lang: Lang): string => (lang === 'zh' ? `暂缓到 ${when}` : `put aside until ${when}`),
  dueIn: (length: string, lang: Lang): string => (lang === 'zh' ? `还剩 ${length}` : `in ${length}`),
  overdueBy: (length: string, lang: Lang): string => (lang === 'zh' ? `已超时 ${length}` : `overdue by ${length}`),
  done: (when: string, lang: Lang): string => (lang === 'zh' ? `${when} 完成` : `done ${when}`),
  dropView: (name: string, lang: Lang): string => (lang === 'zh' ? zh`删除视图 ${name}` : `Delete the view ${name}`),
  mark: (title: string, lang: Lang): string => (lang === 'zh' ? zh`选择 ${title}` : `Select ${title}`),
  alert: (title: string, lang: Lang): string => (lang === 'zh' ? `预警：${title}` : `Alert: ${title}`),
  earlier: (count: number, lang: Lang): string => (lang === 'zh' ? `另有 ${numberInWords(count, undefined, lang)} 条更早的预警` : `${numberInWords(count, undefined, lang)} earlier ${count === 1 ? 'alert' : 'alerts'}`),
  /** What somebody, or a rule on cases, has done. */
  did: (by: string, what: string, detail: { readonly from: string; readonly to: string; readonly text: string }, lang: Lang): string => {
    const said = caseDeeds[what]?.[lang];
    if (said === undefined) return lang === 'zh' ? zh`${by}：${what}` : `${by}: ${what}`;
    return said.replace('{by}', by).replace('{from}', detail.from).replace('{to}', detail.to).replace('{text}', detail.text);
  },
};

const caseDeeds: Readonly<Record<string, Words>> = {
  'case.take': { en: '{by} took the case', zh: '{by}接手了案件' },
  'case.assign': { en: '{by} gave the case to {to}', zh: '{by}把案件交给了{to}' },
  'case.unassign': { en: '{by} gave the case back', zh: '{by}放回了案件' },
  'case.status': { en: '{by} set it to “{to}”', zh: '{by}设为“{to}”' },
  'case.severity': { en: '{by} changed {from} to {to}', zh: '{by}把严重程度由{from}改为{to}' },
  'case.due': { en: '{by} moved what it is due to {to}', zh: '{by}把截止时间改为{to}' },
  'case.undue': { en: '{by} took away when it is due', zh: '{by}取消了截止时间' },
  'case.comment': { en: '{by}: {text}', zh: '{by}：{text}' },
  'case.step': { en: '{by} did “{to}”', zh: '{by}完成了“{to}”' },
  'case.unstep': { en: '{by} took back “{to}”', zh: '{by}撤回了“{to}”' },
  'case.close': { en: '{by} closed it: {to}', zh: '{by}关闭了案件：{to}' },
  'case.wait': { en: '{by} keeps it waiting: {to}', zh: '{by}继续等待：{to}' },
  'case.reopen': { en: '{by} opened it again', zh: '{by}重新打开了案件' },
};

/** What is said of connections. */
export const connectionPhrases = {
  onlyOne: (name: string, lang: Lang): string => (lang === 'zh' ? zh`唯一的一个：${name}` : `the only one: ${name}`),
  lacks: (name: string | undefined, type: string, lang: Lang): string => {
    const named = name === undefined ? '' : `“${name}”`;
    if (lang === 'zh') return `此服务器没有类型为 ${type} 的连接${named}。请写入 ruleloom.config.json，然后重新启动服务器。`;
    return `This server has no connection ${name === undefined ? '' : `${named} `}of the type ${type}. Write one into ruleloom.config.json and start the server again.`;
  },
  several: (type: string, lang: Lang): string => (lang === 'zh' ? `有多个类型为 ${type} 的连接，请选择一个。` : `There are several of the type ${type}: choose the one that is meant.`),
  unknown: (name: string, lang: Lang): string => (lang === 'zh' ? zh`没有连接器“${name}”，请另选一个。` : `There is no connector “${name}”: choose one.`),
  remove: (name: string, lang: Lang): string => (lang === 'zh' ? zh`删除 ${name}` : `Remove ${name}`),
};

/** What is said of lists that the server keeps. */
export const managedPhrases = {
  entriesOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`${name}的条目` : `Entries of ${name}`),
  editEntry: (entry: string, lang: Lang): string => (lang === 'zh' ? zh`修改 ${entry}` : `Change ${entry}`),
  removeEntry: (entry: string, lang: Lang): string => (lang === 'zh' ? zh`删除 ${entry}` : `Delete ${entry}`),
  historyOf: (what: string, lang: Lang): string => (lang === 'zh' ? zh`${what}的修改历史` : `History of ${what}`),
  noneWith: (text: string, lang: Lang): string => (lang === 'zh' ? zh`没有含“${text}”的条目` : `No entry has “${text}” in it`),
  importHint: (columns: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`从表格粘贴，或选择 CSV 文件。首行为列名：${columns.join('、')}` : `Paste from a sheet, or choose a CSV file. The first line names the columns: ${columns.join(', ')}`,
  willChange: ({ added, changed, removed, same, rejected }: Readonly<Record<'added' | 'changed' | 'removed' | 'same' | 'rejected', number>>, lang: Lang): string => {
    const said = (count: number, en: string, chinese: string): readonly string[] => (count === 0 ? [] : [lang === 'zh' ? `${chinese} ${numberInWords(count, undefined, lang)} 条` : `${numberInWords(count, undefined, lang)} ${en}`]);
    const all = [...said(added, 'added', '新增'), ...said(changed, 'changed', '修改'), ...said(removed, 'deleted', '删除'), ...said(same, 'stay as they are', '不变'), ...said(rejected, 'left out', '不导入')];
    return all.length === 0 ? (lang === 'zh' ? '没有变化' : 'Nothing changes') : all.join(lang === 'zh' ? '，' : ', ');
  },
  lineFault: (line: number | undefined, why: string, lang: Lang): string => (line === undefined ? why : lang === 'zh' ? zh`第 ${line} 行：${why}` : `Line ${line}: ${why}`),
  became: ({ what }: { readonly what: 'set' | 'removed' | 'expired' }, entry: string, lang: Lang): string => {
    if (lang === 'zh') return { set: zh`写入 ${entry}`, removed: zh`删除 ${entry}`, expired: zh`${entry} 到期` }[what];
    return { set: `${entry} was put in`, removed: `${entry} was deleted`, expired: `${entry} expired` }[what];
  },
  by: ({ by, from }: { readonly by?: string | undefined; readonly from?: { readonly graph: string; readonly node: string } | undefined }, lang: Lang): string => {
    if (from !== undefined) return lang === 'zh' ? zh`由规则图 ${from.graph}` : `by the graph ${from.graph}`;
    return by === undefined ? '' : lang === 'zh' ? zh`由 ${by}` : `by ${by}`;
  },
};
