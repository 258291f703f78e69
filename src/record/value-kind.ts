// What kind of value two words stand for.

export const WHOLE = 1;
export const FLOAT = 2;
export const NOT_A_NUMBER = 3;
export const TEXT = 4;
export const BIGINT = 7;
export const TRUE = 8;
export const FALSE = 9;
export const NULL = 10;
export const UNDEFINED = 11;
export const SYMBOL = 12;
export const FUNCTION = 13;
export const ACTOR = 14;
export const ANCESTOR = 15;
export const LIST = 17;
export const MAP = 18;
export const SET = 19;
export const DATE = 20;
export const ERROR = 21;
export const PATTERN = 22;
export const BINARY = 23;
export const UNKNOWN_ACTOR = 24;
