import type { PointPhrases } from '../../src/channels/line/point-bubble.ts'
import type { ConsultationPoint } from '../../src/directory/consultation-point.ts'
import type { Message } from '../../src/triage/message.ts'

export const PHRASES: PointPhrases = {
  'point-unconfirmed': {
    ja: '区の確認はまだです',
    easy: '区は まだです',
    en: 'not yet confirmed by the ward',
  },
  'point-source': {
    ja: '出典：{name}（{date}）',
    easy: 'もと：{name}（{date}）',
    en: 'Source: {name} ({date})',
  },
  'point-script': { ja: '電話ではこう言えます', easy: 'こう 言えます', en: 'What you can say' },
  'point-bring': { ja: 'あるとよいもの', easy: 'もっていくもの', en: 'Useful to bring' },
}

export const point: ConsultationPoint = {
  id: 'mihon-otoshiyori-1',
  name: 'みほん東 おとしより相談センター',
  kind: 'community_general_support_center',
  basis: 'catchment',
  why: 'みほん東一丁目の担当です',
  phone: '03-0000-0101',
  address: 'みほん東1-2-3',
  town: 'みほん東一丁目',
  lat: 35,
  lng: 139,
  hours: { text: '今開いています（17:00まで）', open: true, until: '17:00', next_open: null },
  distance_m: null,
  channels: ['phone', 'visit'],
  bring: ['介護保険証'],
  script: ['母の物忘れのことで相談したいです'],
  languages: [],
  source: { name: 'みほん区くらしのガイド', url: null, date: '2026-04-01' },
  confirmed: null,
  confidence: 'A',
  notice: null,
}

export const message = (text: string): Message => ({
  id: 'm1',
  at: '2026-11-22T10:00:00.000+09:00',
  from: 'bot',
  lang: 'ja',
  text,
})
