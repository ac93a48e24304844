import { genServer } from 'let-it-crash'

// One worker, on the other node; its start is asked for from here.
export function init([main, there]) {
  const worker = { id: 'worker', start: ['desk', 'startWorker', [main, there]] }
  return ['ok', [{ strategy: 'one_for_one', intensity: 3, period: 5 }, [worker]]]
}

export function startWorker(main, there) {
  return genServer.startLink('counter', main, { name: 'worker', node: there })
}
