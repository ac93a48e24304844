/** What a cell's look says: drawn by the same hand that draws the cells. */
import { useLayoutEffect, useRef } from 'react'
import { useWords } from '../observer/words.tsx'
import { inksOf, shapesOf } from './paint.ts'

const looks = ['waiting', 'runnable', 'young', 'held', 'dark'] as const
/** As the looks are numbered in the field. */
const numbers = { dark: 0, waiting: 1, runnable: 2, held: 3, young: 4 } as const

export function FieldLegend() {
  const say = useWords()
  return (
    <ul className="lc-field-legend" aria-label={say('field.legend')}>
      {looks.map((look) => (
        <li key={look}>
          <Sample look={numbers[look]} />
          {say(`look.${look}`)}
        </li>
      ))}
    </ul>
  )
}

function Sample({ look }: { readonly look: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painted = useRef<HTMLCanvasElement | null>(null)
  // At every render: the theme may have changed, and to find out costs little.
  useLayoutEffect(() => {
    const { current } = canvas
    const shape = current === null ? undefined : shapesOf(edge, inksOf(current))[look]
    if (shape === undefined || shape === painted.current) return
    painted.current = shape
    const pen = current?.getContext('2d')
    pen?.clearRect(0, 0, edge, edge)
    pen?.drawImage(shape, 0, 0)
  })
  return <canvas ref={canvas} width={edge} height={edge} />
}

const edge = 28
