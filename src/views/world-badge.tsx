/** The badge that says which of the three worlds is seen: a sign, a word and a frame of its own. */

import { Icon } from './icon.tsx'
import { useSay } from './words/say.tsx'
import type { World } from './words/time.ts'

export function WorldBadge({ kind }: { readonly kind: World['kind'] }) {
  const say = useSay()
  return (
    <span className="lc-badge" data-world={kind} title={say(`world.${kind}.long`)}>
      <Icon sign={kind} size={12} />
      <span className="lc-badge-word">{say(`world.${kind}`)}</span>
    </span>
  )
}
