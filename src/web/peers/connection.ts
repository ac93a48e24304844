/**
 * A connection between two tabs: an RTCPeerConnection with one data channel of our own, agreed upon
 * beforehand (negotiated, id 100), which goes to the switchboard at once. No server is asked for
 * addresses: tabs of one computer or one network find each other by themselves.
 */
import type { Relayed } from '../messages.ts'

export const rtcConfiguration: RTCConfiguration = { iceServers: [] }

/** Some browsers have the name but not the thing, by order of an administrator. */
export function hasWebRtc(): boolean {
  try {
    new RTCPeerConnection(rtcConfiguration).close()
    return true
  } catch {
    return false
  }
}

/** To be handed on in the same turn: once used, a channel can't be transferred any more. */
export function ourChannel(connection: RTCPeerConnection): RTCDataChannel {
  return connection.createDataChannel('frames', { negotiated: true, id: 100, ordered: true })
}

/** Gives a channel away; where the browser can't, a port to a relay on this page. */
export function giveAway(
  channel: RTCDataChannel,
  give: (end: RTCDataChannel | MessagePort, transfer: Transferable[]) => void,
): void {
  try {
    give(channel, [channel as unknown as Transferable])
  } catch (problem) {
    if (!(problem instanceof DOMException || problem instanceof TypeError)) throw problem
    const port = relay(channel)
    give(port, [port])
  }
}

function relay(channel: RTCDataChannel): MessagePort {
  const { port1, port2 } = new MessageChannel()
  const tell = (message: Relayed) => port1.postMessage(message)
  channel.binaryType = 'arraybuffer'
  channel.onopen = () => tell({ type: 'open' })
  channel.onclose = () => tell({ type: 'closed' })
  channel.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) tell({ type: 'piece', bytes: new Uint8Array(data) })
  }
  let unsent = 0
  const report = () => {
    const bytes = unsent - channel.bufferedAmount
    unsent -= bytes
    if (bytes > 0) tell({ type: 'buffered', bytes })
  }
  channel.bufferedAmountLowThreshold = 65_536
  channel.onbufferedamountlow = report
  port1.onmessage = ({ data }: MessageEvent<Relayed>) => {
    if (data.type !== 'piece') return channel.close()
    if (channel.readyState !== 'open') return
    unsent += data.bytes.length
    channel.send(data.bytes as Uint8Array<ArrayBuffer>)
    if (channel.bufferedAmount <= channel.bufferedAmountLowThreshold) report()
  }
  if (channel.readyState === 'open') tell({ type: 'open' })
  return port2
}
