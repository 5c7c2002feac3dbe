/** A layer's weights with what Adam remembers of them; rows nobody touched since the last step stay as they are. */
export interface AdamLayer {
  readonly values: Float32Array
  /** Summed by the caller between steps; all zero after one. */
  readonly gradient: Float32Array
  /** Says that the gradient of this row is not zero. */
  readonly touch: (row: number) => void
  /** `time` counts the steps from 1. */
  readonly step: (rate: number, time: number) => void
}

const FIRST_DECAY = 0.9
const SECOND_DECAY = 0.999
const TINY = 1e-8

/** Adam (Kingma & Ba 2015) by rows of `width` weights, as sparse inputs need it. */
export function adam(values: Float32Array, width: number): AdamLayer {
  const gradient = new Float32Array(values.length)
  const first = new Float32Array(values.length)
  const second = new Float32Array(values.length)
  const touched = new Uint8Array(values.length / width)
  const rows = new Int32Array(touched.length)
  let count = 0
  return {
    values,
    gradient,
    touch: (row) => {
      if (touched[row] === 1) return
      touched[row] = 1
      rows[count++] = row
    },
    step: (rate, time) => {
      const size = (rate * Math.sqrt(1 - SECOND_DECAY ** time)) / (1 - FIRST_DECAY ** time)
      for (let at = 0; at < count; at++) {
        const row = rows[at] as number
        touched[row] = 0
        for (let cell = row * width; cell < (row + 1) * width; cell++) {
          const slope = gradient[cell] as number
          const mean = FIRST_DECAY * (first[cell] as number) + (1 - FIRST_DECAY) * slope
          const spread = SECOND_DECAY * (second[cell] as number) + (1 - SECOND_DECAY) * slope * slope
          first[cell] = mean
          second[cell] = spread
          gradient[cell] = 0
          values[cell] = (values[cell] as number) - (size * mean) / (Math.sqrt(spread) + TINY)
        }
      }
      count = 0
    },
  }
}
