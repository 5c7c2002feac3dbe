const WORDS = {
  ja: {
    launch: '相談する（自動案内）',
    title: '相談（自動案内）',
    exit: 'このページをすぐ閉じる',
    close: '小さくする',
    shift: 'Shiftキーをあと{n}回押すと、このページを閉じます。',
  },
  easy: {
    launch: '相談（そうだん）する',
    title: '相談（そうだん）',
    exit: 'すぐ とじる',
    close: '小（ちい）さく する',
    shift: 'Shiftキーを あと {n}回（かい） おすと、とじます。',
  },
  en: {
    launch: 'Ask for help (automatic guide)',
    title: 'Help (automatic guide)',
    exit: 'Leave this page now',
    close: 'Minimise',
    shift: 'Press Shift {n} more time(s) to leave this page.',
  },
} as const

/** The loader's few words; Japanese where the language is not known. */
export function widgetWords(lang: string): (typeof WORDS)[keyof typeof WORDS] {
  return lang === 'en' || lang === 'easy' ? WORDS[lang] : WORDS.ja
}

/**
 * `!important` inside a shadow tree wins over the page's own: nothing a ward's site styles moves the button.
 * Colours are the Digital Agency's tokens (blue-900, neutral).
 */
export const WIDGET_STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 1rem 1rem auto!important;z-index:2147483647!important;visibility:visible!important;opacity:1!important}
.all{font:400 16px/1.5 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;display:flex;flex-direction:column;align-items:flex-end;gap:8px}
button{font:inherit;min-height:44px;min-width:44px;padding:8px 16px;border:1px solid #0017c1;border-radius:8px;background:#fff;color:#0017c1;cursor:pointer}
.launch{background:#0017c1;color:#fff;font-weight:700;border-color:#fff;padding:10px 20px}
.exit{border-color:#1a1a1a;color:#1a1a1a}
button:focus-visible{outline:3px solid #b78f00;outline-offset:2px;box-shadow:0 0 0 2px #fff}
.panel{display:flex;flex-direction:column;width:min(26rem,calc(100vw - 2rem));height:min(44rem,calc(100vh - 6rem));border:1px solid #767676;border-radius:12px;overflow:hidden;background:#fff;box-shadow:0 2px 12px 2px rgba(0,0,0,.1),0 1px 6px 0 rgba(0,0,0,.3)}
.panel[hidden]{display:none}
.bar{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px;padding:6px 8px;background:#fff;border-bottom:1px solid #ccc}
iframe{flex:1;width:100%;border:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:30rem),(max-height:30rem){.panel{position:fixed;inset:0;width:auto;height:auto;border:0;border-radius:0}}
@media (prefers-color-scheme:dark){.panel,.bar{background:#1a1a1a;border-color:#4d4d4d}.bar button{background:#1a1a1a;color:#fff;border-color:#ccc}}
@media print{:host{display:none!important}}
`
