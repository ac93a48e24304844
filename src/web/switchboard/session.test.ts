/** Two ends of a link agree on a life of their connection, whatever was lost before. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstSession, hearHello, hearMessage, nextSession, type Session } from './session.ts'

type End = 'a' | 'b'
interface Note {
  readonly hello: boolean
  readonly asks: boolean
  readonly sender: number
  readonly receiver: number
}

/** Two ends and the notes on their way, in order. */
class Wire {
  readonly ends: Record<End, Session> = { a: firstSession, b: firstSession }
  readonly onTheWay: Record<End, Note[]> = { a: [], b: [] }
  readonly accepted: { to: End; note: Note; life: string }[] = []

  say(from: End, hello: boolean): void {
    const { mine, theirs, up } = this.ends[from]
    this.onTheWay[other(from)].push({ hello, asks: !up, sender: mine, receiver: theirs })
  }

  arrive(to: End): void {
    const note = this.onTheWay[to].shift()
    if (note === undefined) return
    const { sender, receiver, asks } = note
    const result = note.hello
      ? hearHello(this.ends[to], sender, receiver, asks)
      : hearMessage(this.ends[to], sender, receiver)
    this.ends[to] = result.session
    if (result.reply) this.say(to, true)
    if (result.verdict === 'accept' && !note.hello) {
      const { mine, theirs } = result.session
      this.accepted.push({ to, note, life: `${mine}/${theirs}` })
    }
  }

  settle(): void {
    for (let i = 0; i < 100; i++) for (const end of ['a', 'b'] as const) this.arrive(end)
  }
}

function other(end: End): End {
  return end === 'a' ? 'b' : 'a'
}

describe('a session', () => {
  it('comes up at both ends after hellos both ways', () => {
    const wire = new Wire()
    wire.say('a', true)
    wire.settle()
    expect(wire.ends).toEqual({
      a: { mine: 1, theirs: 1, up: true },
      b: { mine: 1, theirs: 1, up: true },
    })
  })

  it('begins afresh at both ends when one end gave up', () => {
    const wire = new Wire()
    wire.say('a', true)
    wire.settle()
    wire.ends.a = nextSession(wire.ends.a)
    wire.say('b', false)
    wire.say('a', true)
    const seen: unknown[] = []
    const note = wire.onTheWay.b[0] as Note
    seen.push(hearHello(wire.ends.b, note.sender, note.receiver, note.asks).change)
    wire.settle()
    expect(seen).toEqual(['reset'])
    expect(wire.ends.a).toEqual({ mine: 2, theirs: 1, up: true })
    expect(wire.ends.b).toEqual({ mine: 1, theirs: 2, up: true })
    expect(wire.accepted).toEqual([])
  })

  it('refuses everything before it is up', () => {
    expect(hearMessage(firstSession, 1, 1).verdict).toBe('refuse')
  })

  const step = fc.record({
    end: fc.constantFrom<End>('a', 'b'),
    act: fc.constantFrom('say', 'arrive', 'arrive', 'hello', 'give_up', 'lose'),
  })

  it('comes up again after any history, and never takes a message of another life', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const wire = new Wire()
        for (const { end, act } of steps) {
          if (act === 'say' && wire.ends[end].up) wire.say(end, false)
          else if (act === 'arrive') wire.arrive(end)
          else if (act === 'hello') wire.say(end, true)
          else if (act === 'give_up') wire.ends[end] = nextSession(wire.ends[end])
          else if (act === 'lose') wire.onTheWay[end].length = 0
        }
        wire.settle()
        // An end that lost a hello says it again at its next beat, as long as it isn't up.
        for (let beat = 0; beat < 4; beat++) {
          for (const end of ['a', 'b'] as const) if (!wire.ends[end].up) wire.say(end, true)
          wire.settle()
        }
        for (const { note, life } of wire.accepted) {
          expect(life).toBe(`${note.receiver}/${note.sender}`)
        }
        const bothUp = wire.ends.a.up && wire.ends.b.up
        if (bothUp) expect(wire.ends.a.theirs).toBe(wire.ends.b.mine)
        return bothUp
      }),
      { numRuns: 400 },
    )
  })
})
