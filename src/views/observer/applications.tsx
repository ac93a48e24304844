/**
 * The applications of a node: which are loaded and which run, their supervision trees, and starting
 * and stopping one as a whole.
 */
import { Button } from '../button.tsx'
import { shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import { Twig } from './branches.tsx'
import type { ObserverProps } from './observer.tsx'
import type { App } from './state.ts'
import { crowdlessWords, useWords } from './words.tsx'

export function Applications(props: ObserverProps) {
  const say = useWords()
  const { state } = props
  const { node, apps, appWish } = state
  if (apps === null) return <p className="lc-observer-note">{say('asking', { node })}</p>
  if (apps.length === 0) return <None {...props} />
  return (
    <div className="lc-observed">
      {appWish?.late ? (
        <p className="lc-observer-warning" role="alert">
          {say(`apps.late.${appWish.wish}`, { name: appWish.name })}
        </p>
      ) : null}
      <div className="lc-observer-scroll">
        <AppTable {...props} apps={apps} />
        <Tree {...props} apps={apps} />
      </div>
    </div>
  )
}

/** How many start where somebody only wants to see an application. */
const fewMembers = 1_000

function None({ state: { node, crowd, crowdless }, act }: ObserverProps) {
  const say = useWords()
  const n = formatCount(fewMembers)
  return (
    <div className="lc-observer-note">
      <p role="status">
        <b>{say('apps.none', { node })}</b>
      </p>
      <p className="lc-observer-why">{say('apps.none.why')}</p>
      <Button
        label={say('apps.none.start', { n })}
        sign="plus"
        disabled={crowd !== null}
        onClick={() => act({ act: 'crowd', size: fewMembers })}
      />
      {crowdless ? <p role="alert">{crowdlessWords(crowdless, say)}</p> : null}
    </div>
  )
}

type AppsProps = ObserverProps & { readonly apps: readonly App[] }

const columns = ['name', 'version', 'about', 'state', 'root', 'processes', 'doing'] as const

function AppTable({ apps, state, act }: AppsProps) {
  const say = useWords()
  const { node } = state
  const count = apps.length
  return (
    <table className="lc-rows lc-apps">
      <caption>{say('apps.caption', { count, n: formatCount(count), node })}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              data-column={column}
              data-number={column === 'processes' ? '' : undefined}
            >
              {say(`apps.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <AppRow key={app.name} app={app} state={state} act={act} />
        ))}
      </tbody>
    </table>
  )
}

function AppRow({ app, state, act }: ObserverProps & { readonly app: App }) {
  const say = useWords()
  const { name, vsn, description, root } = app
  const isChosen = name === state.app
  return (
    <tr data-selected={isChosen ? '' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="lc-go"
          aria-pressed={isChosen}
          aria-label={say('apps.open', { name })}
          onClick={() => act({ act: 'application', name: isChosen ? null : name })}
        >
          {name}
        </button>
      </th>
      <td data-column="version">{vsn || '–'}</td>
      <td data-column="about" className="lc-clip">
        {description || '–'}
      </td>
      <td data-column="state" data-app={app.state}>
        {say(`apps.state.${app.state}`)}
      </td>
      <td data-column="root">
        {root === null ? (
          <span className="lc-soft">{app.state === 'running' ? say('apps.code') : '–'}</span>
        ) : (
          <>
            {root.label} <code className="lc-soft">{shortPid(root.pid)}</code>
          </>
        )}
      </td>
      <td data-number="">{root === null ? '–' : formatCount(1 + (root.below ?? 0))}</td>
      <td data-column="doing">
        <Doing app={app} act={act} />
      </td>
    </tr>
  )
}

function Doing({ app, act }: { readonly app: App; readonly act: ObserverProps['act'] }) {
  const say = useWords()
  const { name, state, missing } = app
  if (state === 'running' || state === 'stopping') {
    return (
      <Button
        label={say('apps.stop')}
        aria-label={say('apps.stop.label', { name })}
        disabled={state === 'stopping'}
        onClick={() => act({ act: 'stopApplication', name })}
      />
    )
  }
  if (missing.length > 0) {
    return <span className="lc-soft">{say('apps.missing', { names: missing.join(', ') })}</span>
  }
  return (
    <Button
      label={say('apps.start')}
      aria-label={say('apps.start.label', { name })}
      disabled={state === 'starting'}
      onClick={() => act({ act: 'startApplication', name })}
    />
  )
}

function Tree({ apps, ...props }: AppsProps) {
  const say = useWords()
  const app = apps.find(({ name }) => name === props.state.app)
  if (app === undefined) return <p className="lc-trees-note">{say('apps.choose')}</p>
  const { name, root, type } = app
  const state = say(`apps.state.${app.state}`)
  return (
    <section aria-label={say('apps.tree', { name })}>
      <h3 className="lc-trees-title">
        {say('apps.tree', { name })}
        {type === null ? null : `; ${say(`apps.type.${type}`)}`}
      </h3>
      {root === null ? (
        <p className="lc-trees-note">
          {app.state === 'running'
            ? say('apps.tree.code', { name })
            : say('apps.tree.none', { name, state })}
        </p>
      ) : (
        <ul className="lc-tree">
          <Twig {...props} row={root} />
        </ul>
      )}
    </section>
  )
}
