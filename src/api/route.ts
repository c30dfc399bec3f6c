import type { z } from '../data/zod.ts';

/** Who may do what; each may what those before it may. A sender may only send events. */
export const roles = ['sender', 'viewer', 'analyst', 'editor', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One thing that can be asked of the server: what is served, documented and called derives from it. */
export interface Route {
  readonly method: Method;
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly summary: string;
  /** Undefined: anybody who reaches the server. */
  readonly role: Role | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | 'events' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Who does it is written down. */
  readonly trail?: true | undefined;
  readonly status?: number | undefined;
  readonly answer: z.ZodType | 'none' | 'stream' | 'lines' | 'text' | 'bytes';
  /** Codes of problems that callers should expect, beside those of all routes. */
  readonly problems?: Readonly<Record<number, string>> | undefined;
}

export const route = <const R extends Route>(given: R): R => given;

/** Names of what varies in a path. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsOf<Rest> : never;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType<infer A> ? A : string;
export type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.input<R['body']> : R['body'] extends 'events' ? string | Uint8Array : undefined;
export type QueryOf<R extends Route> = R['query'] extends z.ZodObject ? z.input<R['query']> : undefined;
