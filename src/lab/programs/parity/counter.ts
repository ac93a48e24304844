import { error, self, send } from 'let-it-crash'

export function init(main) {
  send(main, ['up', self()])
  return ['ok', 0]
}

export function handleCall([what, by], from, sum) {
  return ['reply', sum + by, sum + by]
}

export function handleCast(request, sum) {
  if (request === 'crash') error('cracked')
  return ['noreply', sum + request[1]]
}
