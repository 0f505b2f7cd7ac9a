// The beep says the state without a look at the screen: high = in its place, double = wrong shelf, low = on loan or withdrawn.
const PITCH = { high: [[990, 0, 0.08]], double: [[660, 0, 0.09], [660, 0.15, 0.09]], low: [[200, 0, 0.3]], refused: [[200, 0, 0.12], [160, 0.16, 0.25]] }
const LOUDNESS = [0, 0.05, 0.25]
const KEY = "counting-volume"
let context = null

export const volume = () => Number(localStorage.getItem(KEY) ?? 1)
export const set_volume = (level) => localStorage.setItem(KEY, String(level))

export function sound (tone) {
  const loudness = LOUDNESS[volume()] ?? 0
  if (!loudness || !PITCH[tone] || !window.AudioContext) return
  context ??= new AudioContext()
  for (const [pitch, after, seconds] of PITCH[tone]) {
    const oscillator = new OscillatorNode(context, { frequency: pitch })
    const gain = new GainNode(context, { gain: loudness })
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(context.currentTime + after)
    oscillator.stop(context.currentTime + after + seconds)
  }
}
