/** A point in a text. Lines and columns start at 1; columns and offsets count UTF-16 code units, as SARIF's `utf16CodeUnits` does; offsets start at 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a text; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a file of the repository. `path` is relative to the root, with forward slashes. */
export interface Location {
  readonly path: string;
  readonly range: Range;
}

/** A value together with the place it was read from. */
export interface Located<Value> {
  readonly value: Value;
  readonly location: Location;
}
