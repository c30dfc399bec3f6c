/** A file that is read here and there: one of the page, of the disk, of a server that gives parts of files. */
export interface RandomAccess {
  readonly byteLength: number;
  slice(start: number, end: number): Promise<ArrayBuffer>;
}
