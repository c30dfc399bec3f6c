import type { Problem } from '../data/problem.ts';
import { inLanguage, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { problemInLine } from './check.ts';
import { coverageAsJson, coverageInLines } from './coverage-words.ts';
import { plainLine } from './plain.ts';
import { isPassed } from './test-results.ts';
import type { GraphTested, TimedResult } from './test-results.ts';

/** What saved tests came to: for people, for build servers (JUnit's XML), and for programs. */

export function textReport(graphs: readonly GraphTested[], lang: Lang): string {
  const lines = graphs.flatMap((graph) => {
    const { file, problems, tests } = graph;
    if (problems.length === 0 && tests.length === 0) return [pick(lang, `${file.name}: no tests`, `${file.name}：没有测试`)];
    return [
      file.name,
      ...problems.map((problem) => `  ✗ ${problemInLine(problem, lang)}`),
      ...tests.flatMap((test) => [`  ${test.passed ? '✓' : '✗'} ${nameOf(test, lang)}`, ...differencesOf(test, lang).map((line) => `      ${line}`)]),
      ...coverageLines(graph, lang).map((line) => `  ${line}`),
    ];
  });
  return lines.map((line) => `${plainLine(line)}\n`).join('');
}

export const coverageLines = ({ file: { document }, coverage }: GraphTested, lang: Lang): readonly string[] =>
  coverage === undefined || document === undefined ? [] : coverageInLines(coverage, document, lang);

const nameOf = (test: TimedResult, lang: Lang): string => inLanguage(test.name, lang);
const differencesOf = ({ differences }: TimedResult, lang: Lang): readonly string[] => differences.map(({ message }) => message[lang]);

export function jsonReport(graphs: readonly GraphTested[], lang: Lang): string {
  const tests = graphs.flatMap((graph) => graph.tests);
  const report = {
    tests: tests.length,
    failed: tests.filter((each) => !each.passed).length,
    graphs: graphs.map((graph) => ({
      file: graph.file.name,
      name: inLanguage(graph.file.document?.name ?? '', lang),
      passed: isPassed(graph),
      problems: graph.problems,
      tests: graph.tests.map(({ name, match, passed, expected, came, differences, elapsed }) => ({
        name: inLanguage(name, lang),
        match,
        passed,
        expected,
        came: came.map(({ node, key, title, message }) => ({ alert: node, key, title, message })),
        differences,
        elapsed: Math.round(elapsed * 1000) / 1000,
      })),
      ...(graph.coverage === undefined || graph.file.document === undefined ? {} : { coverage: coverageAsJson(graph.coverage, graph.file.document, lang) }),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** A suite for each graph; what is wrong with a graph itself is an error in a case of its own. */
export function junitReport(graphs: readonly GraphTested[], lang: Lang): string {
  const suites = graphs.map((graph) => suite(graph, lang));
  const sum = (of: (each: GraphTested) => number): number => graphs.reduce((total, graph) => total + of(graph), 0);
  const attributes = { name: 'ruleloom', tests: sum(cases), failures: sum(failures), errors: sum(errors), time: seconds(sum(elapsed)) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites, '')}`;
}

const errors = ({ problems }: GraphTested): number => (problems.length === 0 ? 0 : 1);
const cases = (graph: GraphTested): number => graph.tests.length + errors(graph);
const failures = ({ tests }: GraphTested): number => tests.filter((each) => !each.passed).length;
const elapsed = ({ tests }: GraphTested): number => tests.reduce((sum, each) => sum + each.elapsed, 0);
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

function suite(graph: GraphTested, lang: Lang): string {
  const { file, problems, tests } = graph;
  const whole = problems.length === 0 ? [] : [broken(file.name, problems, lang)];
  const attributes = { name: file.name, tests: cases(graph), failures: failures(graph), errors: errors(graph), time: seconds(elapsed(graph)) };
  return element('testsuite', attributes, [...whole, ...tests.map((each) => testCase(file.name, each, lang))], '  ');
}

function broken(file: string, problems: readonly Problem[], lang: Lang): string {
  const all = problems.map((problem) => problemInLine(problem, lang));
  const error = element('error', { message: all[0] ?? '', type: problems[0]?.code ?? '' }, all.join('\n'), '      ');
  return element('testcase', { classname: file, name: pick(lang, 'The graph itself', '图本身'), time: seconds(0) }, [error], '    ');
}

function testCase(file: string, test: TimedResult, lang: Lang): string {
  const all = differencesOf(test, lang);
  const failure = test.passed ? [] : [element('failure', { message: all[0] ?? '', type: test.differences[0]?.code ?? '' }, all.join('\n'), '      ')];
  return element('testcase', { classname: file, name: nameOf(test, lang), time: seconds(test.elapsed) }, failure, '    ');
}

/** An element on lines of its own, with others inside or with text. */
function element(name: string, attributes: Readonly<Record<string, string | number>>, inside: readonly string[] | string, indent: string): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('');
  if (inside.length === 0) return `${indent}<${name}${all}/>\n`;
  if (typeof inside === 'string') return `${indent}<${name}${all}>${escaped(inside)}</${name}>\n`;
  return `${indent}<${name}${all}>\n${inside.join('')}${indent}</${name}>\n`;
}

/** Characters that XML cannot hold in any form are written out. */
// oxlint-disable-next-line no-control-regex -- these are the very characters it is about
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

function escaped(text: string): string {
  return text
    .replace(unwritable, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"\n\r\t]/g, (found) => entities[found] ?? found);
}
