/**
 * Back-pressure from the page: trace bytes that it hasn't read yet are counted, and the nodes pause
 * while there are too many. A picture may lag behind; the memory of the browser may not fill up.
 */
import { limits } from '../limits.ts'

export class Flow {
  private unreadBytes = 0
  paused = false

  constructor(private readonly changed: (paused: boolean, unreadBytes: number) => void) {}

  sent(bytes: number): void {
    this.unreadBytes += bytes
    if (!this.paused && this.unreadBytes > limits.unreadBytes) this.set(true)
  }

  read(bytes: number): void {
    this.unreadBytes = Math.max(0, this.unreadBytes - bytes)
    if (this.paused && this.unreadBytes < limits.unreadBytes / 4) this.set(false)
  }

  private set(paused: boolean): void {
    this.paused = paused
    this.changed(paused, this.unreadBytes)
  }
}
