import { useEffect, useRef, useState } from 'preact/hooks'
import { hasDrafts } from './console-state.ts'
import { DoorForm } from './door-form.tsx'
import type { StaffConsole } from './staff-console.ts'

const COMMAND =
  'npm run --silent staff -- add --username taro --name 役所太郎 --role admin --team intake --password-stdin'

/** Who is it? What was being written waits behind this page. */
export function SignIn({ desk }: { readonly desk: StaffConsole }) {
  const { ranOut, session } = desk.store.state
  const [code, setCode] = useState('')
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.querySelector('input')?.focus()
  }, [])
  return (
    <main class="door" ref={place}>
      <h1>職員の窓口</h1>
      {ranOut && (
        <p class="box soft">
          しばらく操作がなかったので、画面を閉じました。
          {hasDrafts(desk.store.state)
            ? `書きかけは残っています。${session?.me.name ?? ''}さんがもう一度サインインすると、続きから書けます。`
            : 'もう一度サインインすると、続きから使えます。'}
        </p>
      )}
      <DoorForm
        action="サインイン"
        onSubmit={({ username = '', password = '' }) =>
          desk.signIn(username, password, code.replace(/\s/g, ''))
        }
      >
        <label>
          利用者名
          <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          パスワード
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <label>
          認証コード（認証アプリの6桁）
          <input
            name="totp"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={8}
            value={code}
            onInput={({ currentTarget }) => setCode(currentTarget.value)}
          />
        </label>
      </DoorForm>
      <details>
        <summary>はじめて使うとき</summary>
        <p>
          職員の登録は、サーバーで次の命令を実行して行います。パスワードは標準入力から渡します。表示された
          otpauth のアドレスを認証アプリに登録してから、ここでサインインしてください。
        </p>
        <pre>{COMMAND}</pre>
      </details>
    </main>
  )
}
