/**
 * The BEAM beside us: one `erl` with one scheduler, asked over its stdin; see erl/bench.erl. It
 * stays awake from one question to the next, as we do.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import bench from './erl/bench.erl?raw'
import benchOtp from './erl/bench_otp.erl?raw'

/** `[operations, nanoseconds]`, or for bytes `[bytes, processes]`. */
export type BeamAnswer = readonly [number, number]

export interface Beam {
  readonly version: string
  ask(program: string, size: number): Promise<BeamAnswer>
  close(): Promise<void>
}

/** Null where there is no `erl`. `named`: as a node that others can reach. */
export function startBeam(named = false): Beam | null {
  const version = versionOf()
  if (version === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'let-it-crash-beam-'))
  writeFileSync(join(folder, 'bench.erl'), bench)
  writeFileSync(join(folder, 'bench_otp.erl'), benchOtp)
  execFileSync('erlc', ['bench.erl', 'bench_otp.erl'], { cwd: folder })
  const hadDaemon = named && succeeds('epmd', ['-names'])
  const erl = spawn('erl', argsOf(folder, named), { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => erl.once('exit', resolve))
  const lines = answersOf(erl)
  return {
    version,
    ask: async (program, size) => {
      erl.stdin?.write(`${program} ${size}\n`)
      return readAnswer(program, await lines.next())
    },
    close: async () => {
      erl.stdin?.end()
      await ended
      rmSync(folder, { recursive: true })
      // A named node starts a daemon that would stay; it refuses to go while others need it.
      if (named && !hadDaemon) succeeds('epmd', ['-kill'])
    },
  }
}

function argsOf(folder: string, named: boolean): string[] {
  const node = named ? ['-sname', `bench-${process.pid}@localhost`] : []
  // +P: room for a million processes.
  const machine = ['+S', '1:1', '+P', '2000000', '-noshell', '-kernel', 'logger_level', 'none']
  return [...machine, ...node, '-pa', folder, '-s', 'bench', 'main']
}

function versionOf(): string | null {
  try {
    const release = 'io:format("~s", [erlang:system_info(otp_release)]), halt().'
    return `OTP ${execFileSync('erl', ['-noshell', '-eval', release], { encoding: 'utf8' })}`
  } catch {
    return null
  }
}

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

async function* answersOf(erl: ChildProcess): AsyncGenerator<string, string> {
  if (erl.stdout === null) throw new Error('erl has no stdout')
  yield* createInterface({ input: erl.stdout })
  return 'failed: erl has ended'
}

function readAnswer(program: string, { value }: { readonly value: string }): BeamAnswer {
  const [word, a, b] = value.split(' ')
  if (word !== 'ok') throw new Error(`${program} on the BEAM: ${value}`)
  return [Number(a), Number(b)]
}
