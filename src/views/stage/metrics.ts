/**
 * Measures of the picture at each density, in CSS pixels on the 4 px grid. The first density at
 * which everything fits is taken; the last one scrolls.
 */
export type Density = 'large' | 'medium' | 'small' | 'glyph'

export interface Metrics {
  readonly density: Density
  /** The side of a square, the diameter of a circle. */
  readonly shape: number
  readonly cellWidth: number
  readonly cellHeight: number
  readonly cellGap: number
  /** Between rows of the tree: the channel in which cords run. */
  readonly rowGap: number
  readonly nodeTop: number
  readonly nodeSide: number
  readonly nodeBottom: number
  readonly nodeGap: number
  readonly machineTop: number
  readonly machineSide: number
  readonly machineWidth: number
  /** Between machines: the gutter for cords from one to another. */
  readonly gutter: number
  readonly margin: number
  /** Children stand below each other, set in under their parent: as narrow as a tree can be. */
  readonly outline?: boolean
}

const large: Metrics = {
  density: 'large',
  shape: 72,
  cellWidth: 168,
  cellHeight: 72,
  cellGap: 8,
  rowGap: 28,
  nodeTop: 24,
  nodeSide: 12,
  nodeBottom: 16,
  nodeGap: 20,
  machineTop: 36,
  machineSide: 12,
  machineWidth: 200,
  gutter: 40,
  margin: 12,
}

const medium: Metrics = {
  ...large,
  density: 'medium',
  shape: 56,
  cellWidth: 140,
  cellHeight: 56,
  rowGap: 24,
  nodeTop: 22,
  nodeSide: 8,
  nodeBottom: 14,
  nodeGap: 16,
  machineTop: 32,
  machineSide: 10,
  machineWidth: 168,
  gutter: 32,
  margin: 8,
}

/** Between the two: for one column more. */
const narrow: Metrics = {
  ...medium,
  shape: 48,
  cellWidth: 124,
  cellHeight: 52,
  cellGap: 4,
  machineWidth: 160,
  gutter: 28,
}

const small: Metrics = {
  ...medium,
  density: 'small',
  shape: 36,
  cellWidth: 104,
  cellHeight: 40,
  cellGap: 4,
  rowGap: 22,
  nodeTop: 20,
  nodeSide: 4,
  nodeBottom: 8,
  nodeGap: 10,
  machineTop: 30,
  machineSide: 6,
  machineWidth: 124,
  gutter: 20,
  margin: 5,
}

const glyph: Metrics = {
  ...small,
  density: 'glyph',
  shape: 20,
  cellWidth: 88,
  cellHeight: 24,
  rowGap: 20,
}

const outline: Metrics = {
  ...small,
  shape: 28,
  cellWidth: 112,
  cellHeight: 34,
  rowGap: 4,
  machineTop: 28,
  outline: true,
}

const outlineGlyph: Metrics = { ...glyph, rowGap: 3, machineTop: 28, outline: true }

/** For nodes that are on no machine, when no tree at a readable size fits. */
export const outlines: readonly Metrics[] = [outline, outlineGlyph]

export const densities: readonly Metrics[] = [large, medium, narrow, small, glyph]
