/** Where a facility belongs: which file of the ward and as what kind; or why it is left aside. */
export type Verdict =
  | { readonly file: 'points' | 'resources'; readonly kind: string }
  | { readonly aside: string }

type Rule = readonly [RegExp, Verdict]
const aside = (reason: string): Verdict => ({ aside: reason })
const point = (kind: string): Verdict => ({ file: 'points', kind })
const resource = (kind: string): Verdict => ({ file: 'resources', kind })

/** Never a place to go to with a worry, whatever else the name says: 「月島特別出張所防災備蓄倉庫」. */
const NEVER: readonly Rule[] = [
  [/倉庫|資器材|器材庫|備蓄|保管(?:庫|場所)/, aside('倉庫・置き場')],
  [/便所|トイレ|お手洗/, aside('公衆トイレ')],
  [/駐車場|駐輪|自転車/, aside('駐車場・駐輪場')],
  [
    /シェルター|母子生活支援施設/,
    aside('住所を公にしない施設かもしれない（取り込まず、手で確かめてください）'),
  ],
  [/休館中|閉館|廃止|跡地/, aside('休館・閉館')],
]
/** A centre inside another building is still a centre: 「特別養護老人ホーム内 地域包括支援センター」. */
const SURELY: readonly Rule[] = [
  [
    /おとしより相談センター|地域包括支援センター|あんしんすこやかセンター|高齢者総合相談/,
    point('elderly_center'),
  ],
  [/子ども家庭支援センター|こども家庭センター|子育て世代包括/, point('child_family_center')],
  [/基幹相談支援センター|障害者.{0,6}(?:相談|地域活動)|地域活動支援センター/, point('disability_consult')],
  [/発達支援センター/, point('developmental')],
  [/消費(?:者|生活)センター/, point('consumer')],
  [/保健所|保健センター|保健相談所/, point('public_health')],
  [/相談(?:センター|支援|窓口|室|所)/, point('consult_desk')],
  [/子育て(?:ひろば|広場)|つどいの(?:ひろば|広場)|集いの広場/, resource('parent_child_place')],
  [/(?:子ども|こども|子供|地域|みんなの)食堂/, resource('kodomo_shokudo')],
  [/フードパントリー/, resource('food_pantry')],
]
const PROBABLY_NOT: readonly Rule[] = [
  [/住宅|アパート|マンション|ハイツ|グリーンホームズ|アイタワー|職員寮/, aside('住まい')],
  [/学校|学園|幼稚園|園庭/, aside('学校・幼稚園')],
  [/保育園|保育所|こども園|子ども園/, aside('保育園・こども園')],
  [
    /特別養護老人ホーム|老人保健施設|グループホーム|小規模多機能|デイサービス|居宅介護|在宅サービスセンター|有料老人ホーム/,
    aside('介護や障害のサービスの事業所'),
  ],
  [/診療所|病院|クリニック|薬局/, aside('医療機関')],
  [/浴場|浴室|プール|スポーツ|体育館|運動場|トレーニング|グラウンド|球場/, aside('浴場・運動の施設')],
  [/公園|緑地|遊園|庭園/, aside('公園')],
  [/道路|詰所|清掃|リサイクル|中継所|待機所|ポンプ|水門/, aside('作業の施設')],
  [/防災|消防|警察|交番/, aside('防災の施設')],
  [/斎場|セレモニー|葬|墓/, aside('葬祭の施設')],
  [/宿泊|保養|健康村|山荘|高原荘|ヴィラ/, aside('宿泊の施設')],
  [/まちづくり支援|店舗|市場|魚河岸/, aside('店・市場')],
]
const PROBABLY: readonly Rule[] = [
  [/福祉センター|福祉事務所|生活福祉/, point('welfare_center')],
  [/障害者|心身障害|障がい/, point('disability_service')],
  [/女性センター|男女(?:平等|共同参画)/, point('gender_equality')],
  [/教育(?:相談|センター)/, point('education_consult')],
  [/社会福祉協議会/, point('shakyo')],
  [/ボランティアセンター/, point('volunteer_center')],
  [/就労|ハローワーク|しごと|勤労者/, point('work')],
  [/成年後見|権利擁護/, point('legal')],
  [/国際交流|多文化/, point('foreigner')],
  [/相談/, point('consult_desk')],
  [/出張所|区民事務所|支所/, point('branch_office')],
  [/区役所|市役所|庁舎/, point('city_office')],
  [/児童館|児童センター|ふれあいの家|児童交流|キッズ・?プラザ/, resource('children_hall')],
  [/図書館/, resource('library')],
  [/社会教育会館|公民館|生涯学習|学習館/, resource('learning_center')],
  [
    /区民館|区民活動センター|地域センター|コミュニティセンター|地区会館|区民センター/,
    resource('community_center'),
  ],
  [/コミュニティルーム|集会(?:室|所|施設)|コミュニティ会館/, resource('community_room')],
  [
    /敬老館|高齢者会館|老人福祉館|老人憩|いこいの家|高齢者.{0,4}(?:館|センター)|シニア/,
    resource('senior_hall'),
  ],
  [/サロン|カフェ|居場所|デイルーム|交流(?:室|スペース|館)/, resource('cafe_salon')],
  [/プレーパーク/, resource('playpark')],
  [/協働|ボランティア|市民活動/, resource('volunteer')],
]
const BY_NAME = [...NEVER, ...SURELY, ...PROBABLY_NOT, ...PROBABLY]
const MEALS: readonly Rule[] = [[/フードパントリー/, resource('food_pantry')]]

/**
 * Judges a facility by its name, else by its category, else by its description; a name of which none of them
 * says anything is left aside too, with that as the reason.
 */
export function sortOut(
  { name, category, description }: { name: string; category: string; description: string },
  meals: boolean,
): Verdict {
  if (meals) return first([...NEVER, ...MEALS], name) ?? resource('kodomo_shokudo')
  return (
    first(BY_NAME, name) ?? first(BY_NAME, category) ?? first(SURELY, description) ?? { aside: UNKNOWN_KIND }
  )
}

/** A row that says neither what it is nor what it is not. */
export const UNKNOWN_KIND = '名前にも説明にも、相談先や居場所と分かる言葉がない'

function first(rules: readonly Rule[], text: string): Verdict | null {
  const plain = text.normalize('NFKC')
  return rules.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}
