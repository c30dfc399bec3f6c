/** How far a source has come. */
export interface Pace {
  watermark: number;
  idle: boolean;
}

/** Sources whose rows meet somewhere release time together. */
export interface Together {
  readonly paces: Pace[];
  released: number;
}

/** Up to what every source has passed that is not idle; where all are, up to what any of them has. */
export function release(together: Together): void {
  const { paces } = together;
  const awake = paces.filter((pace) => !pace.idle).map((pace) => pace.watermark);
  const passed = awake.length > 0 ? Math.min(...awake) : Math.max(...paces.map((pace) => pace.watermark));
  together.released = Math.max(together.released, passed);
}

/** The source has passed this moment. */
export function raise(pace: Pace, together: Together, to: number): void {
  pace.watermark = Math.max(pace.watermark, to);
  pace.idle = false;
  release(together);
}

export interface Judged {
  /** The rows that are in time, where not all of them are. */
  readonly accepted: Int32Array | undefined;
  readonly late: Int32Array;
  /** For each late row, the moment that had passed. */
  readonly passed: Float64Array;
  /** No accepted row comes at or before one that stands before it. */
  readonly rising: boolean;
}

const none = new Int32Array(0);
const never = new Float64Array(0);

/** Judges rows one by one, as they come. What the other sources have passed does not change meanwhile. */
export function judge(times: Float64Array, pace: Pace, together: Together, lateness: number): Judged {
  const others = together.paces.reduce(
    (least, other) => (other === pace || other.idle ? least : Math.min(least, other.watermark)),
    Infinity,
  );
  let { watermark } = pace;
  let { released } = together;
  let passed = Math.max(watermark, released);
  let latest = -Infinity;
  let rising = true;
  let count = 0;
  let accepted: Int32Array | undefined;
  const { length } = times;
  // Arrays of numbers alone: what is put into others would be an object of its own in every row.
  let late = none;
  let lateBy = never;
  for (let row = 0; row < length; row += 1) {
    const time = times[row] ?? NaN;
    if (!(time > passed)) {
      if (Number.isNaN(time)) throw new Error('a row without a time came from a source that has one');
      if (accepted === undefined) {
        accepted = Int32Array.from({ length }, (_, place) => place);
        late = new Int32Array(length);
        lateBy = new Float64Array(length);
      }
      late[row - count] = row;
      lateBy[row - count] = passed;
      continue;
    }
    if (time > latest) latest = time;
    else rising = false;
    if (accepted !== undefined) accepted[count] = row;
    count += 1;
    const mark = time - lateness - 1;
    if (mark <= watermark) continue;
    watermark = mark;
    released = Math.max(released, Math.min(mark, others));
    passed = Math.max(mark, released);
  }
  if (count > 0) pace.idle = false;
  pace.watermark = watermark;
  release(together);
  if (accepted === undefined) return { accepted, late: none, passed: never, rising };
  const rest = length - count;
  return { accepted: accepted.slice(0, count), late: late.slice(0, rest), passed: lateBy.slice(0, rest), rising };
}
