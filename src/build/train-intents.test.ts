import { expect, test } from 'vitest'
import { intent } from '../content/intent.ts'
import { classify } from '../text/classify.ts'
import { extractFeatures } from '../text/features.ts'
import { normalise } from '../text/normalise.ts'
import { scriptTokens } from './sample-texts.ts'
import { sentencesOf, trainFromIntents } from './train-intents.ts'

const name = { ja: '名', easy: '名', en: 'name' }
const intents = [
  {
    id: 'ageing.dementia',
    name,
    examples: ['母の物忘れがひどい', { text: '認知症の父が家賃を払い忘れる', also: ['hardship.rent'] }],
    counter_examples: [
      { text: '最近わたしも忘れっぽくて家賃を忘れた', is: ['hardship.rent'] },
      '忘れ物をした',
    ],
    words: ['認知症'],
  },
  { id: 'hardship.rent', name, examples: ['家賃が払えない'], words: ['家賃', '認知症'] },
].map((raw) => intent.parse(raw))

test('examples carry all their needs, counter-examples what they are instead, words their need', () => {
  expect(sentencesOf(intents)).toEqual([
    { text: '母の物忘れがひどい', needs: ['ageing.dementia'] },
    { text: '認知症の父が家賃を払い忘れる', needs: ['ageing.dementia', 'hardship.rent'] },
    { text: '最近わたしも忘れっぽくて家賃を忘れた', needs: ['hardship.rent'] },
    { text: '忘れ物をした', needs: [] },
    { text: '家賃が払えない', needs: ['hardship.rent'] },
    { text: '認知症', needs: ['ageing.dementia', 'hardship.rent'], word: true },
    { text: '家賃', needs: ['hardship.rent'], word: true },
  ])
})

test('the trained labels are need ids', () => {
  const model = trainFromIntents(intents, scriptTokens)
  expect(model.labels).toEqual(['ageing.dementia', 'hardship.rent'])
  const normalised = normalise('家賃が払えません')
  expect(classify(model, normalised, extractFeatures(normalised, scriptTokens(normalised.text))).main).toBe(
    'hardship.rent',
  )
})
