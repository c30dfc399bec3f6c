/** What a result means for whom it meets, as far as its word alone says so; a dot beside the word, never instead of it. */
export type Tone = 'good' | 'warn' | 'bad';

const roots: readonly (readonly [Tone, RegExp])[] = [
  ['bad', /^(?:block|declin|reject|refus|deny|denied|stop|ban|freez|critical|拒|拦|阻|封|冻|停|严重)/iu],
  ['warn', /^(?:review|refer|ask|hold|watch|warn|challenge|check|verify|step|manual|medium|high|复核|审|转|核|验证|短信|人工|关注|警|暂|挂起|要求|观察|中|高)/iu],
  ['good', /^(?:allow|approv|accept|pass|fine|ok\b|clear|grant|low|放行|通过|批|允许|正常|接受|低)/iu],
];

export function toneOf(result: string): Tone | undefined {
  return roots.find(([, pattern]) => pattern.test(result.trim()))?.[0];
}

/** Tones are of use only where several results are told apart by them. */
export function tonesOf(results: readonly string[]): ReadonlyMap<string, Tone> {
  const toned = results.flatMap((result) => {
    const tone = toneOf(result);
    return tone === undefined ? [] : [[result, tone] as const];
  });
  return toned.length * 2 >= results.length && toned.length > 1 ? new Map(toned) : new Map();
}
