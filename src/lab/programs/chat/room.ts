import { monitor, samePid, self, send } from 'let-it-crash'

// Numbers what is said, and tells it to everybody who is in the room.
export function init() {
  return ['ok', { said: 0, members: [] }]
}

export function handleCast([what, who, text], { said, members }) {
  if (what === 'join') {
    monitor(who)
    send(who, ['welcome', self(), said])
    return ['noreply', { said, members: [...without(who, members), who] }]
  }
  for (const member of members) send(member, ['said', said + 1, text])
  return ['noreply', { said: said + 1, members }]
}

export function handleInfo([down, ref, process, who], { said, members }) {
  return ['noreply', { said, members: without(who, members) }]
}

function without(who, members) {
  return members.filter((each) => !samePid(each, who))
}
