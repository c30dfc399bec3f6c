import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { Refusal } from '../http/problems.ts';
import type { Caller } from '../http/serving.ts';
import { attempts } from './attempts.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { sessionCookie, sessionSeconds } from './sessions.ts';
import type { Sessions } from './sessions.ts';

export interface Login {
  readonly login: (given: { readonly name: string; readonly password: string }, request: FastifyRequest, reply: FastifyReply) => Promise<Caller>;
  readonly logout: (request: FastifyRequest, reply: FastifyReply) => void;
  readonly session: (request: FastifyRequest) => Caller | undefined;
}

export function loginFor({ users }: Pick<Config, 'users'>, sessions: Sessions, now: () => number): Login {
  const tried = attempts(now);
  /** Checked where there is no such user, so that it takes no less time. */
  const nobody = hashPassword('nobody');

  const cookie = (request: FastifyRequest, value: string, seconds: number): string => {
    const secure = request.protocol === 'https' ? '; Secure' : '';
    return `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
  };

  return {
    login: async ({ name, password }, request, reply) => {
      const keys = [`name ${name}`, `address ${request.ip}`];
      const wait = tried.wait(keys);
      if (wait > 0) {
        throw new Refusal(429, 'too-many-attempts', { en: 'Too many failed attempts: wait a few minutes.', zh: '失败次数过多，请几分钟后再试。' }, { headers: { 'retry-after': String(Math.ceil(wait / 1000)) } });
      }
      const user = users.find((each) => each.name === name);
      const right = await isPassword(password, user?.password ?? (await nobody));
      if (user === undefined || !right) {
        tried.failed(keys);
        throw new Refusal(401, 'wrong-login', { en: 'There is no user of this name with this password.', zh: '用户名或密码不正确。' });
      }
      tried.succeeded(keys);
      reply.header('set-cookie', cookie(request, sessions.begin(name), sessionSeconds));
      return { name, role: user.role };
    },
    logout: (request, reply) => {
      const token = tokenIn(request);
      if (token !== undefined) sessions.end(token);
      reply.header('set-cookie', cookie(request, '', 0));
    },
    session: (request) => {
      const token = tokenIn(request);
      const name = token === undefined ? undefined : sessions.nameOf(token);
      const user = users.find((each) => each.name === name);
      return user === undefined ? undefined : { name: user.name, role: user.role };
    },
  };
}

function tokenIn({ headers: { cookie = '' } }: FastifyRequest): string | undefined {
  for (const each of cookie.split(';')) {
    const [name, value] = each.trim().split('=', 2);
    if (name === sessionCookie && value !== undefined && value !== '') return value;
  }
  return undefined;
}
