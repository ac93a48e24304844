/** English for one to many cores. */
export const cores = {
  title: 'One to many cores',
  label: 'One to many cores: how much faster more nodes do the same work',
  close: 'Close',
  question: 'How much faster is a program when more nodes share its work?',
  size: 'Count the primes below',
  'size.fitting': 'as many as fit here',
  measure: 'Measure',
  again: 'Measure again',
  cancel: 'Cancel',

  'cores.many': {
    one: 'Your browser says that this machine has {count} core.',
    other: 'Your browser says that this machine has {count} cores.',
  },
  'cores.first':
    'One program runs on one node, on two, and so on up to {most}, each a worker of its own.',
  'cores.two': 'One program runs on one node and on two, each a worker of its own.',
  'cores.one': 'Two workers can only take turns on it, so don’t expect them to be faster than one.',
  'cores.capped': 'Up to {most} workers are measured.',

  'phase.loading': 'Loading the compiler …',
  'phase.starting': '{ready} of {most} nodes started …',
  'phase.warming': 'Warming up: the browser optimises code while it runs …',
  'phase.measuring': 'Round {round} of {rounds}: {jobs} on {workers}',
  'phase.hidden':
    'This tab is hidden, and a hidden tab gets less of the machine. It goes on when you are back.',
  'phase.disturbs':
    'It takes all cores. The system of this room goes on beside it and may stutter.',
  'phase.progress': 'Measured so far',
  'said.measuring': 'Measuring …',
  'said.cancelled': 'Cancelled. What was measured until then is shown.',
  'said.cancelled.early': 'Cancelled before anything was measured.',

  'failed.offline': 'The compiler couldn’t be loaded: there is no network.',
  'failed.compiler': 'The program couldn’t be compiled here: {problem}',
  'failed.no_workers': 'This browser starts no workers: {problem}',
  'failed.lost':
    'Node {node} died while it was measured ({problem}), and with it the measurement. Nothing is wrong with the room’s own nodes.',
  'failed.program': 'The program ended without an answer: {reason}',
  'failed.wrong':
    '{workers} counted {found} primes, and there are {primes}. These times mean nothing, so none are shown.',

  workers: { one: '{count} worker', other: '{count} workers' },
  'jobs.large': 'large jobs',
  'jobs.tiny': 'tiny jobs',
  'jobs.large.long': 'Large jobs: {grain} numbers each, below {limit}',
  'jobs.tiny.long': 'Tiny jobs: one number each, below {limit}',

  'verdict.gain': '{workers} did the work {times} times as fast as one.',
  'verdict.serial': '{percent} of it couldn’t be shared out.',
  'verdict.whole': 'All of it could be shared out.',
  'verdict.best': 'The fastest were {workers}: {times} times as fast.',
  'verdict.none': '{workers} were no faster than one ({times} times as fast).',
  'verdict.tiny.none':
    'In tiny jobs, one number each, {workers} did it {times} times as fast as one: a message takes longer than the job it brings.',
  'verdict.tiny.gain':
    'In tiny jobs, one number each, {workers} did it {times} times as fast as one: most of the time goes into messages.',
  'verdict.unsteady':
    'The runs differ much: something else worked on this machine meanwhile. Measure again when it is quiet.',
  'verdict.repeated': {
    one: '{count} run was repeated, because the tab was hidden in it.',
    other: '{count} runs were repeated, because the tab was hidden in them.',
  },

  'chart.label': 'Speed-up by number of workers',
  'chart.x': 'workers',
  'chart.y': 'times as fast as one',
  'chart.ideal': 'ideal',
  'chart.point': '{jobs}, {workers}: {times} times as fast, between {low} and {high}',

  'table.caption': 'The same in figures: medians of {rounds}',
  'table.rounds': { one: '{count} round', other: '{count} rounds' },
  'table.workers': 'Workers',
  'table.time': 'Time',
  'table.speedUp': 'Speed-up',
  'table.efficiency': 'Efficiency',
  'table.spread': 'from {least} to {most}',

  'about.title': 'How it is measured',
  'about.nodes':
    'Each worker is a node in a box of its own, as the nodes of your room are, and each has a port to each other one.',
  'about.rounds':
    'Every round runs both kinds of jobs on every number of workers, up in one and down in the next. Points are medians, whiskers the slowest and the fastest run.',
  'about.answer': 'Every run’s answer is compared with the number of primes that there are.',
  'about.amdahl':
    'What couldn’t be shared out is read from the points by Amdahl’s law: what hands out and collects, and whatever else keeps a worker waiting. Two workers on one core count as waiting, too.',
  'about.ceiling':
    'By that law no number of cores would do these large jobs more than {times} times as fast.',
  'about.program': 'The program',
} as const
