import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../../api/route.ts';
import { roles } from '../../api/route.ts';
import type { Config } from '../config.ts';
import { Refusal } from '../http/problems.ts';
import type { Caller } from '../http/serving.ts';

export interface Admission {
  readonly whoAsks: (request: FastifyRequest) => Caller | undefined;
  /** Throws a refusal where the caller may not do what this role may. */
  readonly admit: (request: FastifyRequest, role: Role | undefined) => Caller | undefined;
}

export interface AdmissionOptions {
  readonly config: Config;
  /** Who this session is of; undefined where it is none, or none any more. */
  readonly session: (request: FastifyRequest) => Caller | undefined;
}

/** Nobody has to log in where only this computer is served: who sits at it may do everything. */
const alone: Caller = { name: 'local', role: 'admin' };
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

export function admission({ config, session }: AdmissionOptions): Admission {
  const open = config.users.length + config.tokens.length === 0;
  const names = new Set(config.names.map((name) => name.toLowerCase()));
  const tokens = config.tokens.map(({ name, role, token }) => ({ name, role, hash: hashOf(token) }));

  const byToken = (request: FastifyRequest): Caller | undefined => {
    const [, given] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (given === undefined) return undefined;
    const hash = hashOf(given);
    const found = tokens.find((each) => timingSafeEqual(each.hash, hash));
    return found === undefined ? undefined : { name: found.name, role: found.role };
  };
  const whoAsks = (request: FastifyRequest): Caller | undefined => (open ? alone : (byToken(request) ?? session(request)));

  return {
    whoAsks,
    admit: (request, role) => {
      if (!isOurs(request.headers.host, names, config.host)) throw new Refusal(421, 'other-host', { en: 'This server is not called by that name. Add it to "names" in its configuration.', zh: '本服务器没有这个主机名。请把它加入配置文件的 names。' });
      if (!harmless.has(request.method) && isFromElsewhere(request)) throw new Refusal(403, 'other-site', { en: 'A page of another site may not do this.', zh: '不接受其他网站页面的请求。' });
      if (role === undefined) return whoAsks(request);
      const caller = whoAsks(request);
      if (caller === undefined) throw new Refusal(401, 'not-logged-in', { en: 'Log in, or send a token.', zh: '请先登录，或提供令牌。' }, { headers: { 'www-authenticate': 'Bearer' } });
      if (roles.indexOf(caller.role) < roles.indexOf(role)) throw new Refusal(403, 'not-allowed', { en: `This takes the role of ${role}; yours is ${caller.role}.`, zh: `需要 ${role} 角色，您的角色是 ${caller.role}。` });
      return caller;
    },
  };
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A page elsewhere that makes its name lead to this computer gets nothing. */
function isOurs(host: string | undefined, names: ReadonlySet<string>, listening: string): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return local.test(host) || names.has(name) || name === listening.toLowerCase();
}

function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
