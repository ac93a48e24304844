/**
 * One installer and builder at a time: two commands on a fresh clone must not run `npm ci` over
 * each other. The lock is a file outside the tree that holds a process id; a dead holder's lock is
 * void.
 */
import { createHash } from 'node:crypto'
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, say } from './shell.mjs'

const name = createHash('sha256').update(root).digest('hex').slice(0, 12)
const path = join(tmpdir(), `let-it-crash-${name}.lock`)

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  for (let told = false; !take(); told = true) {
    if (!told) say('Waiting for another let-it-crash command to install and build …')
    await sleep(200)
  }
  process.on('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!holderLives()) release()
    return false
  }
}

function holderLives() {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    // An empty file is a holder between creating and writing.
    if (pid > 0) process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function release() {
  try {
    unlinkSync(path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
