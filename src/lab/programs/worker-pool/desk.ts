import { genServer, genStatem, note, pg, samePid, self, send, trapExit } from 'let-it-crash'

// Gives each job that it accepts to a worker of any node, and its result to the customer. When a
// worker is gone another one gets its jobs; who closes the desk hands them to another desk.
export function* init() {
  trapExit(true)
  yield* pg.join('desks', self())
  const [, groups] = yield* pg.monitorScope()
  const { workers = [], desks = [] } = Object.fromEntries(groups)
  return ['ok', { workers, desks, jobs: [] }]
}

// What the picture shows of it: jobs that somebody waits for.
export function shown({ jobs, workers, desks }) {
  return { open: jobs.length, jobs: jobs.map(({ id }) => id), workers, desks }
}

export function handleCall([what, job], [customer], state) {
  if (what === 'adopt') return ['reply', 'adopted', job.reduce(give, state)]
  note('accepted', job.id)
  return ['reply', 'accepted', give(state, { ...job, customer })]
}

export function handleCast([what, id, result], state) {
  const job = state.jobs.find((each) => each.id === id)
  if (job === undefined) return ['noreply', state]
  note('answered', id)
  send(job.customer, ['answer', id, result])
  return ['noreply', { ...state, jobs: state.jobs.filter((each) => each !== job) }]
}

// News of pg. What nobody could do, or somebody who is gone had to do, is given again.
export function handleInfo([ref, what, group, pids], state) {
  const isTold = (pid) => pids.some((each) => samePid(each, pid))
  const others = state[group].filter((pid) => !isTold(pid))
  const next = { ...state, [group]: what === 'join' ? [...others, ...pids] : others }
  if (group !== 'workers') return ['noreply', next]
  const isFree = ({ worker }) => worker === null || isTold(worker)
  return ['noreply', next.jobs.filter(isFree).reduce(give, next)]
}

export function* terminate(reason, { desks, jobs }) {
  for (const desk of desks) {
    if (samePid(desk, self()) || jobs.length === 0) continue
    try {
      return yield* genServer.call(desk, ['adopt', jobs], 1000)
    } catch {}
  }
}

// The workers take turns.
function give(state, job) {
  const [worker = null, ...others] = state.workers
  const jobs = [...state.jobs.filter(({ id }) => id !== job.id), { ...job, worker }]
  if (worker === null) return { ...state, jobs }
  genStatem.cast(worker, ['do', job, self()])
  return { ...state, jobs, workers: [...others, worker] }
}
