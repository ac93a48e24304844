/** Every bound of the browser world, in one place. Units are last in the names. */
export const limits = {
  /** Machines in one room: a full mesh of tabs beyond that is slower than it is instructive. */
  machines: 8,
  nodesPerMachine: 16,
  /** Machines met and conversations held in a room, linked or not; more are ignored. */
  met: 64,
  talks: 32,
  /** Characters in the name of a machine, or of a node before its `@`. */
  nameLength: 32,
  /** Names of machines that are gone, kept so that a name's next life gets a higher creation. */
  namesRemembered: 64,

  /** Heartbeats between machines and pings to local nodes. */
  beatMs: 500,
  /** How often silence is judged; a whole number of these is a beat. */
  tickMs: 100,
  /** Silence of a machine after which it is suspected, and after which it is given up. */
  suspectMs: 1_500,
  downMs: 4_000,
  /** Silence of a local node after which its box is rebuilt. */
  stuckMs: 1_500,
  /** How long a box may take to start. */
  bootMs: 15_000,

  /** One message of a data channel; what is longer goes in pieces. */
  pieceBytes: 65_536,
  /** One message between machines, all pieces together. */
  messageBytes: 4_194_304,
  /** What may wait inside a data channel before the rest waits in our own queue. */
  bufferedBytes: 262_144,
  /** What may wait in our queue; beyond it the connection is given up (Erlang: busy port). */
  outboxBytes: 16_777_216,
  /** Traces give way first: beyond this they are left out, and a census makes up for it. */
  traceOutboxBytes: 4_194_304,
  /** Trace bytes the page hasn't read yet; beyond it the nodes pause until it has. */
  unreadBytes: 8_388_608,
  /** Trace events in one batch, and bytes from which on it takes no more. */
  batchEvents: 2_000,
  batchBytes: 262_144,

  /** A connection that hasn't come up by then is closed and tried again. */
  linkMs: 5_000,
  /** A machine that was given up and stays silent so long is let go; it may be introduced again. */
  abandonMs: 30_000,
  /** How long a machine that is closed waits for its goodbyes to leave. */
  goodbyeMs: 200,
  /** How often a machine says to the others of its browser that it is here. */
  beaconMs: 2_000,
  /**
   * How long a joiner listens for names that are taken: in this browser, and through the
   * introducer.
   */
  meetLocalMs: 150,
  meetMs: 2_000,
  /** How long it waits for the holders of higher seats, whom the introducer doesn't tell about. */
  meetOthersMs: 300,
  /** How long two machines may talk through the introducer without using the connection. */
  talkMs: 10_000,
  /** How long a machine that opened a room waits before it reaches for the introducer. */
  introduceLaterMs: 1_500,
  /** Waiting times between attempts to reach the introducer. */
  introducerRetryMs: [1_000, 2_000, 5_000, 10_000, 30_000],

  /** A node that dies so often within the window isn't started again by itself (Erlang: heart). */
  deaths: 3,
  deathWindowMs: 30_000,

  /** A question of the inspector is given up after that long. */
  answerMs: 3_000,
  /** One slice of work between two looks at the mail; and where nobody sees the page. */
  sliceMs: 1.5,
  unseenSliceMs: 4,
  /** Reductions between two looks at the clock within a slice. */
  sliceReductions: 2_000,
} as const
