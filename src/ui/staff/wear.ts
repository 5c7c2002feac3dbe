import type { Theme } from './wire-office.ts'

const ASKED = 'prefers-color-scheme'
/** For paper, dark is never meant. */
const QUERIES: Readonly<Record<Theme, string>> = {
  system: `(${ASKED}: dark)`,
  light: 'not all',
  dark: 'screen',
}

/** The rules for the dark: of the one style sheet, whichever condition they stand under now. */
function darkRules(): readonly CSSMediaRule[] {
  return [...document.styleSheets].flatMap(({ cssRules }) =>
    [...cssRules].filter(
      (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText.includes(ASKED),
    ),
  )
}

/** Shows the console light, dark or as the system has it: the same colours, under another condition. */
export function wardrobe(): (theme: Theme) => void {
  const rules = darkRules()
  let worn: Theme = 'system'
  return (theme) => {
    if (theme === worn) return
    worn = theme
    for (const rule of rules) rule.media.mediaText = QUERIES[theme]
    document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
  }
}
