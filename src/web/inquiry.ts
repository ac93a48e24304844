/** What the observer may ask a node: the kernel's questions, and OTP's about its applications. */
import type { Question } from '../kernel/index.ts'

export type Inquiry =
  | Question
  /** As applicationsOn tells them; none when no application controller runs there. */
  | {
      readonly ask: 'applications'
      /** Counts their processes now; else as the field was last looked at. */
      readonly look: boolean
    }
