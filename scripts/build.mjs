/** `npm run build`: the app into dist and the command line into dist-cli, whether stale or not. */
import './node-version.mjs'
import { alone } from './alone.mjs'
import { build } from './built.mjs'
import { install } from './install.mjs'

await alone(async () => {
  await install()
  const worked = [await build('app'), await build('cli')]
  process.exitCode = worked.every(Boolean) ? 0 : 1
})
