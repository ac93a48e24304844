/**
 * The program's text: every keystroke is kept, a run compiles all of it, and errors are values with
 * a place. Which text runs and which is only written is known file by file.
 */
import type { SourceFile } from '../lab/index.ts'
import { type Compiled, type CompiledModule, loadCompiler } from '../web/index.ts'
import type { Keep } from './keep.ts'

/** A program to work on: its files as they were given, and which of them are for editing. */
export interface Bench {
  readonly id: string
  /** The module of its root supervisor. */
  readonly root: string
  readonly files: readonly SourceFile[]
  readonly edit: readonly string[]
  /** The files as given, when they were compiled with the page. */
  readonly modules?: readonly CompiledModule[]
}

export class Workshop {
  private texts = new Map<string, string>()
  private running = new Map<string, string>()

  constructor(
    readonly bench: Bench,
    private readonly keep: Keep,
  ) {
    for (const { name, text } of bench.files) {
      this.texts.set(name, keep.read(this.key(name)) ?? text)
    }
  }

  /** All files as they are written now, in the program's order. */
  get files(): readonly SourceFile[] {
    return [...this.texts].map(([name, text]) => ({ name, text }))
  }

  /** These are the very texts that every page of this version starts with. */
  get isAsBuilt(): boolean {
    return this.bench.modules !== undefined && !this.files.some(({ name }) => this.isChanged(name))
  }

  text(name: string): string {
    return this.texts.get(name) ?? ''
  }

  write(name: string, text: string): void {
    this.texts.set(name, text)
    this.keep.write(this.key(name), text)
  }

  /**
   * Somebody else's text: it runs here, and isn't kept for the next time. What is being written
   * here and doesn't run yet stays as it is.
   */
  take(name: string, text: string): void {
    if (!this.isWaiting(name)) this.texts.set(name, text)
    this.running.set(name, text)
  }

  /** Compiles what runs, with what others have changed in it. */
  async compileRunning(): Promise<Compiled> {
    const { compileProgram } = await loadCompiler()
    return compileProgram([...this.running].map(([name, text]) => ({ name, text })))
  }

  /** Back to the text as it was given. */
  reset(name: string): void {
    this.texts.set(name, this.given(name))
    this.keep.remove(this.key(name))
  }

  isChanged(name: string): boolean {
    return this.text(name) !== this.given(name)
  }

  /** Whether what is written isn't what runs. */
  isWaiting(name: string): boolean {
    return this.running.get(name) !== this.text(name)
  }

  /** The program as given, for when what was kept doesn't compile. */
  async compileGiven(): Promise<readonly CompiledModule[]> {
    this.running = new Map(this.bench.files.map(({ name, text }) => [name, text]))
    if (this.bench.modules !== undefined) return this.bench.modules
    const { compileProgram } = await loadCompiler()
    const made = compileProgram(this.bench.files)
    if (!made.ok)
      throw new Error(`${this.bench.id} doesn't compile: ${JSON.stringify(made.errors)}`)
    return made.modules
  }

  /** Compiles what is written; on success that is what runs from now on. */
  async compile(): Promise<Compiled> {
    if (!this.files.some(({ name }) => this.isChanged(name))) {
      return { ok: true, modules: await this.compileGiven() }
    }
    const texts = new Map(this.texts)
    const { compileProgram } = await loadCompiler()
    const made = compileProgram(this.files)
    if (made.ok) this.running = texts
    return made
  }

  private given(name: string): string {
    return this.bench.files.find((file) => file.name === name)?.text ?? ''
  }

  private key(name: string): string {
    return `text/${this.bench.id}/${name}`
  }
}
