import { extractFeatures } from '../text/features.ts'
import { normalise } from '../text/normalise.ts'
import type { Token } from '../text/understanding.ts'
import type { Sample } from './train.ts'

/** A stand-in for the tokeniser where its dictionary is not the point: runs of one script. */
export function scriptTokens(text: string): Token[] {
  const runs = text.match(/\p{Script=Han}+|\p{Script=Hiragana}+|\p{Script=Katakana}+|[\s\S]/gu) ?? []
  return runs.map((surface) => ({ surface, pos: '名詞', pos1: '一般', base: '*', reading: '' }))
}

/** A training sample from a text, with the stand-in tokens. */
export function sample(text: string, ...labels: string[]): Sample {
  const normalised = normalise(text)
  return { features: extractFeatures(normalised, scriptTokens(normalised.text)), labels }
}

const WHO = ['母', '父', '祖母', '夫', '妻', 'おじ', '隣の人', '私', '姉', '弟']
const ENDINGS = ['て困っています', 'て心配です', 'て、どうしたらいいですか', 'ているので相談したい']
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  care: ['の介護が大変にな', 'の入浴が手伝えなく', 'のヘルパーを探し'],
  memory: ['の物忘れがひどくな', 'が認知症と言われ', 'が道に迷っ'],
  money: ['の家賃が払えなく', 'の借金が増え', 'の生活費が足りなく'],
  school: ['の学校の先生に怒られ', 'が宿題を忘れ', 'の給食費を忘れ'],
}

/** 480 sentences of four topics, every combination once. */
export function sampleTexts(): { text: string; label: string }[] {
  return Object.entries(TOPICS).flatMap(([label, topics]) =>
    topics.flatMap((topic) =>
      WHO.flatMap((who) => ENDINGS.map((ending) => ({ text: who + topic + ending, label }))),
    ),
  )
}
