import type { Json } from '../../data/json.ts';
import type { Lang, Words } from '../../data/text.ts';
import type { z } from '../../data/zod.ts';
import type { Message } from './message.ts';

/** A way for alerts to reach people. */
export interface ChannelKind<Settings = unknown> {
  readonly type: string;
  readonly title: Words;
  /** What it does, in a sentence or two. */
  readonly summary: Words;
  /** What a person does to set it up, one step after the other. */
  readonly setUp: readonly Words[];
  readonly settings: z.ZodType<Settings>;
  /** What the other side takes at most; all of these hold at once. */
  readonly limits: readonly Limit[];
  /** What becomes of a message that is sent twice, after a crash. */
  readonly repeats: Words;
  /** Whether a message that may or may not have arrived when the server ended is sent once more. */
  readonly sendsAgain: boolean;
  /** For the page of channels: settings that are of use. */
  readonly example: Readonly<Record<string, Json>>;
  /** Exactly what will be sent. */
  render(message: Message, settings: Settings, lang: Lang): Rendered;
  /** What it throws is trouble on the way, which is tried again. */
  send(rendered: Rendered, settings: Settings, context: SendContext): Promise<Answer>;
}

/** So many messages in so many milliseconds. */
export interface Limit {
  readonly messages: number;
  readonly per: number;
}

export interface Rendered {
  /** As people read it, in the markup of the channel. */
  readonly text: string;
  readonly format: 'markdown' | 'text' | 'html';
  /** The whole of it, but for signatures and times, which are made when it leaves. */
  readonly body: Readonly<Record<string, Json>>;
}

export interface SendContext {
  /** The same for the same message, however often it is sent. */
  readonly id: string;
  /** Milliseconds of the server’s clock. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** What the other side has said, as far as it is of use. */
export type Answer =
  | { readonly type: 'accepted'; /** Said of some of those it goes to. */ readonly why?: Words | undefined }
  /** To be tried again; not before so many milliseconds, where it says so. */
  | { readonly type: 'later'; readonly why: Words; readonly after?: number | undefined }
  /** It will not take this one, now or later. */
  | { readonly type: 'never'; readonly why: Words };

export const accepted: Answer = { type: 'accepted' };
