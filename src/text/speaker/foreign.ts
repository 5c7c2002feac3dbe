import type { Speaker } from '../../content/vocabulary.ts'

interface Pattern {
  readonly speaker: Speaker
  readonly pattern: RegExp
}

const RELATIVE_EN =
  '(?:mother(?:-in-law)?|mom|mum|father(?:-in-law)?|dad|husband|wife|son|daughter|child|children|kids?|baby|parents?|grandmother|grandma|grandfather|grandpa|brother|sister|uncle|aunt|partner)'
const RELATIVE_ZH =
  '(?:妈妈?|母亲|爸爸?|父亲|丈夫|老公|妻子|老婆|儿子|女儿|孩子|奶奶|爷爷|外婆|外公|婆婆|公公|哥哥|弟弟|姐姐|妹妹)'
const RELATIVE_KO =
  '(?:어머니|엄마|아버지|아빠|남편|아내|아들|딸|아이|아기|할머니|할아버지|시어머니|시아버지|동생|형|누나|언니|오빠)'
const RELATIVE_VI = '(?:mẹ|bố|ba|chồng|vợ|con|bà|ông|anh trai|chị gái|em gái|em trai)'

/** In the order in which they are tried: who harms the speaker comes before who is cared for. */
const PATTERNS: readonly Pattern[] = [
  {
    speaker: 'professional',
    pattern:
      /\bi(?:'m| am) (?:a|an|the|their|his|her) (?:care manager|social worker|welfare commissioner|public health nurse|case worker|property manager|landlord's agent)\b|\b(?:my|our) (?:client|patient|pupil|student)s?\b(?! (?:loan|visa))/,
  },
  {
    speaker: 'self',
    pattern: new RegExp(
      `\\bmy ${RELATIVE_EN} (?:\\w+ )?(?:hits?|beats?|yells?|abuses?|threatens?|hurts?|punche[sd]|kick(?:s|ed)|hit|took|locks?|locked|left|died|passed)\\b|\\b(?:by|from|with) my (?:ex-?)?(?:husband|wife|partner)\\b|\\bmy (?:baby|child|children|kids?|son|daughter)\\b[^.!?]{0,60}\\b(?:i can'?t|i cannot|i am|i'm)\\b|\\bi (?:can'?t|cannot|need|want|am|lost|have)\\b[^.!?]{0,60}\\bmy (?:baby|child|children|kids?)\\b`,
    ),
  },
  {
    speaker: 'neighbour',
    pattern:
      /\b(?:my|our|the|a) (?:[a-z-]+ )?(?:neighbou?r|friend|coworker|co-worker|colleague|classmate)(?:'s|s)?\b(?! (?:is|are|was) (?:noisy|loud|too|angry)| (?:complains?|said|told|says))|\b(?:next door|old (?:man|woman|lady) (?:upstairs|downstairs))\b/,
  },
  { speaker: 'family', pattern: new RegExp(`\\b(?:my|our) (?:[a-z0-9-]+ ){0,3}${RELATIVE_EN}\\b`) },
  {
    speaker: 'self',
    pattern: new RegExp(`${RELATIVE_ZH}(?:总是|常|一直)?(?:打|骂|威胁)我|被${RELATIVE_ZH}打`),
  },
  { speaker: 'neighbour', pattern: /邻居(?!太吵|很吵|很生气|吵)|隔壁|鄰居|我(?:的)?(?:朋友|同事)/ },
  { speaker: 'family', pattern: new RegExp(`我?(?:的|家)?${RELATIVE_ZH}`) },
  {
    speaker: 'self',
    pattern: new RegExp(`${RELATIVE_KO}[이가은는]? ?(?:저를|나를)? ?(?:때려|때립|때린|폭력)`),
  },
  { speaker: 'neighbour', pattern: /이웃|옆집|친구가|친구는|윗집|아랫집/ },
  { speaker: 'family', pattern: new RegExp(`${RELATIVE_KO}(?:가|이|는|은|의|를|을|께서|도| )`) },
  { speaker: 'self', pattern: new RegExp(`${RELATIVE_VI} (?:tôi )?(?:đánh|bạo hành)`) },
  { speaker: 'neighbour', pattern: /hàng xóm|bạn tôi|छिमेकी/ },
  {
    speaker: 'family',
    pattern: new RegExp(
      `(?:^|\\s)${RELATIVE_VI} (?:của )?tôi(?:\\s|$)|मेरो (?:आमा|बुबा|छोरा|छोरी|श्रीमान|श्रीमती)`,
    ),
  },
  {
    speaker: 'self',
    pattern:
      /\bi(?:'m| am|'ve| have| can'?t| cannot| need| want| lost| don't| feel)\b|^我(?!妈|爸|的|家)|저는|나는|제가|tôi /,
  },
]

/** Names of relatives within a match, to show as members. */
const MEMBER = new RegExp(`\\b${RELATIVE_EN}\\b|${RELATIVE_ZH}|${RELATIVE_KO}`)

/** Who speaks in English, Chinese, Korean or Vietnamese; null when nothing says so. */
export function foreignSpeaker(
  text: string,
): { speaker: Speaker; word: string; member: string | null } | null {
  const lower = text.toLowerCase().replaceAll('’', "'").slice(0, 2000)
  for (const { speaker, pattern } of PATTERNS) {
    const match = pattern.exec(lower)
    if (match === null) continue
    const word = text.slice(match.index, match.index + match[0].length).trim()
    const member = MEMBER.exec(word.toLowerCase())
    return {
      speaker,
      word,
      member: member === null ? null : word.slice(member.index, member.index + member[0].length),
    }
  }
  return null
}
