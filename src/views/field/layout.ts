/**
 * Where the field's blocks stand: equal columns, side by side from the top left, a cell as large as
 * fits and a pixel at least. Small blocks stand below in cells that can be hit, whatever the crowds
 * beside them. All lengths are device pixels, so that a cell is never a blur.
 */

export interface Plot {
  readonly parent: number
  /** Top left of the cells; the label stands above. */
  readonly x: number
  readonly y: number
  /** Edge of one cell. */
  readonly cell: number
  readonly columns: number
  readonly rows: number
  /** Cells that it has, the last row's too. */
  readonly count: number
  /** Width that the label may take. */
  readonly width: number
}

export interface FieldLayout {
  readonly width: number
  readonly height: number
  readonly label: number
  readonly plots: readonly Plot[]
}

export interface Room {
  readonly width: number
  /** What can be seen at once; a field of single pixels may be taller. */
  readonly height: number
  /** Height of a label with its distances. */
  readonly label: number
  readonly gap: number
}

interface Sized {
  readonly parent: number
  readonly count: number
}

/** Edges of a cell, largest first: beyond a few pixels a cell has a shape in it. */
const edges = [24, 20, 16, 12, 9, 7, 5, 4, 3, 2, 1] as const

/** Blocks that have less than this part of the largest one stand together below the others. */
const smallPart = 1 / 40
/** Blocks side by side, at most; and the width of a column, in labels' heights, at least. */
const mostAcross = 16
const leastColumn = 5
/** Edge of a small block's cell at least, in labels' heights. */
const leastSmall = 0.45

export function layField(beds: readonly Sized[], room: Room): FieldLayout {
  const largest = Math.max(1, ...beds.map(({ count }) => count))
  const isSmall = ({ count }: Sized) => count < largest * smallPart
  const [small, large] = [beds.filter(isSmall), beds.filter((bed) => !isSmall(bed))]
  const most = Math.floor((room.width + room.gap) / (room.label * leastColumn + room.gap))
  const across = Math.max(1, Math.min(mostAcross, most, large.length))
  let best: Laid | null = null
  for (const cell of edges) {
    for (let columns = 1; columns <= across; columns++) {
      const layout = laid(small, large, room, cell, columns)
      if (best === null || layout.height < best.height) best = layout
    }
    if (best !== null && best.seen <= room.height) return best
    if (cell > 1) best = null
  }
  return best ?? laid(small, large, room, 1, 1)
}

interface Laid extends FieldLayout {
  /** What should be seen at once. */
  readonly seen: number
}

/** The large blocks in equal columns, the small ones in lines below them. */
function laid(
  small: readonly Sized[],
  large: readonly Sized[],
  room: Room,
  cell: number,
  across: number,
): Laid {
  const { width, label, gap } = room
  const shelf = new Shelf(room)
  const column = Math.max(cell, Math.floor((width - (across - 1) * gap) / across))
  for (const bed of large) shelf.put(bed, column, cell)
  shelf.turn()
  const below = shelf.top
  const edge = Math.max(cell, Math.round(label * leastSmall))
  for (const bed of small) {
    const wide = Math.max(label * 6, Math.ceil(Math.sqrt(bed.count * 3)) * edge)
    shelf.put(bed, Math.min(width, wide), edge)
  }
  shelf.turn()
  const height = Math.max(1, shelf.top - gap)
  // Where there is little room the small ones may be scrolled to.
  const seen = height - below > room.height / 5 ? below - gap : height
  return { width, height, seen, label, plots: shelf.plots }
}

/** Puts blocks side by side; what doesn't fit any more begins a new line. */
class Shelf {
  readonly plots: Plot[] = []
  top = 0
  private left = 0
  private tallest = 0

  constructor(private readonly room: Room) {}

  put({ parent, count }: Sized, width: number, cell: number): void {
    const { room } = this
    if (this.left > 0 && this.left + width > room.width) this.turn()
    const columns = Math.max(1, Math.floor(width / cell))
    const rows = Math.ceil(roomy(count) / columns)
    const [x, y] = [this.left, this.top + room.label]
    this.plots.push({ parent, x, y, cell, columns, rows, count, width })
    this.left += width + room.gap
    this.tallest = Math.max(this.tallest, room.label + rows * cell)
  }

  turn(): void {
    if (this.left === 0) return
    this.top += this.tallest + this.room.gap
    this.left = 0
    this.tallest = 0
  }
}

/** A block that grows keeps its shape for a while: room for an eighth more, roughly. */
function roomy(count: number): number {
  if (count <= 16) return Math.max(1, count)
  const step = 2 ** (Math.floor(Math.log2(count)) - 3)
  return Math.ceil(count / step) * step
}

/** The cell under a point; null between the blocks or where a block has none. */
export function cellUnder(
  { plots }: FieldLayout,
  x: number,
  y: number,
): { readonly parent: number; readonly at: number } | null {
  for (const plot of plots) {
    const column = Math.floor((x - plot.x) / plot.cell)
    const row = Math.floor((y - plot.y) / plot.cell)
    if (column < 0 || row < 0 || column >= plot.columns || row >= plot.rows) continue
    const at = row * plot.columns + column
    if (at < plot.count) return { parent: plot.parent, at }
  }
  return null
}
