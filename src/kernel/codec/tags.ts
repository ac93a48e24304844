/**
 * How terms look as bytes (Erlang: the External Term Format; this one is its own): a tag, then what
 * belongs to it. Counts have seven bits a byte, the lowest first. Short texts and pids are written
 * once in a batch; from then on each is its number in a table, which writer and reader keep alike.
 */
export const tagNull = 0
export const tagFalse = 1
export const tagTrue = 2
/** A count. */
export const tagNatural = 3
/** The count n stands for −1 − n. */
export const tagNegative = 4
/** Eight bytes (IEEE 754): whatever is no safe integer, and −0. */
export const tagFloat = 5
/** Its hexadecimal digits as a text, with their sign. */
export const tagBigInt = 6
/** A length, then a byte for each character. */
export const tagLatin = 7
/** A length, then two bytes for each character, half a surrogate pair being one. */
export const tagWide = 8
/** A number in the table of texts. */
export const tagKnownText = 9
/** A text, a creation, an id. */
export const tagPid = 10
/** A number in the table of pids. */
export const tagKnownPid = 11
/** As a pid, but never known: most references are used once. */
export const tagRef = 12
/** A length, then the parts. */
export const tagList = 13
/** A length, then key and part by turns, the keys texts. */
export const tagPlain = 14
/** A length, then the bytes. */
export const tagBytes = 15

/** A table takes the first so many; a text that is longer (in characters) never comes into it. */
export const tableSize = 1_000
export const longestKnownText = 64
