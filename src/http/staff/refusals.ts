import type { Refusal } from '../../cases/decide.ts'

/** Why an action was refused, and what can be done: 409 where the case is otherwise than thought, 403 and 422 where it never goes. */
export const REFUSALS: Readonly<
  Record<Refusal | 'stale', readonly [status: 403 | 409 | 422, detail: string]>
> = {
  stale: [409, 'この相談は、開いたあとに別の人が更新しました。いまの様子を確かめてから、もう一度どうぞ。'],
  owned: [409, 'ほかの職員が先に受け持ちました。'],
  already: [409, 'すでにそうなっています。'],
  'not-open': [409, 'この相談は完了しています。続けるには再開してください。'],
  erased: [409, 'この相談は、本人の希望で消去されました。お返事はできません。'],
  'not-yours': [
    403,
    'この相談を受け持っている人だけができます。先に受け持つか、受け持っている人に頼んでください。',
  ],
  'nothing-offered': [409, '引き継ぎの申し出は、もうありません。'],
  'already-offered': [409, '引き継ぎの返事を待っています。'],
  'no-consent': [403, '区の外の機関へは、本人の同意か支援会議での決定を記録してから渡せます。'],
  'would-widen': [
    422,
    'この相談を見られない人には知らせられません。先に引き継ぎか助言の依頼をしてください。',
  ],
  past: [422, 'これからの日時にしてください。'],
  'read-only': [403, '監査の役割では、見ることだけができます。'],
}
