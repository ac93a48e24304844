/**
 * The first import of every script: says in one line that Node is too old, before anything newer
 * than ES2020 could fail with a stranger message. Vite 8 sets the floor.
 */
const [major, minor] = process.versions.node.split('.').map(Number)
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22

if (!fits) {
  process.stderr.write(
    `Node ${process.versions.node} won't do: this needs 20.19 or newer (on 22: 22.12).\n`,
  )
  process.exit(1)
}
