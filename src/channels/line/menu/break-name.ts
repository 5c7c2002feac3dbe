const LONGEST_LINE = 11
/** Said when a name cannot be read on a small phone. */
const ANY = ['今つながる', '電話']

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** A desk's name without what stands in brackets, as one or two lines of at most eleven letters, broken between words. */
export function breakName(name: string): readonly string[] {
  const whole = name.replace(/\s*[（(][^（）()]*[）)]\s*/g, '').trim()
  if (whole.length <= LONGEST_LINE) return whole === '' ? ANY : [whole]
  let at = 0
  const ends = Array.from(words.segment(whole), ({ segment }) => {
    at += segment.length
    return at
  })
  const fits = ends.filter((end) => end <= LONGEST_LINE && whole.length - end <= LONGEST_LINE)
  const afterSpace = fits.filter((end) => whole[end - 1] === ' ')
  const [end] = (afterSpace.length > 0 ? afterSpace : fits).sort(
    (a, b) => Math.abs(a - whole.length / 2) - Math.abs(b - whole.length / 2),
  )
  return end === undefined ? ANY : [whole.slice(0, end).trim(), whole.slice(end).trim()]
}
