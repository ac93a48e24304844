import { exit, node, nodes, note, now, receive, self, send, spawnOn } from 'let-it-crash'

// Counts the primes below `limit` on `count` nodes, this one first, in jobs of `grain` numbers.
// Everybody has forty jobs ahead, so that nobody waits for the post.
export function* main(limit, grain, count) {
  const began = now()
  const workers = []
  for (const name of [node(), ...nodes()].slice(0, count)) {
    workers.push(yield* spawnOn(name, ['cores', 'work', [self()]], { link: true }))
  }
  const jobs = Math.ceil(limit / grain)
  let [given, answered, primes] = [0, 0, 0]
  const give = (worker) => {
    const from = given++ * grain
    if (from < limit) send(worker, [from, Math.min(limit, from + grain)])
  }
  for (let ahead = 0; ahead < 40; ahead++) workers.forEach(give)
  while (answered < jobs) {
    const [worker, found] = yield* receive()
    give(worker)
    answered++
    primes += found
  }
  note('counted', [workers.length, primes, now() - began])
  // And with it all workers: they are linked.
  exit('shutdown')
}

export function* work(giver) {
  for (;;) {
    const [from, to] = yield* receive()
    let found = 0
    for (let n = from; n < to; n++) if (isPrime(n)) found++
    send(giver, [self(), found])
  }
}

function isPrime(n) {
  if (n < 2) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
