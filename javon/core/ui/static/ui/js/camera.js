// A phone's camera as a scanner where the browser reads barcodes by itself; elsewhere a sentence says what to do instead.
const FORMATS = ["code_128", "ean_13", "ean_8", "code_39", "qr_code"]
const EVERY = 250 // ms between two looks
const QUIET = 2500 // ms for which the same code in the picture is the same book

export function camera (form, picture, say, found) {
  let stream = null
  let last = { code: "", at: 0 }

  async function look (detector) {
    if (!stream) return
    const codes = await detector.detect(picture).catch(() => [])
    for (const { rawValue: code } of codes.slice(0, 1)) {
      if (code !== last.code || Date.now() - last.at > QUIET) found(code)
      last = { code, at: Date.now() }
    }
    setTimeout(look, EVERY, detector)
  }

  function stop () {
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    picture.hidden = true
  }

  return async () => {
    if (stream) return stop()
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return say(form.dataset.noCamera)
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })
    } catch {
      return say(form.dataset.cameraRefused)
    }
    picture.srcObject = stream
    picture.hidden = false
    await picture.play()
    look(new BarcodeDetector({ formats: FORMATS }))
  }
}
