import { NoSuchChannel } from '../channels/channels.ts';
import { NotDeployable, NoSuchRun, NotNow } from '../runs/runs.ts';
import { NotTaking, Undecided } from '../runs/not-taking.ts';
import { NoSuchSource, RunFailed } from '../runs/contract.ts';
import { troubleInWords, Trouble } from '../connections/trouble.ts';
import { CaseRefused } from '../cases/change.ts';
import { Refusal } from './problems.ts';

/** What a caller is told of an error; undefined for a fault of ours, which is not told in detail. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof NoSuchChannel) return new Refusal(404, 'no-such-channel', { en: `${error.message}.`, zh: `配置中没有渠道“${error.channel}”。` });
  if (error instanceof NoSuchRun) return new Refusal(404, 'no-such-run', { en: `${error.message}: deploy the graph first.`, zh: '没有这个运行，请先部署图。' });
  if (error instanceof NoSuchSource) return new Refusal(404, 'no-such-source', { en: `${error.message}.`, zh: `图中没有数据源“${error.source}”。` });
  if (error instanceof NotDeployable) {
    return new Refusal(422, 'not-deployable', { en: 'This graph can’t run live yet: mend what is listed.', zh: '此图还不能上线运行，请先解决列出的问题。' }, { problems: error.problems });
  }
  if (error instanceof NotNow) return new Refusal(409, 'not-now', error.words);
  if (error instanceof CaseRefused) return new Refusal(error.code === 'no-such-case' ? 404 : error.code.startsWith('no-such') ? 422 : 409, error.code, error.words);
  if (error instanceof NotTaking) {
    return new Refusal(503, 'not-taking', { en: `The run takes no events now: it is ${error.state}.`, zh: `此运行现在不接收数据：${states[error.state]}。` }, { headers: { 'retry-after': '5' } });
  }
  if (error instanceof Undecided) return new Refusal(error.why === 'never' ? 422 : error.why === 'forgotten' ? 409 : 400, `undecided-${error.why}`, error.words);
  if (error instanceof RunFailed) return new Refusal(503, 'run-failed', troubleInWords(error.cause ?? error), { headers: { 'retry-after': '30' } });
  if (error instanceof Trouble) return new Refusal(500, 'trouble', error.words);
  return fromFastify(error);
}

const states: Readonly<Record<NotTaking['state'], string>> = { running: '运行中', paused: '已暂停', draining: '正在排空', stopped: '已停止', failed: '已出错停止' };

function fromFastify(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number' || error.statusCode >= 500) return undefined;
  const { statusCode: status, message } = error;
  if (status === 413) return new Refusal(413, 'too-long', { en: 'That is longer than this server takes: send it in parts.', zh: '内容超过服务器的上限，请分批发送。' });
  if (status === 415) return new Refusal(415, 'wrong-format', { en: 'Send application/json, or application/x-ndjson.', zh: '请以 application/json 或 application/x-ndjson 发送。' });
  return new Refusal(status, 'bad-request', { en: message, zh: `请求有误：${message}` });
}
