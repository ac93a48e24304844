import { genServer, monitor, node, note, random, self, sendAfter } from 'let-it-crash'

// Goes into the room, listens, and says something now and then. When the room is gone it tries
// again every second.
const room = ['room', 'n1']
const words = ['hello', 'is it you?', 'tea?', 'yes, please', 'no', 'who is that?', 'me, too']

export function init(everyMs) {
  sendAfter(random(everyMs) + 1, self(), 'speak')
  return ['ok', enter({ heard: 0, said: 0, isIn: false, everyMs })]
}

// What the picture shows of it: how much it has heard, or that it stands outside.
export function shown({ isIn, heard, said }) {
  return isIn ? { heard, said } : { is: 'out' }
}

export function handleInfo(message, me) {
  if (message === 'enter') return ['noreply', enter(me)]
  if (message === 'speak') return ['noreply', speak(me)]
  const [what, ...more] = message
  if (what === 'DOWN') return ['noreply', leave(me)]
  if (what === 'welcome') {
    note('enters', more)
    return ['noreply', { ...me, isIn: true }]
  }
  if (!me.isIn) return ['noreply', me]
  note('hears', more)
  return ['noreply', { ...me, heard: me.heard + 1 }]
}

function enter(me) {
  monitor(room)
  genServer.cast(room, ['join', self()])
  return me
}

function leave(me) {
  sendAfter(1000, self(), 'enter')
  if (me.isIn) note('leaves', null)
  return { ...me, isIn: false }
}

function speak(me) {
  sendAfter(me.everyMs / 2 + random(me.everyMs), self(), 'speak')
  if (!me.isIn) return me
  const said = me.said + 1
  const text = `${node()}, ${said}: ${words[random(words.length)]}`
  note('says', text)
  genServer.cast(room, ['say', self(), text])
  return { ...me, said }
}
