/** The classroom's front door. */
export { newRoomCode, readRoomCode } from './room.ts'
