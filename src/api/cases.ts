import { z } from '../data/zod.ts';
import { wordsSchema } from './problem.ts';
import { alertEntrySchema } from './runs.ts';

/** Alerts of one rule and key that nobody has closed yet are one case. */

export const caseSeverities = ['low', 'medium', 'high', 'critical'] as const;
export type CaseSeverity = (typeof caseSeverities)[number];
export const caseStatuses = ['new', 'working', 'waiting', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseSchema = z
  .object({
    id: z.int(),
    graph: z.string(),
    /** The alert node. */
    node: z.string(),
    rule: z.string().describe('What the alert node is called.'),
    key: z.string().optional(),
    severity: z.enum(caseSeverities),
    status: z.enum(caseStatuses),
    owner: z.string().optional(),
    title: z.string().describe('Of the latest alert, as is the message.'),
    message: z.string(),
    opened: z.number().describe('Milliseconds, as all times.'),
    latest: z.number().describe('When the latest alert was stored.'),
    alerts: z.int(),
    due: z.number().optional(),
    snoozed: z.number().optional().describe('It stands aside until then.'),
    taken: z.number().optional().describe('When somebody first took it.'),
    closed: z.number().optional(),
    closedBy: z.string().optional(),
    disposition: z.string().optional(),
    reason: z.string().optional(),
    steps: z.record(z.string(), z.object({ at: z.number(), by: z.string() })).describe('Next steps that were done.'),
  })
  .meta({ id: 'Case' });
export type Case = z.infer<typeof caseSchema>;

export const caseSorts = ['urgent', 'newest', 'oldest', 'due'] as const;

export const caseFilterSchema = z.object({
  status: z.string().optional().describe('One or several, with commas between; `open` is all but closed.'),
  severity: z.string().optional().describe('One or several, with commas between.'),
  graph: z.string().optional(),
  node: z.string().optional(),
  key: z.string().optional(),
  owner: z.string().optional().describe('`-`: nobody’s.'),
  search: z.string().max(200).optional().describe('Words of its key, title, message, rule or owner.'),
  since: z.coerce.number<number>().optional().describe('Only those closed after this moment, or still open.'),
  overdue: z.stringbool().optional(),
  snoozed: z.stringbool().optional().describe('Those that stand aside, too.'),
});
export type CaseFilter = z.output<typeof caseFilterSchema>;

export const casesQuerySchema = caseFilterSchema.extend({
  sort: z.enum(caseSorts).default('urgent'),
  offset: z.coerce.number<number>().int().min(0).default(0),
  limit: z.coerce.number<number>().int().min(1).max(500).default(100),
});
export type CasesQuery = z.output<typeof casesQuerySchema>;

export const caseCountsSchema = z
  .object({
    open: z.int(),
    mine: z.int().describe('Open ones of who is asking.'),
    snoozed: z.int(),
    overdue: z.int(),
    closedSince: z.int(),
    bySeverity: z.record(z.enum(caseSeverities), z.int()).describe('Of the open ones.'),
    oldest: z.number().optional().describe('When the oldest open one was opened.'),
    mark: z.number().describe('Another one whenever anything about cases has changed.'),
  })
  .meta({ id: 'CaseCounts' });
export type CaseCounts = z.infer<typeof caseCountsSchema>;

const words = z.string().max(5000);

export const caseChangeSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('take') }),
    z.object({ type: z.literal('assign'), owner: z.string().max(200).nullable() }),
    z.object({ type: z.literal('status'), status: z.enum(['new', 'working', 'waiting']) }),
    z.object({ type: z.literal('severity'), severity: z.enum(caseSeverities) }),
    z.object({ type: z.literal('due'), due: z.number().nullable() }),
    z.object({ type: z.literal('comment'), text: words.min(1) }),
    z.object({ type: z.literal('step'), step: z.string().max(200), done: z.boolean() }),
    z.object({
      type: z.literal('close'),
      disposition: z.string().max(200),
      reason: words.default(''),
      alerts: z.int().optional().describe('How many alerts it had when it was looked at: it is not closed when there are more by now.'),
    }),
    z.object({ type: z.literal('reopen') }),
  ])
  .meta({ id: 'CaseChange' });
export type CaseChange = z.output<typeof caseChangeSchema>;

export const dispositionSchema = z
  .object({
    id: z.string(),
    name: wordsSchema,
    hint: wordsSchema.optional(),
    label: z.boolean().optional().describe('What it says of the alerts: that they were right, or not. Left out: nothing.'),
    closes: z.boolean().describe('Otherwise the case stays, and waits.'),
  })
  .meta({ id: 'Disposition' });
export type Disposition = z.infer<typeof dispositionSchema>;

export const nextStepSchema = z
  .object({ id: z.string(), name: wordsSchema, hint: wordsSchema.optional(), action: z.string().optional().describe('What is done when it is confirmed, in a word: the type of the output.') })
  .meta({ id: 'NextStep' });
export type NextStep = z.infer<typeof nextStepSchema>;

export const trailEntrySchema = z
  .object({
    seq: z.int(),
    at: z.number(),
    by: z.string(),
    /** Whether a rule on cases did it: `by` is its name. */
    automatic: z.boolean(),
    what: z.string().describe('`case.` and the type of the change, or the name of what was asked for.'),
    graph: z.string().optional(),
    case: z.int().optional(),
    detail: z.record(z.string(), z.unknown()).describe('From what, to what, and why, as far as there is something to say.'),
  })
  .meta({ id: 'TrailEntry' });
export type TrailEntry = z.infer<typeof trailEntrySchema>;

export const caseDetailSchema = z
  .object({
    case: caseSchema,
    alerts: z.array(alertEntrySchema).describe('The latest first, fifty at most.'),
    trail: z.array(trailEntrySchema).describe('What was done with it, the first first.'),
    dispositions: z.array(dispositionSchema),
    steps: z.array(nextStepSchema),
    others: z.array(caseSchema).describe('Other cases of the same key, the latest first.'),
  })
  .meta({ id: 'CaseDetail' });
export type CaseDetail = z.infer<typeof caseDetailSchema>;

export const snoozeSchema = z
  .object({
    id: z.int(),
    graph: z.string(),
    node: z.string().describe('The rule.'),
    key: z.string().optional().describe('Left out: whatever the key.'),
    until: z.number(),
    reason: z.string(),
    by: z.string(),
    at: z.number(),
  })
  .meta({ id: 'Snooze' });
export type Snooze = z.infer<typeof snoozeSchema>;

export const newSnoozeSchema = z.object({ graph: z.string(), node: z.string(), key: z.string().optional(), until: z.number(), reason: words.min(1) }).meta({ id: 'NewSnooze' });

export const savedViewSchema = z.object({ name: z.string().min(1).max(100), filter: z.record(z.string(), z.string()) }).meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedViewSchema>;

export const reportRuleSchema = z.object({ graph: z.string(), node: z.string(), rule: z.string(), opened: z.int(), alerts: z.int(), closed: z.int(), right: z.int(), wrong: z.int() });
export const caseReportSchema = z
  .object({
    periods: z.array(
      z.object({
        from: z.number(),
        alerts: z.int(),
        opened: z.int(),
        closed: z.int(),
        right: z.int().describe('Closed as right.'),
        wrong: z.int().describe('Closed as a false alarm.'),
        toTake: z.number().optional().describe('The median, in milliseconds, of those opened in this period and taken.'),
        toClose: z.number().optional(),
      }),
    ),
    rules: z.array(reportRuleSchema),
    keys: z.array(z.object({ graph: z.string(), key: z.string(), alerts: z.int(), cases: z.int(), wrong: z.int() })).describe('The noisiest, twenty at most.'),
  })
  .meta({ id: 'CaseReport' });
export type CaseReport = z.infer<typeof caseReportSchema>;
