/** A boxed node's own post and clock, for the benchmark of two workers; no part of web's door. */
export {
  Post,
  postParcel,
  seededRandom,
  soon,
  workerClock,
} from '../../src/web/box/environment.ts'
