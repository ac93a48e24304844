/** What ends every top bar: the next theme, and the sheet of keys where there is room for it. */
import type { Dispatch, Theme } from '../action.ts'
import { Button } from '../button.tsx'
import { useSay } from '../words/say.tsx'

interface ThemeAndKeysProps {
  readonly theme: Theme
  readonly narrow: boolean
  readonly dispatch: Dispatch
}

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }

export function ThemeAndKeys({ theme, narrow, dispatch }: ThemeAndKeysProps) {
  const say = useSay()
  return (
    <>
      <Button
        label={say(`app.theme.${theme}`)}
        sign={theme}
        kind="quiet"
        bare
        onClick={() => dispatch({ type: 'theme', theme: nextTheme[theme] })}
      />
      {narrow ? null : (
        <Button
          label={say('app.keys')}
          sign="suspected"
          kind="quiet"
          bare
          onClick={() => dispatch({ type: 'keys', open: true })}
        />
      )}
    </>
  )
}
