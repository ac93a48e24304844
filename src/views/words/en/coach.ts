/** English for the first minute's coach and for notices. */
export const coach = {
  'coach.label': 'What to do',
  'coach.starting': 'Starting two nodes…',
  'coach.starting.guest': 'Starting a node for {room}…',
  'coach.running': 'This is running now, in your browser. Break it.',
  'coach.dying': '{name} died: `{reason}`. desk heard through its link.',
  'coach.restarted':
    'desk started a new counter after {span}. It counts from 0: a restart brings back code, not memory. Kill it twice more, quickly.',
  'coach.forgotten':
    'A new counter after {span}. The first death is forgotten by now. Twice more, quickly.',
  'coach.budget': {
    one: '{count} restart in {period} is all desk allows. Kill it once more.',
    other: '{count} restarts in {period} are all desk allows. Kill it once more.',
  },
  'coach.gaveUp': 'One death too many: desk gave up (`shutdown`) and took clock along.',
  'coach.gaveUp.back':
    'One death too many: desk gave up (`shutdown`) and took clock along. root restarted the branch.',
  'coach.joined': '{machine} joined. root starts an echo there.',
  'coach.back': '{machine} is back.',
  'coach.joined.echo':
    '{machine} joined after {span}{how}. Its echo lives there. Close that window, or pull the plug.',
  'coach.joined.sameComputer': ', same computer',
  'coach.guest.alone': 'You are {machine}, alone now: nobody else in room {room} can be heard.',
  'coach.guest.nothing':
    'Nothing runs in room {room}: its system has ended, or hasn’t started yet.',
  'coach.guest': 'You are {machine}. echo lives here. Close this tab: the others will notice.',
  'coach.suspected': '{machine} is silent: suspected. Dead, or only slow?',
  'coach.lost.goodbye': '{machine} said goodbye; known after {span}.',
  'coach.lost.goodbye.plain': '{machine} said goodbye.',
  'coach.lost.closed': '{machine} is gone; known after {span}.',
  'coach.lost.silence':
    '{machine}: {span} of silence, given up. Dead or cut off? Nobody here can tell.',
  'coach.lost.echo': 'Its echo: `noconnection`. root started it here.',
  'coach.lost.rewind': 'Now drag the strip back to the first death.',
  'coach.rewound': 'A recording. The live system is {span} ahead.',
  'coach.done': 'You met links, exit reasons, supervisors and a lost machine.',
  'coach.button.lesson': 'Lesson 1',
  'coach.button.free': 'Free play',

  'notice.unknown_room': 'The room “{text}” can’t be read; this is a room of your own.',
  'notice.unknown_room.why': 'A room’s code is five letters, without I and O.',
  'notice.nobody_here': 'Nobody is in room {room}.',
  'notice.nobody_here.why': 'No machine has answered for 4 s.',
  'notice.room_full': 'The room is full.',
  'notice.room_full.why': {
    one: '{count} machine is in it.',
    other: '{count} machines are in it.',
  },
  'notice.other_version': '{machine} runs another version of this page, so the two don’t link.',
  'notice.other_version.why': 'Both ends compared their versions. Reload both.',
  'notice.popup_refused': 'The browser opened no second window.',
  'notice.popup_refused.why':
    'It blocks pop-ups. Open this link in another tab, or on another computer:',
  'notice.system_lost': 'The system lived on {machine}, which is gone.',
  'notice.system_lost.why': 'Its root supervisor can’t be reached; nobody is left to restart it.',
  'notice.system_ended': 'The system has ended: its root gave up.',
  'notice.system_ended.why': 'The root supervisor exited; above it there is nobody.',
  'notice.node_gave_up': '{node} died too often and stays down.',
  'notice.node_gave_up.why': {
    one: '{count} death in a short time.',
    other: '{count} deaths in a short time.',
  },
  'notice.node_stuck': '{node} was stuck and has been started again.',
  'notice.node_stuck.why': 'It answered nothing for {span}.',
  'notice.all_stuck': 'All nodes of this tab were stuck and have been started again.',
  'notice.all_stuck.why':
    'None answered for {span}: one of them took the browser’s whole memory, or the computer slept.',
  'notice.node_crashed': '{node} crashed and has been started again.',
  'notice.code_problem': '{node} can’t run the new code.',
  'notice.storage': 'Your text isn’t being kept.',
  'notice.guest_lesson':
    'A lesson puts its own program on the stage, so it needs a room of your own.',
  'notice.guest_lesson.why': 'This machine is a guest in room {room}.',
  'notice.no_webrtc': 'This browser can’t link machines.',
  'notice.no_webrtc.why': 'It has no WebRTC. This machine stays alone; everything on it works.',
  'notice.no_workers': 'This browser can’t run nodes.',
  'notice.no_workers.why': 'It refuses web workers in a sandbox.',
  'notice.introducer': 'Other computers can’t find this room.',
  'notice.kept_text':
    'What you wrote last time doesn’t compile. The program as given runs instead.',
  'notice.kept_text.why': 'Your text is still in the editor.',
  'notice.button.startHere': 'Start the system here',
  'notice.button.restartNode': 'Start it again',
  'notice.button.givenText': 'Forget my text',
  'notice.button.ownRoom': 'A room of my own',
  'notice.button.reload': 'Reload',
} as const
