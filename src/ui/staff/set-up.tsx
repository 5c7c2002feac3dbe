import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from './api.ts'
import { DoorForm } from './door-form.tsx'

/** The first account, made once with what the service printed at its first start. */
export function SetUp({ token }: { readonly token: string }) {
  const [made, setMade] = useState<string | null>(null)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.querySelector<HTMLElement>(made === null ? 'input' : 'h1')?.focus()
  }, [made])
  if (made !== null)
    return (
      <main class="door" ref={place}>
        <h1 tabIndex={-1}>登録しました</h1>
        <p>次のアドレスを認証アプリに登録してください。もう一度は表示されません。</p>
        <pre>{made}</pre>
        <p>
          <a href="/staff">サインインへ</a>
        </p>
      </main>
    )
  return (
    <main class="door" ref={place}>
      <h1>最初の管理者を登録する</h1>
      <DoorForm
        action="登録する"
        onSubmit={async (fields) => {
          const answer = await api.setUp({ ...fields, token })
          if (!answer.ok) return answer.detail
          setMade(answer.value.totp_uri)
          return null
        }}
      >
        <label>
          利用者名（半角の英小文字と数字）
          <input name="username" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          表示する名前
          <input name="name" autocomplete="name" required />
        </label>
        <label>
          パスワード
          <input name="password" type="password" autocomplete="new-password" required />
        </label>
      </DoorForm>
    </main>
  )
}
