import { z } from '../data/zod.ts';
import {
  caseChangeSchema, caseCountsSchema, caseDetailSchema, caseReportSchema, caseSchema, casesQuerySchema, newSnoozeSchema, savedViewSchema, snoozeSchema, trailEntrySchema,
} from './cases.ts';
import { wordsSchema } from './problem.ts';
import { roles, route } from './route.ts';

/** What can be asked about alerts as work for people. */

const moment = z.coerce.number<number>().describe('Milliseconds.');
const reportQuery = z.object({
  from: moment,
  to: moment,
  by: z.enum(['day', 'week']).default('day'),
  zone: z.string().default('UTC').describe('Whose days, such as `Asia/Shanghai`.'),
  graph: z.string().optional(),
});
const trailQuery = z.object({
  before: z.coerce.number<number>().int().optional().describe('Only older ones than this `seq`.'),
  limit: z.coerce.number<number>().int().min(1).max(10_000).default(100),
  by: z.string().optional(),
  what: z.string().optional().describe('`case.close`; `case` for all that was done with cases.'),
  graph: z.string().optional(),
  case: z.coerce.number<number>().int().optional(),
  from: moment.optional(),
  to: moment.optional(),
});

export const caseRoutes = {
  cases: route({
    method: 'GET',
    path: '/api/cases',
    summary: 'Alerts as work: one case for each rule and key until it is closed',
    role: 'viewer',
    query: casesQuerySchema,
    answer: z.object({ cases: z.array(caseSchema), total: z.int() }),
  }),
  caseCounts: route({ method: 'GET', path: '/api/case-counts', summary: 'How many cases there are', role: 'viewer', query: z.object({ since: moment.describe('Closed ones are counted from this moment on.') }), answer: caseCountsSchema }),
  case: route({ method: 'GET', path: '/api/cases/{case}', summary: 'One case, with what belongs to it', role: 'viewer', answer: caseDetailSchema }),
  changeCase: route({
    method: 'POST',
    path: '/api/cases/{case}/changes',
    summary: 'Take a case, hand it over, comment, close it …',
    role: 'analyst',
    body: caseChangeSchema,
    answer: caseSchema,
    problems: { 409: 'Not in the state that it is in, or there are more alerts than were seen.' },
  }),
  changeCases: route({
    method: 'POST',
    path: '/api/case-changes',
    summary: 'The same change of many cases',
    role: 'analyst',
    body: z.object({ cases: z.array(z.int()).min(1).max(10_000), change: caseChangeSchema }),
    answer: z.object({ refused: z.array(z.object({ id: z.int(), words: wordsSchema })).describe('Those it could not be done with, and why.') }),
  }),
  caseStep: route({
    method: 'GET',
    path: '/api/cases/{case}/steps/{step}',
    summary: 'What a next step would send, and where to',
    role: 'analyst',
    answer: z.object({ type: z.string(), settings: z.record(z.string(), z.unknown()), event: z.record(z.string(), z.unknown()) }),
  }),
  runCaseStep: route({
    method: 'POST',
    path: '/api/cases/{case}/steps/{step}/run',
    summary: 'Do what a next step is there for: the latest alert goes where it says',
    role: 'analyst',
    answer: caseSchema,
    problems: { 409: 'It was done, or the case is closed.' },
  }),
  snoozes: route({ method: 'GET', path: '/api/snoozes', summary: 'What nobody wants to hear of for now', role: 'viewer', answer: z.object({ snoozes: z.array(snoozeSchema) }) }),
  snooze: route({ method: 'POST', path: '/api/snoozes', summary: 'Put a rule, or one key of it, aside until a moment', role: 'analyst', body: newSnoozeSchema, status: 201, answer: snoozeSchema }),
  wake: route({ method: 'DELETE', path: '/api/snoozes/{snooze}', summary: 'Hear of it again', role: 'analyst', status: 204, answer: 'none' }),
  views: route({ method: 'GET', path: '/api/views', summary: 'Filters that one has kept', role: 'viewer', answer: z.object({ views: z.array(savedViewSchema) }) }),
  keepView: route({ method: 'PUT', path: '/api/views', summary: 'Keep a filter under a name', role: 'viewer', body: savedViewSchema, status: 204, answer: 'none' }),
  dropView: route({ method: 'DELETE', path: '/api/views/{name}', summary: 'Forget a filter', role: 'viewer', status: 204, answer: 'none' }),
  people: route({
    method: 'GET',
    path: '/api/people',
    summary: 'Who can be given a case',
    role: 'viewer',
    answer: z.object({ people: z.array(z.object({ name: z.string(), role: z.enum(roles) })) }),
  }),
  trail: route({ method: 'GET', path: '/api/trail', summary: 'Who did what when, the latest first. It only grows', role: 'viewer', query: trailQuery, answer: z.object({ entries: z.array(trailEntrySchema) }) }),
  trailTable: route({ method: 'GET', path: '/api/trail.csv', summary: 'The same as CSV', role: 'viewer', query: trailQuery, answer: 'text' }),
  caseReport: route({ method: 'GET', path: '/api/case-report', summary: 'Volume, time to take and to close, and false alarms, by day or week', role: 'viewer', query: reportQuery, answer: caseReportSchema }),
  caseReportTable: route({ method: 'GET', path: '/api/case-report.csv', summary: 'The same as CSV, a line for each period', role: 'viewer', query: reportQuery, answer: 'text' }),
  labels: route({
    method: 'GET',
    path: '/api/runs/{id}/labels',
    summary: 'What alerts turned out to be, as CSV: a line for each alert whose case was closed as right or as a false alarm',
    role: 'viewer',
    answer: 'text',
  }),
} as const;
