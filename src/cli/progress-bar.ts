/** A progress bar on stderr: a line that changes on a screen, else a line for each tenth. */
export interface ProgressBar {
  show(done: number): void
  end(): void
}

const width = 30

/** `afterMs`: what is over sooner needs none. */
export function progressBar(total: number, afterMs = 0): ProgressBar {
  const isScreen = process.stderr.isTTY
  const from = performance.now() + afterMs
  let shown = -1
  return {
    show(done) {
      const share = Math.floor((done / total) * 100)
      if (performance.now() < from || share === shown) return
      if (!isScreen && Math.floor(share / 10) === Math.floor(shown / 10)) return
      shown = share
      const cells = Math.round((share / 100) * width)
      const line = `[${'█'.repeat(cells)}${'·'.repeat(width - cells)}] ${share} %`
      process.stderr.write(isScreen ? `\r${line} ` : `${line}\n`)
    },
    end() {
      if (isScreen && shown >= 0) process.stderr.write('\n')
    },
  }
}
