/** Deflate (RFC 1951), with a first vocabulary that makes short texts short; output is bounded. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate/browser'

/**
 * What records are made of: both sides start as if they had just seen it, the most frequent last.
 * It is part of the format: another one needs another version.
 */
const vocabulary = strToU8(
  [
    'export function handleCall(message, from, state)export function handleInfo(handleCast(',
    "import { } from 'kernel'\nimport { } from 'otp'\nexport function init(args) {\n  return ['ok', ",
    "export function* yield* receive(['reply', ['noreply', state]\n  const self()send(spawn",
    '"restart_application","stop_application","predict","step","choice","kill_cells","parent"',
    '"cells","load","suspend","resume","crash","reason":"send","message":"machine":"name":"pid":',
    '{"delayMs":[0.1,0.5],"mesh":false},"more":{},"par":"challenge":',
    '"do":"corrupt","do":"reorder","do":"duplicate","do":"delay","do":"drop","sent":["n1@m1",1,',
    '"do":"disk","fault":"lost_writes","torn_write","do":"clock","driftPpm":-"do":"mend","do":"cut"',
    '"do":"random","untilMs":"crashPerMin":"pausePerMin":"partitionPerMin":"diskFaultPerMin":',
    '"do":"link","from":"n1@m1","to":"n2@m2","lossPercent":"jitterMs":"duplicatePercent":',
    '"reorderPercent":"corruptPercent":"do":"slow","factor":"do":"pause","forMs":500,"node":"n3',
    '{"atMs":1500,"do":"partition","groups":[["n1@m1","n2@m2"],["n3@m3"]]},{"atMs":5000,"do"',
    ':"heal"},"op":{"do":"kill","target":{"name":"counter"}}},{"atMs":3000,"do":"kill","process":"',
    '{"codeHash":"cursor":null,"faults":[{"atMs":1000,"do":"crash","node":"n1@m1"},{"atMs":2000,',
    '"do":"restart","node":"n2@m2"}],"letItCrash":"run","more":{},"nodes":3,"ops":[],"options":{},',
    '"program":{"id":"root":"files":[{"name":"main.ts","text":""}]},"seed":1,"version":1}',
  ].join(''),
)

export interface Compressed {
  /** Bytes that it becomes again. */
  readonly size: number
  readonly bytes: Uint8Array
}

export function compress(text: string): Compressed {
  const raw = strToU8(text)
  return { size: raw.length, bytes: deflateSync(raw, { level: 9, dictionary: vocabulary }) }
}

/** Null when these bytes don't become exactly so many. Memory is taken for no more. */
export function decompress({ size, bytes }: Compressed): string | null {
  try {
    const out = new Uint8Array(size + 1)
    const raw = inflateSync(bytes, { out, dictionary: vocabulary })
    return raw.length === size ? strFromU8(raw) : null
  } catch {
    return null
  }
}
