import { genServer, node, nodes, self, send, sendAfter } from 'let-it-crash'

// On the guest while it is connected; at home again when it is gone.
export function startLink(name, guest, home) {
  const where = nodes().includes(guest) ? guest : node()
  return genServer.startLink('echo', home, { name, node: where })
}

export function init(home) {
  sendAfter(1000, self(), 'call')
  return ['ok', { home, heard: 0 }]
}

export function handleInfo(message, state) {
  if (message === 'pong') return ['noreply', { ...state, heard: state.heard + 1 }]
  send(['operator', state.home], ['ping', self()])
  sendAfter(1000, self(), 'call')
  return ['noreply', state]
}
