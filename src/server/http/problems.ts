import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiProblem } from '../../api/problem.ts';
import type { Problem } from '../../data/problem.ts';
import type { Lang, Words } from '../../data/text.ts';

/** What a caller is told of why something was not done. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly words: Words;
  readonly problems: readonly Problem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, words: Words, { problems, headers = {} }: { readonly problems?: readonly Problem[]; readonly headers?: Readonly<Record<string, string>> } = {}) {
    super(words.en);
    this.status = status;
    this.code = code;
    this.words = words;
    this.problems = problems;
    this.headers = headers;
  }
}

export const langOf = (request: FastifyRequest): Lang => (/^\s*zh\b/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en');

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not a method of this address',
  409: 'Not in this state',
  412: 'Changed since',
  413: 'Too long',
  415: 'Not a format that is taken',
  421: 'Not this server',
  422: 'Can’t be done with this',
  428: 'State of what is changed not named',
  429: 'Too often',
  500: 'Fault of the server',
  503: 'Not now',
};

export async function sendRefusal(request: FastifyRequest, reply: FastifyReply, { status, code, words, problems, headers }: Pick<Refusal, 'status' | 'code' | 'words' | 'problems' | 'headers'>): Promise<FastifyReply> {
  const body: ApiProblem = {
    type: `urn:ruleloom:${code}`,
    title: titles[status] ?? 'Not done',
    status,
    code,
    detail: words[langOf(request)],
    words,
    ...(problems === undefined ? {} : { problems: problems.map((each) => ({ code: each.code, severity: each.severity, message: each.message, ...(each.node === undefined ? {} : { node: each.node }), ...(each.field === undefined ? {} : { field: each.field }) })) }),
  };
  return reply.code(status).headers(headers).type('application/problem+json').send(JSON.stringify(body));
}
