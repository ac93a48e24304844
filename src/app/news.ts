/** What the machine reports, as far as the page has to act on it or tell it in words. */
import type { Op } from '../lab/index.ts'
import type { MachineEvent } from '../web/index.ts'
import { refreshEditor } from './editing.ts'
import type { Page } from './page.ts'

export function hear(page: Page, event: MachineEvent): void {
  switch (event.type) {
    case 'joined':
      return page.note('joined')
    case 'introduced':
      return page.note('met')
    case 'linked':
      page.untell('nobody_here')
      if (page.state.part === 'home') page.program.share(event.machine)
      return
    case 'node_restarted':
      // The heart has started this machine's first node again; the system lived there.
      if (page.state.part === 'home' && event.node === `n1@${page.experiment.name}`) {
        page.program.boot()
      }
      return
    case 'node_stuck': {
      const { node, silentMs, all } = event
      return page.tell(
        all ? { what: 'all_stuck', silentMs } : { what: 'node_stuck', node, silentMs },
      )
    }
    case 'node_crashed':
      return page.tell({ what: 'node_crashed', node: event.node, problem: event.problem })
    case 'node_gave_up':
      return page.tell({ what: 'node_gave_up', node: event.node, deaths: event.deaths })
    case 'node_problem':
      return page.tell({ what: 'code_problem', node: event.node, message: event.message })
    case 'room_full':
      return page.tell({ what: 'room_full', machines: event.machines })
    case 'other_version':
      return page.tell({ what: 'other_version', machine: event.machine })
    case 'introducer_reached':
      return page.untell('introducer')
    case 'introducer_unreachable':
      return page.tell({ what: 'introducer', problem: event.problem })
    case 'no_webrtc':
    case 'no_workers':
      return page.tell({ what: event.type })
    case 'op': {
      const op = event.op as Op
      if (op.do === 'load') void page.program.receive(op.files).then(() => refreshEditor(page))
      return
    }
    default:
      return
  }
}
