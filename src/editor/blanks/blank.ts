/** What every blank of a sentence has: a place for one value that is typed where it stands, or chosen from a menu. */
export interface BlankProps<Value> {
  /** What is asked for, for those who can't see the sentence around it. */
  readonly label: string;
  readonly value: Value;
  readonly readOnly: boolean;
  /** While a person types, each change comes with one name, under which the history makes them one step. */
  readonly change: (next: Value, coalesce?: string) => void;
}
